import { ArrowRightOutlined } from '@ant-design/icons'
import type { Pathway } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { stateAt } from '../../document/state/state-path.ts'
import type { TransitionEntry } from '../../document/state/transition-list.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { type EdgeLabel, edgeLabel } from './edge-label.ts'
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
  const labelOf = useEdgeLabel()
  const { pathway } = props
  if (props.entries.length === 0) return <p className="field-hint">{t('canvas.noOutgoing')}</p>
  return (
    <ul className="transition-links">
      {props.entries.map((entry) => {
        const label = labelOf(pathway, entry)
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

function useEdgeLabel(): (pathway: Pathway, entry: TransitionEntry) => EdgeLabel {
  const { t } = useTranslation()
  const language = useLanguage()
  const { decisions } = useRuleset()
  const triggerLabels = { always: t('canvas.always'), done: t('canvas.done') }
  return (pathway, { trigger, transition }) =>
    edgeLabel(
      { trigger, transitions: [transition] },
      { decisions, pathway, language, triggerLabels },
    )
}

/** What sets a transition of a pathway off and where it leads, in one line. */
export function useTransitionLabel(pathway: Pathway): (entry: TransitionEntry) => string {
  const { t } = useTranslation()
  const text = useText()
  const labelOf = useEdgeLabel()
  return (entry) => {
    const target =
      entry.target === undefined
        ? t('canvas.stays')
        : text(stateAt(pathway, entry.target)?.meta.title, entry.target)
    return `${labelOf(pathway, entry).title} → ${target}`
  }
}
