import { durationSeconds } from './duration.ts'
import { halfWidth } from './half-width.ts'
import type { Language } from './text.ts'

/** A span of time as somebody wrote it: in ISO 8601, and whether it is counted in office hours. */
export interface ReadSpan {
  readonly duration: string
  readonly office: boolean
}

const spans = [
  { letter: 'Y', seconds: 0, zh: '年', en: 'year' },
  { letter: 'M', seconds: 0, zh: '个月', en: 'month' },
  { letter: 'W', seconds: 604_800, zh: '周', en: 'week' },
  { letter: 'D', seconds: 86_400, zh: '天', en: 'day' },
  { letter: 'TH', seconds: 3600, zh: '小时', en: 'hour' },
  { letter: 'TM', seconds: 60, zh: '分钟', en: 'minute' },
  { letter: 'TS', seconds: 1, zh: '秒', en: 'second' },
] as const
type Letter = (typeof spans)[number]['letter']

const clock = spans.slice(3)
const officeParts = spans.slice(4)
const day = 86_400
const hour = 3600

/**
 * A duration as people say it: 36 hours are 1 天 12 小时, 24 to 72 hours of whole days stay hours, for the rules speak of
 * them so. Months and years, which no limit may have, are said as they are written. Pure.
 */
export function formatDuration(text: string, language: Language): string {
  const total = durationSeconds(text)
  if (total === undefined) return joined(partsAsWritten(text), language) || text
  if (total % day === 0 && total <= 3 * day) return counted(total / hour, 'TH', language)
  return joined(split(total, clock), language)
}

/** A duration of office hours as people say it: 4 个工作小时, 30 分钟（工作时间）. Pure. */
export function formatWorkingTime(text: string, language: Language): string {
  const total = durationSeconds(text)
  if (total === undefined) return formatDuration(text, language)
  if (total % hour === 0) {
    const hours = total / hour
    return language === 'zh' ? `${hours} 个工作小时` : `${hours} office ${plural('hour', hours)}`
  }
  const words = joined(split(total, officeParts), language)
  return language === 'zh' ? `${words}（工作时间）` : `${words} of office hours`
}

/**
 * Reads a span of time as people write it: 1 天 12 小时, 90 分钟, 4 个工作小时, 1 day 12 hours, or in ISO 8601. Each unit
 * once, the longest first; office hours are hours, minutes and seconds alone. Pure.
 */
export function readSpan(given: string): ReadSpan | undefined {
  const text = halfWidth(given).trim()
  const iso = text.toUpperCase()
  if (durationSeconds(iso) !== undefined) return { duration: iso, office: false }
  let words = text.toLowerCase().replaceAll(/[零又、,]|\band\b/g, ' ')
  const marked = /\s*(?:\(工作时间\)|of office hours)$/.exec(words)
  if (marked !== null) words = words.slice(0, marked.index)
  const amounts = new Map<Letter, number>()
  let office = marked !== null
  let rank = -1
  while (words !== '') {
    const match = part.exec(words)
    if (match === null) return undefined
    const [whole, amount = '', unit = ''] = match
    const found = units.findIndex(({ words: known }) => known.test(unit))
    if (found <= rank) return undefined
    const { letter, inOffice } = units[found]!
    if (inOffice && rank !== -1) return undefined
    office ||= inOffice
    rank = inOffice ? units.findIndex((each) => each.letter === letter) : found
    amounts.set(letter, Number(amount))
    words = words.slice(whole.length)
  }
  const duration = writeParts(amounts)
  if (duration === undefined || (office && /^P\d/.test(duration))) return undefined
  return { duration, office }
}

const part = /^(\d{1,6})\s*([a-z]+(?: [a-z]+)?|[一-鿿]+)\s*/

const units: readonly {
  readonly letter: Letter
  readonly words: RegExp
  readonly inOffice: boolean
}[] = [
  { letter: 'W', words: /^(?:个?星期|周|weeks?)$/, inOffice: false },
  { letter: 'D', words: /^(?:天|日|days?|d)$/, inOffice: false },
  { letter: 'TH', words: /^(?:个?小时|个?钟头|时|hours?|hrs?|h)$/, inOffice: false },
  { letter: 'TM', words: /^(?:分钟?|minutes?|mins?)$/, inOffice: false },
  { letter: 'TS', words: /^(?:秒钟?|seconds?|secs?|s)$/, inOffice: false },
  { letter: 'TH', words: /^(?:个?工作小时|(?:office|working) hours?)$/, inOffice: true },
]

/** As ISO 8601; weeks as days, for ISO mixes them with nothing. */
function writeParts(amounts: ReadonlyMap<Letter, number>): string | undefined {
  const of = (letter: Letter) => amounts.get(letter) ?? 0
  const named = (count: number, letter: string, given: boolean) =>
    count > 0 || given ? `${count}${letter}` : ''
  const days = named(of('W') * 7 + of('D'), 'D', amounts.has('D') || amounts.has('W'))
  const time = (['TH', 'TM', 'TS'] as const)
    .map((letter) => named(of(letter), letter.slice(1), amounts.has(letter)))
    .join('')
  const duration = `P${days}${time === '' ? '' : `T${time}`}`
  return durationSeconds(duration) === undefined ? undefined : duration
}

interface Part {
  readonly amount: string | number
  readonly letter: Letter
}

/** Seconds in the units given, the longest first; no time at all is 0 of the shortest. */
function split(
  total: number,
  into: readonly { readonly letter: Letter; readonly seconds: number }[],
): readonly Part[] {
  let left = total
  const parts = into.flatMap(({ letter, seconds }) => {
    const amount = Math.floor(left / seconds)
    left -= amount * seconds
    return amount === 0 ? [] : [{ amount, letter }]
  })
  return parts.length === 0 ? [{ amount: 0, letter: 'TS' }] : parts
}

function partsAsWritten(text: string): readonly Part[] {
  if (!/^P(?:\d|T\d)/.test(text)) return []
  const [date = '', time = ''] = text.slice(1).split('T')
  return [
    ...[...date.matchAll(/(\d+)([YMWD])/g)].map(([, amount = '', letter = '']) => ({
      amount,
      letter: letter as Letter,
    })),
    ...[...time.matchAll(/(\d+(?:[.,]\d+)?)([HMS])/g)].map(([, amount = '', letter = '']) => ({
      amount,
      letter: `T${letter}` as Letter,
    })),
  ]
}

function joined(parts: readonly Part[], language: Language): string {
  return parts.map(({ amount, letter }) => counted(amount, letter, language)).join(' ')
}

function counted(amount: string | number, letter: Letter, language: Language): string {
  const { zh, en } = spans.find((span) => span.letter === letter)!
  return `${amount} ${language === 'zh' ? zh : plural(en, amount)}`
}

function plural(word: string, amount: string | number): string {
  return String(amount) === '1' ? word : `${word}s`
}
