import type { Decision, Issue } from '@jieli/engine'
import { useMemo } from 'react'
import { useProblems } from '../problems/use-problems.ts'
import { linePath } from './line-provenance.ts'

/** What is wrong with a decision: with each of its lines, and with the whole or its columns. */
export interface DecisionIssues {
  readonly ofLine: (id: string) => readonly Issue[]
  readonly whole: readonly Issue[]
  /** False while edits newer than the issues wait to be checked: what mends them might be out of date. */
  readonly current: boolean
}

/** The issues of a decision that is open; one of two lines is shown on both. */
export function useDecisionIssues(decision: Decision): DecisionIssues {
  const { issues, current } = useProblems()
  return useMemo(() => {
    const own = `/decisions/${decision.id}`
    const lines = linePath(decision, '')
    const placed = issues
      .map((issue) => ({ issue, paths: [issue.path, ...(issue.also ?? [])] }))
      .filter(({ paths }) => paths.some((path) => path === own || path.startsWith(`${own}/`)))
    const isOfLine = (path: string) => path.startsWith(lines)
    return {
      current,
      ofLine: (id) =>
        placed.flatMap(({ issue, paths }) =>
          paths.some((path) => `${path}/`.startsWith(`${lines}${id}/`)) ? issue : [],
        ),
      whole: placed.flatMap(({ issue, paths }) => (paths.some(isOfLine) ? [] : issue)),
    }
  }, [issues, current, decision])
}
