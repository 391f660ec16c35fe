import { durationSeconds } from '../duration.ts'
import { formatDuration, formatWorkingTime, readSpan } from '../duration-words.ts'
import { ordering } from '../operator.ts'
import type { Value } from '../value.ts'
import { wrongType } from './cell-reading.ts'
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
  written: {
    zh: '时长，例如 PT24H（24 小时）、P7D（7 天）',
    en: 'a duration, such as PT24H (24 hours) or P7D (7 days)',
  },
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
  cell: {
    zh: '时长，例如 24 小时、1 天 12 小时',
    en: 'a duration, such as 24 hours or 1 day 12 hours',
  },
  readCell: (given, { unit }) => {
    const span = readSpan(given)
    // Office hours are no clock time: only what is counted in them may be given in them.
    if (span === undefined || (span.office && unit !== 'workingTime')) return wrongType
    return { value: span.duration }
  },
  writeCell: String,
}
