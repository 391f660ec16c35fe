import type { RecordedDecision } from '../api/cases.ts'
import { OutcomeLabel } from '../fields/outcome-label.tsx'
import { useLanguage } from '../i18n/use-language.ts'

/** A decision with its outcome, and the lines that say why. */
export function ExplainedDecision(props: { readonly decision: RecordedDecision }) {
  const language = useLanguage()
  const { decision } = props
  return (
    <details className="explained">
      <summary>
        <span>{decision.title[language]}</span> <OutcomeLabel outcome={decision.outcome} />
      </summary>
      <ul>
        {decision.explanation[language].map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
