import type { ConditionTrace, TestTrace } from './decision-result.ts'
import type { Operator } from '../model/operator.ts'

/** The comparisons that made a condition true, each worded as it holds. Pure. */
export function holdingTests(trace: ConditionTrace, wanted = true): readonly TestTrace[] {
  if (trace.result !== wanted) return []
  if (trace.kind === 'test') return [wanted ? trace : opposite(trace)]
  const inner = trace.kind === 'not' ? !wanted : wanted
  return trace.children.flatMap((child) => holdingTests(child, inner))
}

/** What holds exactly when a comparison does not. */
export const opposites: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  containsAny: 'containsNone',
  containsNone: 'containsAny',
  countAtLeast: 'lessThan',
}

/** The comparison that holds exactly when this one does not; a yes-or-no fact keeps a plain "is". Pure. */
export function opposite(test: TestTrace): TestTrace {
  const result = test.result === 'unknown' ? 'unknown' : !test.result
  if (
    typeof test.expected === 'boolean' &&
    (test.operator === 'equal' || test.operator === 'notEqual')
  )
    return {
      ...test,
      operator: 'equal',
      expected: (test.operator === 'equal') !== test.expected,
      result,
    }
  return { ...test, operator: opposites[test.operator], result }
}
