import type { RecordedDecision } from '@jieli/server/contracts'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Decisions with their outcomes and explanations. Two transitions may use the same one: it is shown once. */
export function ExplainedDecisions(props: {
  readonly decisions: readonly RecordedDecision[]
  readonly open?: boolean
}) {
  const once = new Map(
    props.decisions.map((decision) => [`${decision.decision} ${decision.outcome}`, decision]),
  )
  return [...once].map(([key, decision]) => (
    <ExplainedDecision key={key} decision={decision} open={props.open ?? false} />
  ))
}

function ExplainedDecision(props: { readonly decision: RecordedDecision; readonly open: boolean }) {
  const language = useLanguage()
  const { decision } = props
  return (
    <details className="explained" open={props.open}>
      <summary>
        <span>{decision.title[language]}</span>{' '}
        <OutcomeLabel outcome={decision.outcome} subject={decision.subject} />
      </summary>
      <ul>
        {decision.explanation[language].map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
