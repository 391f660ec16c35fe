import { hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Fraction } from '../model/exact.ts'
import type { Parameter } from '../model/parameter.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

/** A parameter with its value on a day. */
export interface Known {
  readonly parameter: Parameter
  readonly value: Value
}

/** The value of a parameter on a day; nothing where there is none, or none that can be put in an order. Pure. */
export function knownOn(ruleset: Ruleset, id: string, day: string): Known | undefined {
  const parameter = indexRuleset(ruleset).parameters.get(id)
  if (parameter === undefined || !hasOrder(parameter.type)) return undefined
  const value = parameterAsOf(parameter, day)?.value
  return value === undefined ? undefined : { parameter, value }
}

/** A parameter and its value in both languages. Pure. */
export function describeKnown({ parameter, value }: Known): Text {
  return {
    zh: `“${parameter.title.zh}”${formatParameter(parameter, value, 'zh')}`,
    en: `"${parameter.title.en}" ${formatParameter(parameter, value, 'en')}`,
  }
}

/** Each two neighbours that both have a value on the day: one without says nothing. Pure. */
export function neighbours(
  ruleset: Ruleset,
  ids: readonly string[],
  day: string,
): [Known, Known][] {
  const known = ids.flatMap((id) => knownOn(ruleset, id, day) ?? [])
  return known.slice(1).flatMap((lower, at) => {
    const higher = known[at]
    return higher?.parameter.type === lower.parameter.type ? [[higher, lower]] : []
  })
}

/** The value as an exact number; nothing where its type is none. Pure. */
export function fractionOf({ parameter, value }: Known): Fraction | undefined {
  return valueTypeModules[parameter.type].number?.of(value)
}
