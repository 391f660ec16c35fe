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
  // Every part of a duration has six digits at most.
  most: BigInt(secondsOf('P999999WT999999H')),
  start: 0n,
  steps: [3600n, 60n, 1n],
}

/** Seconds as a duration with parts of six digits at most. */
function writeSeconds(seconds: number): string {
  if (seconds % 3600 === 0 && seconds < 3_600_000_000) return `PT${seconds / 3600}H`
  if (seconds < 1_000_000) return `PT${seconds}S`
  const [weeks, rest] = [Math.min(999_999, Math.floor(seconds / 604_800)), 604_800]
  const left = seconds - weeks * rest
  const hours = Math.floor(left / 3600)
  return `${weeks === 0 ? 'P' : `P${weeks}W`}T${hours}H${left - hours * 3600}S`
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
  hasCodes: false,
  first: () => 'P1D',
  samples: () => ['PT0S', 'PT1S'],
  candidates: (compared) =>
    compared.flatMap((value) => {
      const seconds = secondsOf(value)
      return [value, `PT${seconds - 1}S`, `PT${seconds + 1}S`]
    }),
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
