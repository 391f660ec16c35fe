import {
  type Fact,
  factIssue,
  fitsType,
  type Ratio,
  type Text,
  typeNames,
  type Value,
} from '@jieli/engine'
import { halfWidth } from './half-width.ts'
import { createTableProblem, type TablePlace, type TableProblem } from './table-problem.ts'
import type { TableProblemCode } from './table-problem-catalogue.ts'

/** What a cell says: a value, perhaps with a note on how it was read, or a problem. Both are only worded when kept. */
export type ParsedFigure =
  | { readonly value: Value; readonly note?: () => TableProblem }
  | { readonly problem: () => TableProblem }

/**
 * Reads a cell as a fact's type: whole numbers, money in yuan (kept in fen), shares as `38.34%` or `7/10`, decimals,
 * 是 / 否 or true / false, days as 2025-01-31, 2025/1/31 or 2025年1月31日, codes by code or title. Full-width digits
 * and thousands separators are read where they can mean one thing only. Nothing is ever rounded. Pure.
 * @param text not empty: an empty cell is unknown, and the caller's business
 */
export function parseFigure(fact: Fact, text: string, place: TablePlace): ParsedFigure {
  const { value: _, ...rest } = place
  const reading = new Reading(fact, text, { ...rest, value: text })
  const parsed = parseByType(reading)
  if ('problem' in parsed) return parsed
  const issue = factIssue(fact, parsed.value, '')
  if (issue === undefined) return parsed
  if (issue.code === 'FACT_OUT_OF_RANGE')
    return reading.problem('CELL_RANGE', {
      range: `${fact.minimum ?? '−∞'} … ${fact.maximum ?? '+∞'}`,
    })
  if (issue.code === 'FACT_NOT_LISTED') return reading.notListed()
  return reading.wrongType()
}

/** One cell being read: keeps what a problem or a note must say. */
class Reading {
  readonly fact: Fact
  readonly given: string
  readonly #place: TablePlace

  constructor(fact: Fact, given: string, place: TablePlace) {
    this.fact = fact
    this.given = given
    this.#place = place
  }

  problem(
    code: TableProblemCode,
    values: Readonly<Record<string, string | number | Text>> = {},
  ): ParsedFigure {
    const all = { title: this.fact.title, ...values }
    return { problem: () => createTableProblem(code, this.#place, all) }
  }

  wrongType(
    expected: Text = expectedForms[this.fact.type] ?? typeNames[this.fact.type],
  ): ParsedFigure {
    return this.problem('CELL_TYPE', { expected })
  }

  notListed(): ParsedFigure {
    const codes = (this.fact.values ?? []).slice(0, 12)
    const list = (language: 'zh' | 'en') =>
      codes
        .map(({ code, title }) => `${code}（${title[language]}）`)
        .join(language === 'zh' ? '、' : ', ')
    return this.problem('CELL_NOT_LISTED', { allowed: { zh: list('zh'), en: list('en') } })
  }

  value(value: Value, note?: { code: TableProblemCode; read: string }): ParsedFigure {
    if (note === undefined) return { value }
    return { value, note: () => createTableProblem(note.code, this.#place, { read: note.read }) }
  }
}

function parseByType(reading: Reading): ParsedFigure {
  const { fact, given } = reading
  switch (fact.type) {
    case 'integer':
    case 'money':
    case 'decimal':
    case 'ratio':
      return parseNumber(reading)
    case 'boolean': {
      const word = halfWidth(given).toLowerCase()
      if (yes.has(word)) return { value: true }
      return no.has(word) ? { value: false } : reading.wrongType()
    }
    case 'date': {
      const day = isoDay(halfWidth(given))
      return day === undefined ? reading.wrongType() : { value: day }
    }
    case 'code':
      return { value: codeOf(fact, given) }
    case 'codeList':
      return {
        value: given
          .split(/[;；、|]/)
          .flatMap((part) => (part.trim() === '' ? [] : [codeOf(fact, part.trim())])),
      }
    case 'dateTime':
    case 'duration':
    case 'text':
      return { value: given }
  }
}

const yes = new Set(['true', '是', 'yes'])
const no = new Set(['false', '否', 'no'])

/** A code by itself, or by a title that only one code has. */
function codeOf(fact: Fact, given: string): string {
  let words = codesByWord.get(fact)
  if (words === undefined) codesByWord.set(fact, (words = wordsOf(fact)))
  return words.get(given) ?? given
}

/** Made once for each fact: a table asks it of millions of cells. */
const codesByWord = new WeakMap<Fact, ReadonlyMap<string, string>>()

function wordsOf({ values = [] }: Fact): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  const shared = new Set<string>()
  for (const { code, title } of values)
    for (const word of new Set([title.zh, title.en])) {
      if (words.has(word)) shared.add(word)
      words.set(word, code)
    }
  for (const word of shared) words.delete(word)
  for (const { code } of values) words.set(code, code)
  return words
}

function parseNumber(reading: Reading): ParsedFigure {
  const { fact, given } = reading
  const narrow = halfWidth(given)
  let text = narrow
  if (fact.type === 'money') text = text.replace(/^(-?)\s*¥\s*/, '$1').replace(/\s*元$/, '')
  if (text.includes(',')) {
    if (!/^-?\d{1,3}(,\d{3})+(\.\d+)?%?$/.test(text)) return reading.problem('CELL_SEPARATOR')
    text = text.replaceAll(',', '')
  }
  const note =
    text !== narrow
      ? { code: 'NOTE_SEPARATOR' as const, read: text }
      : narrow === given
        ? undefined
        : { code: 'NOTE_FULL_WIDTH' as const, read: text }
  switch (fact.type) {
    case 'integer':
      if (!/^-?\d+$/.test(text)) return reading.wrongType()
      return whole(BigInt(text), { reading, note, limit: '9007199254740991' })
    case 'money': {
      const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text)
      if (match === null) return reading.wrongType()
      const [, sign = '', yuan = '0', cents = ''] = match
      return whole(BigInt(`${sign}${yuan}${cents.padEnd(2, '0')}`), {
        reading,
        note,
        limit: { zh: '90071992547409.91 元', en: '90071992547409.91 yuan' },
      })
    }
    case 'decimal':
      return fitsType('decimal', text) ? reading.value(text, note) : reading.wrongType()
    default:
      return parseRatio(reading, text, note)
  }
}

interface WholeOptions {
  readonly reading: Reading
  readonly note: { code: TableProblemCode; read: string } | undefined
  readonly limit: string | Text
}

function whole(value: bigint, { reading, note, limit }: WholeOptions): ParsedFigure {
  const number = Number(value)
  return Number.isSafeInteger(number)
    ? // The sum drops the sign of a zero.
      reading.value(number + 0, note)
    : reading.problem('CELL_TOO_LARGE', { limit })
}

function parseRatio(
  reading: Reading,
  text: string,
  note: { code: TableProblemCode; read: string } | undefined,
): ParsedFigure {
  const tooLarge = () => reading.problem('CELL_TOO_LARGE', { limit: '9007199254740991' })
  const fraction = /^(-?\d+)\s*\/\s*(\d+)$/.exec(text)
  if (fraction !== null) {
    const ratio = { numerator: Number(fraction[1]), denominator: Number(fraction[2]) }
    if (ratio.denominator === 0) return reading.wrongType()
    return isSafe(ratio) ? reading.value(ratio, note) : tooLarge()
  }
  const percent = /^(-?)(\d+)(?:\.(\d+))?%$/.exec(text)
  if (percent !== null) {
    const [, sign = '', digits = '', part = ''] = percent
    const ratio = {
      numerator: Number(`${sign}${digits}${part}`) + 0,
      denominator: Number(`100${'0'.repeat(part.length)}`),
    }
    return isSafe(ratio) ? reading.value(ratio, note) : tooLarge()
  }
  // A bare number up to one can only be a share; a larger one could be meant as per cent.
  const share = /^(-?)([01])(?:\.(\d+))?$/.exec(text)
  if (share === null || (share[2] === '1' && /[1-9]/.test(share[3] ?? '')))
    return reading.wrongType()
  const [, sign = '', digit = '', part = ''] = share
  const ratio = {
    numerator: Number(`${sign}${digit}${part}`) + 0,
    denominator: Number(`1${'0'.repeat(part.length)}`),
  }
  if (!isSafe(ratio)) return tooLarge()
  return reading.value(ratio, { code: 'NOTE_SHARE', read: percentText(sign, digit, part) })
}

/** 0.3834 as 38.34%. */
function percentText(sign: string, digit: string, part: string): string {
  const digits = `${digit}${part.padEnd(2, '0')}`
  const whole = digits.slice(0, 3).replace(/^0{1,2}/, '')
  const rest = digits.slice(3).replace(/0+$/, '')
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}%`
}

function isSafe({ numerator, denominator }: Ratio): boolean {
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
}

/** A day as it is commonly written, in ISO's form; nothing for one the calendar does not have. Pure. */
export function isoDay(text: string): string | undefined {
  const match =
    /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|[/.](\d{1,2})[/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/.exec(
      text,
    )
  if (match === null) return undefined
  const month = match[2] ?? match[4] ?? match[6] ?? ''
  const day = match[3] ?? match[5] ?? match[7] ?? ''
  const iso = `${match[1]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso
    ? undefined
    : iso
}

/** How a value is written in a table, where that differs from how it is written in JSON. */
const expectedForms: Partial<Record<Fact['type'], Text>> = {
  boolean: { zh: '“是”或“否”（true / false）', en: 'yes or no (true / false)' },
  integer: { zh: '整数，例如 1234', en: 'a whole number, such as 1234' },
  decimal: { zh: '小数，例如 36.5', en: 'a decimal, such as 36.5' },
  money: {
    zh: '以元为单位、最多两位小数的金额，例如 1234.50',
    en: 'an amount in yuan with at most two decimals, such as 1234.50',
  },
  ratio: { zh: '比率，例如 38.34% 或 7/10', en: 'a ratio, such as 38.34% or 7/10' },
  date: { zh: '日期，例如 2025-01-31', en: 'a date, such as 2025-01-31' },
  codeList: { zh: '代码，多个之间用分号隔开', en: 'codes, parted by semicolons' },
}
