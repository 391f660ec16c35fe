import type { Parameter } from '../model/parameter.ts'
import type { Language } from '../model/text.ts'
import type { Code, Value } from '../model/value.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

/** What is needed to write a value for people. Facts, parameters and outputs all fit. */
export interface ValueDefinition {
  readonly type: ValueType
  readonly unit?: string | undefined
  readonly values?: readonly Code[] | undefined
}

const unknown = { zh: '未知', en: 'unknown' }

/** A value as people write it: 70%, ¥1,234.00, 是 / 否, the title of a code. `null` is unknown. Pure. */
export function formatValue(
  { type, unit, values }: ValueDefinition,
  value: Value | null,
  language: Language,
): string {
  if (value === null) return unknown[language]
  // A code is also compared with lists of codes.
  const { format } = valueTypeModules[Array.isArray(value) ? 'codeList' : type]
  return format(value, { unit, values }, language)
}

/** A parameter's value as people write it. Pure. */
export function formatParameter(
  parameter: Parameter,
  value: Value | null,
  language: Language,
): string {
  const { type, unit, codes } = parameter
  return formatValue({ type, unit, values: codes }, value, language)
}
