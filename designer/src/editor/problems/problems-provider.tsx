import { type Issue, type Ruleset, severities } from '@jieli/engine'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { today } from '../../document/editing/today.ts'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { type Checker, createChecker } from './checker.ts'
import { type Problems, ProblemsContext } from './use-problems.ts'

/** Pause after the last edit before the checks run. */
const pauseMilliseconds = 300

/** Runs the engine's checks on the document on screen after each pause in editing. */
export function ProblemsProvider(props: { readonly children: ReactNode }) {
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const base = useDocument((state) => state.base)
  const binding = useDocument((state) => state.binding)
  const [checked, setChecked] = useState<{ ruleset: Ruleset; issues: readonly Issue[] }>()
  const checker = useRef<Checker>(undefined)
  useEffect(() => {
    const opened = createChecker((done, issues) =>
      setChecked({ ruleset: done, issues: sorted(issues) }),
    )
    checker.current = opened
    return () => opened.close()
  }, [])
  useEffect(() => {
    const timer = setTimeout(
      () => checker.current?.check({ ruleset, parent, base, binding, asOf: today() }),
      pauseMilliseconds,
    )
    return () => clearTimeout(timer)
  }, [ruleset, parent, base, binding])
  const problems = useMemo(
    (): Problems => ({
      issues: checked?.issues ?? [],
      current: checked?.ruleset === ruleset,
    }),
    [checked, ruleset],
  )
  return <ProblemsContext value={problems}>{props.children}</ProblemsContext>
}

function sorted(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}
