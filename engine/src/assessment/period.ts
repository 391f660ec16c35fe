import type { PeriodType } from '../model/assessment-scheme.ts'
import { periodMonths } from '../model/period-months.ts'

/** A month, quarter, half or whole year. Both days are included. */
export interface Period {
  /** `2025-01`, `2025-Q1`, `2025-H1`, `2025`. */
  readonly text: string
  readonly type: PeriodType
  readonly start: string
  readonly end: string
}

/**
 * The period a text names; `undefined` when it names none. Pure.
 * @example periodOf('2024-02') // { text: '2024-02', type: 'month', start: '2024-02-01', end: '2024-02-29' }
 */
export function periodOf(text: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(text)
  if (match === null) return undefined
  const [, year = '', month, quarter, half] = match
  if (month !== undefined) return spanning('month', Number(year), Number(month))
  if (quarter !== undefined) return spanning('quarter', Number(year), Number(quarter) * 3 - 2)
  if (half !== undefined) return spanning('half', Number(year), Number(half) * 6 - 5)
  return spanning('year', Number(year), 1)
}

/** The period of a type that a day lies in. Pure. */
export function periodOfDay(type: PeriodType, day: string): Period {
  const months = periodMonths[type]
  const month = Number(day.slice(5, 7))
  return spanning(type, Number(day.slice(0, 4)), month - ((month - 1) % months))
}

/** The period of the same type just before. Pure. */
export function previousPeriod(period: Period): Period {
  return moved(period, -periodMonths[period.type])
}

/** The same period a year before: what a growth or a rise is measured from where nothing else is agreed. Pure. */
export function baselinePeriod(period: Period): Period {
  return moved(period, -12)
}

/** The same period of another year: what a growth is measured from where a document names the year. Pure. */
export function periodInYear(period: Period, year: number): Period {
  return moved(period, (year - Number(period.start.slice(0, 4))) * 12)
}

/** The months of a period, in order. Pure. */
export function monthsOf(period: Period): readonly Period[] {
  const [year, month] = [Number(period.start.slice(0, 4)), Number(period.start.slice(5, 7))]
  return Array.from({ length: periodMonths[period.type] }, (_, at) =>
    spanning('month', year, month + at),
  )
}

function moved(period: Period, months: number): Period {
  const [year, month] = [Number(period.start.slice(0, 4)), Number(period.start.slice(5, 7))]
  return spanning(period.type, year, month + months)
}

/** A month below 1 or above 12 lies in a year before or after. */
function spanning(type: PeriodType, year: number, firstMonth: number): Period {
  const first = new Date(Date.UTC(2000, firstMonth - 1, 1))
  first.setUTCFullYear(year + first.getUTCFullYear() - 2000)
  const last = new Date(first)
  last.setUTCMonth(last.getUTCMonth() + periodMonths[type])
  last.setUTCDate(0)
  const start = first.toISOString().slice(0, 10)
  return { text: named(type, start), type, start, end: last.toISOString().slice(0, 10) }
}

function named(type: PeriodType, start: string): string {
  const [year, month] = [start.slice(0, 4), Number(start.slice(5, 7))]
  switch (type) {
    case 'month':
      return start.slice(0, 7)
    case 'quarter':
      return `${year}-Q${(month + 2) / 3}`
    case 'half':
      return `${year}-H${(month + 5) / 6}`
    case 'year':
      return year
  }
}
