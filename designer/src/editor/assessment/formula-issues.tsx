import type { FormulaIssue } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** What is wrong with a formula, each with the part at fault. */
export function FormulaIssues(props: {
  readonly text: string
  readonly issues: readonly FormulaIssue[]
}) {
  const { t } = useTranslation()
  const text = useText()
  return props.issues.map((issue, index) => {
    const part = props.text.slice(issue.from, issue.to).trim()
    return (
      <Notice
        key={`${issue.code}${index}`}
        kind={issue.severity === 'error' ? 'error' : 'warning'}
        title={text(issue.message)}
      >
        {part !== '' && part !== props.text.trim() && (
          <span>
            {t('assessmentEditor.at', { line: issue.line, column: issue.column })}{' '}
            <code className="code formula-part">{part}</code>
          </span>
        )}
      </Notice>
    )
  })
}
