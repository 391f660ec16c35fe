import type { Parameter } from '../model/parameter.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import { fitsType } from '../decisions/fits-type.ts'
import { compareValues } from '../decisions/compare-values.ts'

/** A value a little above or below another; `undefined` for a type that has no such thing. Pure. */
export function shiftedValue(
  { type }: Pick<Parameter, 'type'>,
  value: Value,
  by: number,
): Value | undefined {
  return valueTypeModules[type].shift?.(value, by)
}

/** True when the value fits the parameter's own type and bounds, so that only a guard could refuse it. Pure. */
export function fitsParameter(parameter: Parameter, value: Value): boolean {
  const { type, minimum, maximum } = parameter
  if (!fitsType(type, value)) return false
  if (typeof value === 'number' && value < 0 && type !== 'integer') return false
  return (
    (minimum === undefined || !compareValues({ type }, 'lessThan', value, minimum)) &&
    (maximum === undefined || !compareValues({ type }, 'greaterThan', value, maximum))
  )
}
