import { printFormula } from './print-formula.ts'
import type { FormulaOutcome, FormulaTrace, FormulaValue } from './formula-result.ts'
import type { Fraction } from '../model/exact.ts'

/**
 * The numbers of parts that must all be numbers, or what stands in the way: no value outweighs not yet known,
 * for whatever the unknown turns out to be, there will be no value. Pure.
 */
export function numbersOf(parts: readonly FormulaTrace[]): readonly Fraction[] | FormulaOutcome {
  const typed = parts.map((part) => asType(part, 'number'))
  const obstacle = obstacleAmong(typed)
  if (obstacle !== undefined) return obstacle
  return typed.flatMap(({ outcome }) =>
    outcome.kind === 'value' && typeof outcome.value !== 'boolean' ? [outcome.value] : [],
  )
}

/** A part as it counts where a value of `type` is asked for: of another type, it has no value here. Pure. */
export function asType(part: FormulaTrace, type: 'number' | 'boolean'): FormulaTrace {
  const { outcome, expression } = part
  if (outcome.kind !== 'value' || typeName(outcome.value) === type) return part
  return {
    ...part,
    outcome: { kind: 'notAssessable', reason: 'wrongType', part: printFormula({ expression }) },
  }
}

/** The first part without a value for good, else everything still unknown together, else nothing. Pure. */
export function obstacleAmong(parts: readonly FormulaTrace[]): FormulaOutcome | undefined {
  const fixed = parts.find(({ outcome }) => outcome.kind === 'notAssessable')
  return fixed === undefined ? unknownAmong(parts) : fixed.outcome
}

/** Everything still unknown among the parts, if anything is. Pure. */
export function unknownAmong(parts: readonly FormulaTrace[]): FormulaOutcome | undefined {
  const unknown = parts.flatMap(({ outcome }) =>
    outcome.kind === 'unknown' ? [outcome.needs] : [],
  )
  return unknown.length === 0 ? undefined : { kind: 'unknown', needs: [...new Set(unknown.flat())] }
}

/** True when two values are the same. A yes is never the same as a number. Pure. */
export function sameValue(a: FormulaValue, b: FormulaValue): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b
  return a.n * b.d === b.n * a.d
}

function typeName(value: FormulaValue): 'number' | 'boolean' {
  return typeof value === 'boolean' ? 'boolean' : 'number'
}
