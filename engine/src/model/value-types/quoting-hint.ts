import { isDecimalNumber } from '../describe-given.ts'
import type { Text } from '../text.ts'

/** Told to whoever sends a number or a truth where a text is meant. Pure. */
export function quotingHint(value: unknown): Text | undefined {
  const scalar = typeof value === 'boolean' || Number.isSafeInteger(value) || isDecimalNumber(value)
  return scalar
    ? {
        zh: `请加上引号，写成 "${String(value)}"。`,
        en: `Please send it in quotes: "${String(value)}".`,
      }
    : undefined
}
