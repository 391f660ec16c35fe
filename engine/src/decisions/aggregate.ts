import type { Decision } from '../model/decision.ts'
import {
  addFractions,
  compareFractions,
  formatFraction,
  fractionOfDecimal,
} from '../model/exact.ts'
import type { Value, ValueType } from '../model/value.ts'
import type { MatchedLine } from './hit-policy.ts'
import { fitsType } from './value-problem.ts'

/**
 * The outputs of the hits: the first hit's, or under `collect` the aggregation of the first output column; nothing
 * where that is beyond what its type can hold. Pure.
 */
export function aggregate(
  decision: Decision,
  hits: readonly MatchedLine[],
): Readonly<Record<string, Value>> | undefined {
  const column = decision.outputs?.[0]
  if (decision.aggregation === undefined || column === undefined) return hits[0]?.then.outputs ?? {}
  if (decision.aggregation === 'count') return { [column.id]: hits.length }
  const values = hits.flatMap((hit) => {
    const value = hit.then.outputs?.[column.id]
    return value === undefined ? [] : [value]
  })
  if (values.length === 0) return {}
  if (!values.every((value) => fitsType(column.type, value))) return undefined
  const result = combine(decision.aggregation, column.type, values)
  return fitsType(column.type, result) ? { [column.id]: result } : undefined
}

/** The sum, least or greatest of values of a type that can be added, exactly unless it is beyond what the type holds. Pure. */
export function combine(
  aggregation: 'sum' | 'min' | 'max',
  type: ValueType,
  values: readonly Value[],
): Value {
  if (type === 'decimal') {
    const fractions = values.map((value) => fractionOfDecimal(value as string))
    const result = fractions.reduce((a, b) => {
      if (aggregation === 'sum') return addFractions(a, b)
      const below = compareFractions(a, b) <= 0
      return below === (aggregation === 'min') ? a : b
    })
    // Decimals have thirty digits behind the point at most, and so have their sums.
    return formatFraction(result, 30)
  }
  const numbers = values.map((value) => BigInt(value as number))
  const result = numbers.reduce((a, b) => {
    if (aggregation === 'sum') return a + b
    return a <= b === (aggregation === 'min') ? a : b
  })
  return Number(result)
}
