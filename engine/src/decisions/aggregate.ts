import type { Decision } from '../model/decision.ts'
import { compareFractions, formatFraction, fractionOfDecimal } from '../model/exact.ts'
import type { Value, ValueType } from '../model/value.ts'
import type { MatchedLine } from './hit-policy.ts'

/** The outputs of the hits: the first hit's, or under `collect` the aggregation of the first output column. Pure. */
export function aggregate(
  decision: Decision,
  hits: readonly MatchedLine[],
): Readonly<Record<string, Value>> {
  const column = decision.outputs?.[0]
  if (decision.aggregation === undefined || column === undefined) return hits[0]?.then.outputs ?? {}
  if (decision.aggregation === 'count') return { [column.id]: hits.length }
  const values = hits.flatMap((hit) => {
    const value = hit.then.outputs?.[column.id]
    return value === undefined ? [] : [value]
  })
  const result = combine(decision.aggregation, column.type, values)
  return result === undefined ? {} : { [column.id]: result }
}

function combine(
  aggregation: 'sum' | 'min' | 'max',
  type: ValueType,
  values: readonly Value[],
): Value | undefined {
  if (values.length === 0) return undefined
  if (type === 'decimal') {
    const fractions = values.map((value) => fractionOfDecimal(value as string))
    const result = fractions.reduce((a, b) => {
      if (aggregation === 'sum') return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
      const below = compareFractions(a, b) <= 0
      return below === (aggregation === 'min') ? a : b
    })
    return formatFraction(result, 60)
  }
  const numbers = values.map((value) => BigInt(value as number))
  const result = numbers.reduce((a, b) => {
    if (aggregation === 'sum') return a + b
    return a <= b === (aggregation === 'min') ? a : b
  })
  return Number(result)
}
