import { checkRuleset, type Issue } from '@jieli/engine'
import { type ReactNode, useEffect, useState } from 'react'
import { useDocument, useRuleset } from '../document/use-document.ts'
import { noProblems, type Problems, ProblemsContext } from './use-problems.ts'

/** Pause after the last edit before the checks run. */
const pauseMilliseconds = 300

/** Runs the engine's checks on the document on screen after each pause in editing. */
export function ProblemsProvider(props: { readonly children: ReactNode }) {
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const [problems, setProblems] = useState<Problems>(noProblems)
  useEffect(() => {
    setProblems((before) => (before.current ? { ...before, current: false } : before))
    const timer = setTimeout(() => {
      const issues = checkRuleset(ruleset, {
        ...(parent === undefined ? {} : { parent }),
        publishing: true,
      })
      setProblems({ issues: sorted(issues), current: true })
    }, pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [ruleset, parent])
  return <ProblemsContext value={problems}>{props.children}</ProblemsContext>
}

const rank = { error: 0, warning: 1, info: 2 }

function sorted(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => rank[a.severity] - rank[b.severity])
}
