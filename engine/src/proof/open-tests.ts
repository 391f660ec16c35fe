import type { ConditionTrace, DecisionResult, TestTrace } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'

/** The unknown fact that most open comparisons wait for. Pure. */
export function nextFact(tests: readonly TestTrace[], facts: Facts): string | undefined {
  const counts = new Map<string, number>()
  const count = (id: string) => {
    if (!Object.hasOwn(facts, id)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const test of tests) {
    if (test.fact !== undefined && test.actual === null) count(test.fact)
    if (test.expectedFrom !== undefined && 'fact' in test.expectedFrom)
      count(test.expectedFrom.fact)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

/** The open comparisons of a condition. Pure. */
export function openTests(trace: ConditionTrace): readonly TestTrace[] {
  if (trace.result !== 'unknown') return []
  return trace.kind === 'test' ? [trace] : trace.children.flatMap(openTests)
}

/** The open comparisons of a decision and of those it asked. Pure. */
export function openTestsOf(result: DecisionResult): readonly TestTrace[] {
  const { appliesWhen, lines, required } = result.trace
  return [
    ...(appliesWhen === undefined ? [] : openTests(appliesWhen)),
    ...lines.flatMap((line) => openTests(line.condition)),
    ...required.flatMap(openTestsOf),
  ]
}
