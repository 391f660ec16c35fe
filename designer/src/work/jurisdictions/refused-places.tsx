import { ApiError } from '../../api/api-error.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Why what a jurisdiction is to say was not taken, place by place. */
export function RefusedPlaces({ error }: { readonly error: Error | null }) {
  const text = useText()
  const issues = error instanceof ApiError ? error.issues : []
  return (
    <FailureNotice error={error}>
      {issues.length > 0 && (
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.code}`}>{text(issue.message)}</li>
          ))}
        </ul>
      )}
    </FailureNotice>
  )
}
