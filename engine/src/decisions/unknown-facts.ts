import type { ConditionTrace } from './decision-result.ts'

/** The facts whose being unknown keeps a condition open, each once. Pure. */
export function unknownFactsOf(trace: ConditionTrace): readonly string[] {
  const facts = new Set<string>()
  const visit = (part: ConditionTrace): void => {
    if (part.result !== 'unknown') return
    if (part.kind !== 'test') {
      part.children.forEach(visit)
      return
    }
    if (part.fact !== undefined && part.actual === null) facts.add(part.fact)
    if (part.expected === null && part.expectedFrom !== undefined && 'fact' in part.expectedFrom)
      facts.add(part.expectedFrom.fact)
  }
  visit(trace)
  return [...facts]
}

/** The parameters without a value that keep a condition open, each once. Pure. */
export function missingParametersOf(trace: ConditionTrace): readonly string[] {
  const ids = new Set<string>()
  const visit = (part: ConditionTrace): void => {
    if (part.result !== 'unknown') return
    if (part.kind !== 'test') part.children.forEach(visit)
    else if (part.expected === null && part.expectedFrom && 'parameter' in part.expectedFrom)
      ids.add(part.expectedFrom.parameter)
  }
  visit(trace)
  return [...ids]
}
