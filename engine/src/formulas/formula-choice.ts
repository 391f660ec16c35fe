import { asType, sameValue, unknownAmong } from './formula-operands.ts'
import type { FormulaOutcome, FormulaTrace } from './formula-result.ts'

/**
 * `if`: the branch the condition chooses. Where the condition cannot choose, what both branches agree on.
 * That a condition without a value is treated so too keeps the law of unknowns: an unknown condition may turn
 * out to have none, and the answer given before must still stand. Pure.
 */
export function choose(parts: readonly FormulaTrace[]): FormulaOutcome {
  const [first, yes, no] = parts
  if (first === undefined || yes === undefined || no === undefined)
    return { kind: 'unknown', needs: [] }
  const condition = asType(first, 'boolean')
  if (condition.outcome.kind === 'value')
    return condition.outcome.value === true ? yes.outcome : no.outcome
  if (agree(yes.outcome, no.outcome)) return yes.outcome
  if (condition.outcome.kind === 'unknown') {
    return unknownAmong([condition, yes, no]) ?? condition.outcome
  }
  const valueless = [yes, no].some(({ outcome }) => outcome.kind === 'notAssessable')
  return valueless ? condition.outcome : (unknownAmong([yes, no]) ?? condition.outcome)
}

function agree(a: FormulaOutcome, b: FormulaOutcome): boolean {
  if (a.kind === 'value' && b.kind === 'value') return sameValue(a.value, b.value)
  return a.kind === 'notAssessable' && b.kind === 'notAssessable'
}
