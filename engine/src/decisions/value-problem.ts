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
