import type { ConditionTrace, TestTrace } from './decision-result.ts'

/**
 * The comparisons that would have had to differ for a condition to hold: under `all` the parts that failed,
 * under `any` every part (one of them would do), under `not` the parts that held. Pure.
 */
export function failingTests(trace: ConditionTrace, wanted = true): readonly TestTrace[] {
  if (trace.result === wanted) return []
  if (trace.kind === 'test') return [trace]
  const inner = trace.kind === 'not' ? !wanted : wanted
  return trace.children.flatMap((child) => failingTests(child, inner))
}
