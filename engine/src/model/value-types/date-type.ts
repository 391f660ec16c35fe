import { halfWidth } from '../half-width.ts'
import { dateSchema } from '../identifier.ts'
import { ordering } from '../operator.ts'
import { wrongType } from './cell-reading.ts'
import type { Value } from '../value.ts'
import { compareText } from './compare-text.ts'
import { formatPlain } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { type WholeLine, wholesBetween } from './whole-line.ts'

const day = 86_400_000
const dayOf = (value: Value) => BigInt(Math.round(Date.parse(value as string) / day))

const line: WholeLine = {
  of: dayOf,
  from: (whole) => new Date(Number(whole) * day).toISOString().slice(0, 10),
  least: dayOf('0000-01-01'),
  most: dayOf('9999-12-31'),
  start: dayOf('2025-01-01'),
  steps: [1n],
}

/** Calendar days. */
export const dateType: ValueTypeModule = {
  title: { zh: '日期', en: 'date' },
  written: { zh: '日期 YYYY-MM-DD', en: 'a date YYYY-MM-DD' },
  fits: (value) => dateSchema.safeParse(value).success,
  operators: ordering,
  compare: compareText,
  format: formatPlain,
  inSentence: true,
  hasCodes: false,
  first: () => '2025-01-01',
  samples: () => ['2000-01-01'],
  between: (low, high, count) => wholesBetween(line, low, high, count),
  draw: ({ constants, pick }) =>
    pick([...constants.filter((value) => typeof value === 'string'), '2020-02-29', '2030-12-31']),
  comparable: (value) => Date.parse(value as string),
  cell: { zh: '日期，例如 2025-01-31', en: 'a date, such as 2025-01-31' },
  readCell: (given) => {
    const read = isoDay(halfWidth(given))
    return read === undefined ? wrongType : { value: read }
  },
  writeCell: String,
}

/** A day as it is commonly written, in ISO's form; nothing for one the calendar does not have. Pure. */
export function isoDay(text: string): string | undefined {
  const match =
    /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|[/.](\d{1,2})[/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/.exec(
      text,
    )
  if (match === null) return undefined
  const month = match[2] ?? match[4] ?? match[6] ?? ''
  const ofMonth = match[3] ?? match[5] ?? match[7] ?? ''
  const iso = `${match[1]}-${month.padStart(2, '0')}-${ofMonth.padStart(2, '0')}`
  const moment = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso
    ? undefined
    : iso
}
