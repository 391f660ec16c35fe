import { ArrowRightOutlined } from '@ant-design/icons'
import type { Pathway } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../document/state-path.ts'
import type { TransitionEntry } from '../document/transition-list.ts'
import { useRuleset } from '../editing/use-document.ts'
import { useLanguage, useText } from '../i18n/use-language.ts'
import { edgeLabel } from './edge-label.ts'
import type { Selection } from './selection.ts'

/** Transitions, each a link to its own panel. */
export function TransitionLinks(props: {
  readonly pathway: Pathway
  readonly entries: readonly TransitionEntry[]
  /** The one whose panel is open. */
  readonly current?: string
  readonly onSelect: (selection: Selection) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { decisions } = useRuleset()
  const { pathway } = props
  const words = { always: t('canvas.always'), done: t('canvas.done') }
  if (props.entries.length === 0) return <p className="field-hint">{t('canvas.noOutgoing')}</p>
  return (
    <ul className="transition-links">
      {props.entries.map((entry) => {
        const label = edgeLabel(
          { trigger: entry.trigger, transitions: [entry.transition] },
          { decisions, pathway, language, words },
        )
        const target =
          entry.target === undefined
            ? t('canvas.stays')
            : text(stateAt(pathway, entry.target)?.meta.title, entry.target)
        return (
          <li key={entry.id}>
            <button
              type="button"
              aria-current={entry.id === props.current}
              onClick={() => props.onSelect({ states: [], transitions: [entry.id] })}
            >
              <span>{label.title}</span>
              <ArrowRightOutlined aria-hidden />
              <span>{target}</span>
              {label.guards.length > 0 && <small>{label.guards[0]}</small>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
