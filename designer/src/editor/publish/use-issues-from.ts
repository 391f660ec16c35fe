import type { Issue } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { checkOnce } from '../problems/check-once.ts'
import { type Problems, useProblems } from '../problems/use-problems.ts'

const waiting: readonly Issue[] = []

/**
 * The issues of the saved draft as of its first day in force: what begins by then counts as there. Of today, or a day that
 * has passed, they are those the page shows anyway.
 */
export function useIssuesFrom(from: string, asked: boolean): Problems {
  const problems = useProblems()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const base = useDocument((state) => state.base)
  const binding = useDocument((state) => state.binding)
  const revision = useDocument((state) => state.revision)
  const later = from > today()
  const checked = useQuery({
    queryKey: ['issues-from', ruleset.manifest.id, revision, from],
    queryFn: async () => {
      const [issues] = await checkOnce([{ ruleset, parent, base, binding, asOf: from }])
      return issues ?? []
    },
    enabled: asked && later,
    // What is saved under a revision does not change.
    staleTime: Infinity,
  })
  return later ? { issues: checked.data ?? waiting, current: checked.data !== undefined } : problems
}
