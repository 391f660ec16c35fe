import { reduceFraction } from '../model/exact.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import type { FormulaSignature } from './formula.ts'
import type { FormulaValue } from './formula-result.ts'

/**
 * A fact's or parameter's value as formulas count it: money in fen, a ratio of 1 as the whole, 3 percentage points
 * as 0.03. Nothing for unknown, for types formulas do not read, and for a value not written as its type asks. Pure.
 */
export function formulaValue(
  { type, unit }: FormulaSignature,
  value: Value | null,
): FormulaValue | undefined {
  const { fits, number } = valueTypeModules[type]
  if (value === null || !fits(value)) return undefined
  if (typeof value === 'boolean') return value
  if (number === undefined) return undefined
  const { n, d } = number.of(value)
  const points = unit === 'percentagePoint' && number.counts !== 'share'
  return reduceFraction({ n, d: points ? d * 100n : d })
}
