import type { Contract, Pathway, Text } from '@jieli/engine'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { statePointer, transitionPointer } from '../../document/state/statechart-pointer.ts'
import { removedWith } from './statechart-provenance.ts'
import { stateAt, type StatePath } from '../../document/state/state-path.ts'
import { useDocument } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import type { Selection } from './selection.ts'

/** The template's pathway of the same id. */
export function useTemplatePathway(id: string): Pathway | undefined {
  return useDocument((state) => state.parent)?.pathways.find((known) => known.id === id)
}

/** Which parts of a statechart are locked. Each function shows the reason and the authority, and returns true, where they are. */
export function useRefusals(pathway: Pathway) {
  const { t } = useTranslation()
  const text = useText()
  const { message } = App.useApp()
  const lockedBy = useLockedBy()

  const refuse = (title: Text | undefined, contract: Contract | undefined): boolean => {
    if (contract === undefined) return false
    void message.warning(
      t('editing.stays', {
        title: text(title, pathway.title.zh),
        authority: t(`parameters.authorities.${contract.authority ?? 'province'}`),
        reason: text(contract.reason),
      }),
    )
    return true
  }
  /** A state to which something is to be added. */
  const refuseState = (path: StatePath): boolean =>
    refuse(
      path === '' ? pathway.title : stateAt(pathway, path)?.meta.title,
      lockedBy(statePointer(pathway.id, path)),
    )
  /** Elements that are to be removed, with all that goes with them. */
  const refuseRemoval = (removed: Selection): boolean => {
    const { states, transitions } = removedWith(pathway, removed)
    return (
      states.some(({ path, state }) =>
        refuse(state.meta.title, lockedBy(statePointer(pathway.id, path))),
      ) ||
      transitions.some((entry) => {
        const event =
          entry.trigger.kind === 'on'
            ? pathway.events.find(
                ({ id }) => entry.trigger.kind === 'on' && id === entry.trigger.event,
              )
            : undefined
        const title = entry.transition.meta.title ?? event?.title ?? { zh: entry.id, en: entry.id }
        return refuse(title, lockedBy(transitionPointer(pathway.id, entry)))
      })
    )
  }
  return { refuseState, refuseRemoval }
}
