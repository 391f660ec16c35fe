import { isJsonObject } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ratio, Value } from '../model/value.ts'
import { durationSeconds } from '../decisions/duration.ts'
import { fitsType } from '../decisions/value-problem.ts'
import { compareValues } from '../decisions/compare-values.ts'

/** A value a little above or below another; `undefined` for a type that has no such thing. Pure. */
export function shiftedValue(
  { type }: Pick<Parameter, 'type'>,
  value: Value,
  by: number,
): Value | undefined {
  switch (type) {
    case 'integer':
    case 'money':
      return typeof value === 'number' ? value + by : undefined
    case 'decimal':
      return typeof value === 'string' ? (Number(value) + by / 10).toFixed(2) : undefined
    case 'ratio': {
      if (!isJsonObject(value)) return undefined
      const { numerator, denominator } = value as unknown as Ratio
      return { numerator: numerator * 1000 + by * denominator, denominator: denominator * 1000 }
    }
    case 'duration': {
      const seconds = typeof value === 'string' ? durationSeconds(value) : undefined
      return seconds === undefined ? undefined : `PT${Math.max(0, Number(seconds) + by * 3600)}S`
    }
    default:
      return undefined
  }
}

/** True when the value fits the parameter's own type and bounds, so that only a guard could refuse it. Pure. */
export function fitsParameter(parameter: Parameter, value: Value): boolean {
  const { type, minimum, maximum } = parameter
  if (!fitsType(type, value)) return false
  if (typeof value === 'number' && value < 0 && type !== 'integer') return false
  return (
    (minimum === undefined || !compareValues(type, 'lessThan', value, minimum)) &&
    (maximum === undefined || !compareValues(type, 'greaterThan', value, maximum))
  )
}
