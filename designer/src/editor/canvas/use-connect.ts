import type { Pathway } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { addTransition } from '../../document/commands/add-transition.ts'
import type { Positions } from '../../document/commands/place-state.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { holderAt, keyOf, type StatePath } from '../../document/state/state-path.ts'
import { listTransitions } from '../../document/state/transition-list.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { anyState } from './statechart.ts'
import type { Selection } from './selection.ts'

/**
 * Draws a transition between two states and selects it. It begins with the first event its source does not take yet,
 * or with a new event where the pathway has none to spare; the panel beside the canvas changes it.
 */
export function useConnect(
  pathway: Pathway,
  positions: Positions,
  select: (selection: Selection) => void,
): (source: StatePath, target: StatePath) => void {
  const { t } = useTranslation()
  const run = useRunCommand()
  return (drawnSource, target) => {
    if (target === anyState) return
    const source = drawnSource === anyState ? '' : drawnSource
    const taken = Object.keys(holderAt(pathway, source)?.on ?? {})
    const spare = pathway.events.find((event) => !taken.includes(event.id))
    const [party] = pathway.parties
    const newEvent =
      spare === undefined
        ? {
            id: freshId(
              'event',
              pathway.events.map((event) => event.id),
            ),
            title: {
              zh: t('canvas.newEvent', { lng: 'zh' }),
              en: t('canvas.newEvent', { lng: 'en' }),
            },
            actors: party === undefined ? ['anyone'] : [party.id],
          }
        : undefined
    const event = spare?.id ?? newEvent?.id ?? ''
    const id = freshId(
      `${keyOf(source) || 'any'}-${event}`,
      listTransitions(pathway).map((entry) => entry.id),
    )
    run(
      addTransition({
        pathway: pathway.id,
        id,
        source,
        target,
        trigger: { kind: 'on', event },
        positions,
        ...(newEvent === undefined ? {} : { newEvent }),
      }),
    )
    select({ states: [], transitions: [id] })
  }
}
