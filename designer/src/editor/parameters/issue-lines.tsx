import type { IssueReply } from '@jieli/server/contracts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Problems, shown where they are. */
export function IssueLines(props: { readonly issues: readonly IssueReply[] }) {
  const text = useText()
  return (
    <div role="status">
      {props.issues.map((issue, index) => (
        <Notice
          key={`${issue.code}${index}`}
          kind={
            issue.severity === 'error' ? 'error' : issue.severity === 'info' ? 'info' : 'warning'
          }
          title={text(issue.message)}
        />
      ))}
    </div>
  )
}
