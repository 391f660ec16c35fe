import type { Language } from '../text.ts'
import { unitLabels } from '../unit-labels.ts'
import type { Value } from '../value.ts'
import type { ValueDomain } from './value-type-module.ts'

/** A value as it is written, where its type does not say more. Pure. */
export function plainText(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The title of a code, or the code itself where it has none. Pure. */
export function codeTitle({ values }: ValueDomain, code: string, language: Language): string {
  return values?.find((entry) => entry.code === code)?.title[language] ?? code
}

/** The value with its unit, or the title of the code it is. Pure. */
export function formatPlain(value: Value, domain: ValueDomain, language: Language): string {
  if (domain.values !== undefined) return codeTitle(domain, plainText(value), language)
  const { unit } = domain
  if (unit === undefined) return plainText(value)
  return `${plainText(value)} ${unitLabels[unit]?.[language] ?? unit}`
}
