import type { Decision } from '../model/decision.ts'
import { addFractions, compareFractions } from '../model/exact.ts'
import type { Value } from '../model/value.ts'
import type { NumberPart } from '../model/value-types/value-type-module.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import type { MatchedLine } from './hit-policy.ts'
import { fitsType } from './fits-type.ts'

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
  const { number } = valueTypeModules[column.type]
  if (number === undefined) return undefined
  const result = combine(decision.aggregation, number, values)
  return fitsType(column.type, result) ? { [column.id]: result } : undefined
}

/** The sum, least or greatest of values of a type that can be added, exactly unless it is beyond what the type holds. Pure. */
export function combine(
  aggregation: 'sum' | 'min' | 'max',
  { of, from }: NumberPart,
  values: readonly Value[],
): Value {
  const result = values.map(of).reduce((a, b) => {
    if (aggregation === 'sum') return addFractions(a, b)
    const below = compareFractions(a, b) <= 0
    return below === (aggregation === 'min') ? a : b
  })
  return from(result)
}
