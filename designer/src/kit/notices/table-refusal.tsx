import type { ReactNode } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { FailureNotice } from './failure-notice.tsx'
import { ProblemTable } from './problem-table.tsx'

/** Why a table was not read, place by place; nothing while none was refused. */
export function TableRefusal(props: {
  readonly error: Error | null
  /** What a column is called, by its name. */
  readonly columnTitle: (column: string) => string
  /** What is said before the places. */
  readonly children?: ReactNode
}) {
  const { error, columnTitle, children } = props
  const { problems, total } = (error instanceof ApiError ? error.problem : undefined) ?? {}
  return (
    <FailureNotice error={error}>
      {children}
      {problems !== undefined && (
        <ProblemTable
          columnTitle={columnTitle}
          problems={problems}
          total={total ?? problems.length}
        />
      )}
    </FailureNotice>
  )
}
