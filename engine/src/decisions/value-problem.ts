import { isDecimalNumber, shortenGiven } from '../model/describe-given.ts'
import { decimalPattern } from '../model/exact.ts'
import { dateSchema, dateTimeSchema } from '../model/identifier.ts'
import type { Text } from '../model/text.ts'
import { type Value, ratioSchema, type ValueType } from '../model/value.ts'
import { durationSeconds } from './duration.ts'

/** What each type is called, and how it is written. */
export const typeNames: Readonly<Record<ValueType, Text>> = {
  boolean: { zh: '是或否（true / false）', en: 'true or false' },
  integer: { zh: '整数', en: 'a whole number' },
  decimal: { zh: '写成文字的小数，例如 "36.5"', en: 'a decimal written as text, such as "36.5"' },
  money: { zh: '以分为单位的整数金额', en: 'a whole number of fen' },
  ratio: {
    zh: '比值 {"numerator": 整数, "denominator": 正整数}',
    en: 'a ratio {"numerator": whole, "denominator": whole above 0}',
  },
  code: { zh: '代码（文字）', en: 'a code (text)' },
  codeList: { zh: '代码列表', en: 'a list of codes' },
  date: { zh: '日期 YYYY-MM-DD', en: 'a date YYYY-MM-DD' },
  dateTime: {
    zh: '带时区的时间，例如 2025-03-03T09:00:00+08:00',
    en: 'a date-time with offset, such as 2025-03-03T09:00:00+08:00',
  },
  duration: { zh: '时长，例如 PT24H、P7D', en: 'a duration, such as PT24H or P7D' },
  text: { zh: '文字', en: 'text' },
}

/** True when the value is written the way its type asks. Nothing is ever coerced. Pure. */
export function fitsType(type: ValueType, value: unknown): value is Value {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'money':
      return Number.isSafeInteger(value)
    case 'decimal':
      return typeof value === 'string' && decimalPattern.test(value)
    case 'ratio':
      return ratioSchema.safeParse(value).success
    case 'code':
      return (
        typeof value === 'string' && value !== '' && value.length <= 200 && value.isWellFormed()
      )
    case 'codeList':
      return (
        Array.isArray(value) &&
        value.length <= 5000 &&
        value.every((item) => fitsType('code', item)) &&
        new Set(value).size === value.length
      )
    case 'date':
      return dateSchema.safeParse(value).success
    case 'dateTime':
      return dateTimeSchema.safeParse(value).success
    case 'duration':
      return typeof value === 'string' && durationSeconds(value) !== undefined
    case 'text':
      return typeof value === 'string' && value.length <= 2000 && value.isWellFormed()
  }
}

/** How to write a value that is meant rightly and only written wrongly; empty where nobody can tell. Pure. */
export function writingHint(type: ValueType, value: unknown): Text {
  if (type === 'decimal' && typeof value === 'number' && Number.isFinite(value)) {
    return {
      zh: `小数须按文字传送，以免途中丢失位数：请写成 "${value}"。`,
      en: `A decimal goes as text, so that none of its digits is lost on the way: please send "${value}".`,
    }
  }
  if (typeof value === 'string') return quotedHint(type, value)
  const scalar = typeof value === 'boolean' || Number.isSafeInteger(value) || isDecimalNumber(value)
  return scalar && (type === 'text' || type === 'code')
    ? {
        zh: `请加上引号，写成 "${String(value)}"。`,
        en: `Please send it in quotes: "${String(value)}".`,
      }
    : { zh: '', en: '' }
}

function quotedHint(type: ValueType, value: string): Text {
  const bare =
    (type === 'boolean' && /^(true|false)$/.test(value)) ||
    ((type === 'integer' || type === 'money') && /^-?(0|[1-9]\d{0,14})$/.test(value))
  if (bare) {
    return { zh: `请去掉引号，写成 ${value}。`, en: `Please send it without quotes: ${value}.` }
  }
  if (type === 'codeList' && value !== '') {
    const listed = JSON.stringify([shortenGiven(value)])
    return { zh: `请写成列表 ${listed}。`, en: `Please send it as a list: ${listed}.` }
  }
  return type === 'dateTime' && dateTimeSchema.safeParse(`${value}Z`).success
    ? {
        zh: '请补上与世界时的差，例如 +08:00。',
        en: 'Please add the offset from universal time, such as +08:00.',
      }
    : { zh: '', en: '' }
}
