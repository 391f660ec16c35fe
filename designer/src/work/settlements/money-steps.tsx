import type { FundResult } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { IssueLines } from '../../editor/parameters/issue-lines.tsx'

/** How an amount was worked out, line by line, with the parameters and clauses; and what is wrong with its figures. */
export function MoneySteps(props: { readonly explained: Pick<FundResult, 'steps' | 'issues'> }) {
  const { t } = useTranslation()
  const text = useText()
  const { steps, issues } = props.explained
  return (
    <>
      <IssueLines issues={issues} />
      <details className="money-steps">
        <summary>{t('money.steps')}</summary>
        <ol>
          {steps.map((step, index) => (
            <li key={index}>{text(step)}</li>
          ))}
        </ol>
      </details>
    </>
  )
}
