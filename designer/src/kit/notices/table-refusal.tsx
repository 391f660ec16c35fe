import { ApiError } from '../../api/api-error.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ProblemTable } from '../../kit/notices/problem-table.tsx'
import { useCodeColumn } from './use-code-column.ts'

/** Why a table of codes was not read, place by place; nothing while none was refused. */
export function TableRefusal(props: { readonly error: Error | null }) {
  const columnTitle = useCodeColumn()
  const refused = props.error instanceof ApiError ? props.error.problem : undefined
  return (
    <FailureNotice error={props.error}>
      {refused?.problems !== undefined && (
        <ProblemTable
          columnTitle={columnTitle}
          problems={refused.problems}
          total={refused.total ?? refused.problems.length}
        />
      )}
    </FailureNotice>
  )
}
