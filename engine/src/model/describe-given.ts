import { isSafeJson } from './is-safe-json.ts'
import type { Text } from './text.ts'

/** A value as it was given, so that text cannot be taken for a number nor a number for text. Pure. */
export function describeGiven(value: unknown): Text {
  const text = shortenGiven(value)
  switch (typeof value) {
    case 'string':
      return { zh: `文字“${text}”`, en: `the text "${text}"` }
    case 'number':
      return { zh: `数字 ${text}`, en: `the number ${text}` }
    case 'object':
      if (value === null) return { zh: '空值 null', en: 'null' }
      return Array.isArray(value)
        ? { zh: `列表 ${text}`, en: `the list ${text}` }
        : { zh: `对象 ${text}`, en: `the object ${text}` }
    default:
      return { zh: ` ${text}`, en: text }
  }
}

/** A value as it was given, cut to what a message can bear. Pure. */
export function shortenGiven(value: unknown, limit = 60): string {
  const text = written(value)
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  // Written out only when shallow: text of a value nested ten thousand deep would exhaust the stack.
  return isSafeJson(value) ? JSON.stringify(value) : '…'
}

/** Whether a number is sent where a decimal would stand. Pure. */
export function isDecimalNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
}
