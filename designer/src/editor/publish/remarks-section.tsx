import type { Ruleset } from '@jieli/engine'
import type { IssueReply } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { IssueList } from '../problems/issue-list.tsx'

/** Warnings that do not stop the publication, folded; nothing where there is none. */
export function RemarksSection(props: {
  readonly ruleset: Ruleset
  readonly issues: readonly IssueReply[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const remarks = props.issues.filter(({ severity }) => severity === 'warning')
  if (remarks.length === 0) return null
  return (
    <details>
      <summary>{t('publish.remarks', { count: remarks.length })}</summary>
      <div className="publish-issues">
        <IssueList ruleset={props.ruleset} issues={remarks} onJump={props.onClose} />
      </div>
    </details>
  )
}
