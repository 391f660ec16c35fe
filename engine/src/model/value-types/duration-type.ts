import { durationSeconds } from '../duration.ts'
import { ordering } from '../operator.ts'
import type { Language } from '../text.ts'
import type { Value } from '../value.ts'
import { plainText } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { type WholeLine, wholesBetween } from './whole-line.ts'

const secondsOf = (value: Value) => durationSeconds(value as string) ?? 0

const line: WholeLine = {
  of: (value) => BigInt(secondsOf(value)),
  from: (whole) => writeSeconds(Number(whole)),
  least: 0n,
  most: BigInt(secondsOf('P999999W999999DT999999H999999M999999S')),
  start: 0n,
  steps: [3600n, 60n, 1n],
}

/** How long each part of a duration is, the longest first, and how much of it can be written: six digits. */
const parts = { W: 604_800, D: 86_400, H: 3600, M: 60, S: 1 } as const
const maxOfPart = 999_999

/** Seconds as a duration, in hours or seconds alone where those can say it. */
function writeSeconds(seconds: number): string {
  if (seconds % parts.H === 0 && seconds / parts.H <= maxOfPart) return `PT${seconds / parts.H}H`
  if (seconds <= maxOfPart) return `PT${seconds}S`
  let left = seconds
  const [weeks, days, hours, minutes, rest] = Object.entries(parts).map(([name, length]) => {
    const count = Math.min(maxOfPart, Math.floor(left / length))
    left -= count * length
    return count === 0 ? '' : `${count}${name}`
  })
  const time = `${hours}${minutes}${rest}`
  return `P${weeks}${days}${time === '' ? '' : `T${time}`}`
}

/** Spans of time that do not depend on the calendar. */
export const durationType: ValueTypeModule = {
  title: { zh: '时长', en: 'duration' },
  written: { zh: '时长，例如 PT24H、P7D', en: 'a duration, such as PT24H or P7D' },
  fits: (value) => typeof value === 'string' && durationSeconds(value) !== undefined,
  operators: ordering,
  compare: (a, b) => secondsOf(a) - secondsOf(b),
  format: (value, { unit }, language) =>
    unit === 'workingTime'
      ? formatWorkingTime(plainText(value), language)
      : formatDuration(plainText(value), language),
  inSentence: true,
  hasCodes: false,
  first: () => 'P1D',
  samples: () => ['PT0S', 'PT1S'],
  between: (low, high, count) => wholesBetween(line, low, high, count),
  draw: ({ constants, pick }) =>
    pick([...constants.filter((value) => typeof value === 'string'), 'PT1H', 'P30D']),
  shift: (value, by) => {
    const seconds = typeof value === 'string' ? durationSeconds(value) : undefined
    return seconds === undefined ? undefined : `PT${Math.max(0, seconds + by * 3600)}S`
  },
  comparable: (value) => durationSeconds(value as string),
  readCell: (given) => ({ value: given }),
  writeCell: String,
}

const spans = [
  { seconds: 86_400, zh: '天', en: 'days' },
  { seconds: 3600, zh: '小时', en: 'hours' },
  { seconds: 60, zh: '分钟', en: 'minutes' },
  { seconds: 1, zh: '秒', en: 'seconds' },
] as const

const officeSpans = [
  { seconds: 3600, zh: '个工作小时', en: 'office hours' },
  { seconds: 60, zh: '分钟（工作时间）', en: 'minutes of office hours' },
  { seconds: 1, zh: '秒（工作时间）', en: 'seconds of office hours' },
] as const

function formatWorkingTime(text: string, language: Language): string {
  const total = durationSeconds(text)
  const span = officeSpans.find(({ seconds }) => total !== undefined && total % seconds === 0)
  return total === undefined || span === undefined
    ? text
    : `${total / span.seconds} ${span[language]}`
}

function formatDuration(text: string, language: Language): string {
  const total = durationSeconds(text)
  if (total === undefined) return text
  // Whole days up to three read better as hours: the rules speak of "24 hours".
  const span = spans.find(
    (candidate) =>
      total % candidate.seconds === 0 && (candidate.seconds < 86_400 || total > 259_200),
  )
  return span === undefined ? text : `${total / span.seconds} ${span[language]}`
}
