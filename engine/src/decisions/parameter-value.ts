import type { DatedValue, Parameter } from '../model/parameter.ts'

/** The value in force on a day: the latest that began on or before it; `undefined` before the first. Pure. */
export function parameterAsOf(parameter: Parameter, asOf: string): DatedValue | undefined {
  let current: DatedValue | undefined
  for (const dated of parameter.values)
    if (dated.from <= asOf && (current === undefined || dated.from >= current.from)) current = dated
  return current
}
