import type { Ruleset } from '@jieli/engine'
import type { RecordedDecision } from '../api/cases.ts'
import { OutcomeLabel } from '../fields/outcome-label.tsx'
import { useLanguage } from '../i18n/use-language.ts'

/** A decision with its outcome, and the lines that say why. */
export function ExplainedDecision(props: {
  readonly decision: RecordedDecision
  readonly ruleset: Ruleset
}) {
  const language = useLanguage()
  const { decision, ruleset } = props
  const title = ruleset.decisions.find((other) => other.id === decision.decision)?.title[language]
  return (
    <details className="explained">
      <summary>
        <span>{title ?? decision.decision}</span> <OutcomeLabel outcome={decision.outcome} />
      </summary>
      <ul>
        {decision.explanation[language].map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
