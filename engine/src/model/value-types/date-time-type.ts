import { dateTimeSchema } from '../identifier.ts'
import { ordering } from '../operator.ts'
import type { Value } from '../value.ts'
import { formatMoment } from '../moment-words.ts'
import { plainText } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { type WholeLine, wholesBetween } from './whole-line.ts'

const momentOf = (value: Value) => BigInt(Date.parse(value as string))

const line: WholeLine = {
  of: momentOf,
  from: (whole) => writeMoment(Number(whole)),
  least: momentOf('0000-01-01T00:00:00+23:59'),
  most: momentOf('9999-12-31T23:59:59.999-23:59'),
  start: momentOf('2025-01-01T00:00:00Z'),
  steps: [60_000n, 1000n, 1n],
}

/** In universal time; beyond the first and the last year of it, in the time of a place that is still or already there. */
function writeMoment(moment: number): string {
  const year = new Date(moment).getUTCFullYear()
  if (year >= 0 && year <= 9999) return new Date(moment).toISOString()
  const [offset, by] = year < 0 ? ['+23:59', 86_340_000] : ['-23:59', -86_340_000]
  return new Date(moment + by).toISOString().replace('Z', offset)
}

/** Moments with their offset from universal time. */
export const dateTimeType: ValueTypeModule = {
  title: { zh: '日期和时间', en: 'date and time' },
  written: {
    zh: '带时区的时间，例如 2025-03-03T09:00:00+08:00',
    en: 'a date-time with offset, such as 2025-03-03T09:00:00+08:00',
  },
  fits: (value) => dateTimeSchema.safeParse(value).success,
  hint: (value) =>
    typeof value === 'string' && dateTimeSchema.safeParse(`${value}Z`).success
      ? {
          zh: '请补上与世界时的差，例如 +08:00。',
          en: 'Please add the offset from universal time, such as +08:00.',
        }
      : undefined,
  operators: ordering,
  compare: (a, b) => Date.parse(a as string) - Date.parse(b as string),
  format: (value) => formatMoment(plainText(value)),
  inSentence: true,
  hasCodes: false,
  first: () => '2025-01-01T00:00:00+08:00',
  samples: () => ['2000-01-01T00:00:00Z'],
  between: (low, high, count) => wholesBetween(line, low, high, count),
  draw: ({ constants, pick }) =>
    pick([
      ...constants.filter((value) => typeof value === 'string'),
      '2020-02-29T08:00:00+08:00',
      '2030-12-31T23:59:59+08:00',
    ]),
  comparable: (value) => Date.parse(value as string),
  readCell: (given) => ({ value: given }),
  writeCell: String,
}
