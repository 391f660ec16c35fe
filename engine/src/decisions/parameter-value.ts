import { type Bundle, originOf } from '../model/bundle.ts'
import type { DatedValue, Parameter } from '../model/parameter.ts'
import type { ParameterRead } from './decision-result.ts'
import { indexRuleset } from '../model/ruleset-index.ts'

/** The value in force on a day: the latest that began on or before it; `undefined` before the first. Pure. */
export function parameterAsOf(parameter: Parameter, asOf: string): DatedValue | undefined {
  let current: DatedValue | undefined
  for (const dated of parameter.values)
    if (dated.from <= asOf && (current === undefined || dated.from >= current.from)) current = dated
  return current
}

/** A parameter as it stands on a day: its value, when that began and the ruleset that says so. Pure. */
export function readParameter(bundle: Bundle, id: string, asOf: string): ParameterRead {
  const parameter = indexRuleset(bundle.ruleset).parameters.get(id)
  const dated = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)
  const path = `/parameters/${id}`
  return {
    id,
    value: dated?.value ?? null,
    from: dated?.from ?? null,
    sample: dated?.sample ?? false,
    origin: originOf(bundle, dated === undefined ? path : `${path}/values/${dated.from}`),
  }
}
