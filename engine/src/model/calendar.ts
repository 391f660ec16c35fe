import type { Calendar } from './manifest.ts'
import { officeSpans } from './office-hours.ts'

/** Beijing time, Saturdays and Sundays off: what holds where a ruleset states no calendar. */
const defaultCalendar: Calendar = { utcOffset: '+08:00', holidays: [], workdays: [] }

const day = 86_400_000

/** The calendar day of a moment at the calendar's offset, `YYYY-MM-DD`. Pure. */
export function dateOf(at: string, calendar: Calendar = defaultCalendar): string {
  return momentAt(Date.parse(at), calendar.utcOffset).slice(0, 10)
}

/** The last moment of a day at the calendar's offset, to the millisecond. Pure. */
export function endOfDay(date: string, calendar: Calendar = defaultCalendar): string {
  return `${date}T23:59:59.999${calendar.utcOffset}`
}

/** Moves a moment by milliseconds, written at the calendar's offset. Pure. */
export function addMilliseconds(
  at: string,
  milliseconds: number,
  calendar: Calendar = defaultCalendar,
): string {
  return momentAt(Date.parse(at) + milliseconds, calendar.utcOffset).replace('.000', '')
}

/** A moment at an offset from universal time, to the millisecond: `2025-03-03T09:00:00.000+08:00`. Pure. */
export function momentAt(epoch: number, utcOffset: string): string {
  return new Date(epoch + offsetMilliseconds(utcOffset)).toISOString().replace('Z', utcOffset)
}

/** A day so many days later, or earlier; one before the year 1 cannot be written and stays. Pure. */
export function addDays(date: string, days: number): string {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * day)
  return moved.getUTCFullYear() < 1 ? date : moved.toISOString().slice(0, 10)
}

/** A count that reaches into a year whose holidays no notice arranges: where it ends is not known. */
export interface YearMissing {
  readonly yearMissing: number
}

/** The first moment of a year: what reaches into it is not over before. Pure. */
export function startOfYear(year: number, { utcOffset }: Pick<Calendar, 'utcOffset'>): string {
  return `${String(year).padStart(4, '0')}-01-01T00:00:00${utcOffset}`
}

/**
 * A calendar with the years that others arrange and it does not: their notices, and the days they list. The first that
 * arranges a year counts. Pure.
 */
export function withYears(calendar: Calendar | undefined, others: readonly Calendar[]): Calendar {
  let joined = calendar ?? defaultCalendar
  for (const other of others) {
    const known = new Set(joined.notices?.map(({ year }) => year))
    const notices = other.notices?.filter(({ year }) => !known.has(year)) ?? []
    if (notices.length === 0) continue
    const years = new Set(notices.map(({ year }) => year))
    const taken = (days: readonly string[], more: readonly string[]) => [
      ...days.filter((day) => !years.has(yearOf(day))),
      ...more.filter((day) => years.has(yearOf(day))),
    ]
    joined = {
      ...joined,
      holidays: taken(joined.holidays, other.holidays),
      workdays: taken(joined.workdays, other.workdays),
      notices: [...(joined.notices ?? []), ...notices],
    }
  }
  return joined
}

/**
 * Milliseconds from a moment to the same time of day on the nth working day after it.
 * The day of the moment itself does not count. A year without its notice is never guessed. Pure.
 */
export function workingDaysMilliseconds(
  at: string,
  workingDays: number,
  calendar: Calendar = defaultCalendar,
): number | YearMissing {
  const isWorked = workingDayOf(calendar)
  const start = Date.parse(`${dateOf(at, calendar)}T00:00:00Z`)
  let days = 0
  for (let left = workingDays; left > 0;) {
    days += 1
    const worked = isWorked(new Date(start + days * day).toISOString().slice(0, 10))
    if (typeof worked !== 'boolean') return worked
    if (worked) left -= 1
  }
  return days * day
}

/**
 * Milliseconds from a moment until so many seconds of office hours have passed on working days, the rest of the moment's
 * own day included. `undefined` where the calendar states no office hours; a year without its notice is never guessed. Pure.
 */
export function workingTimeMilliseconds(
  at: string,
  seconds: number,
  calendar: Calendar = defaultCalendar,
): number | YearMissing | undefined {
  const spans = officeSpans(calendar).map(({ from, to }) => ({
    from: from * 60_000,
    to: to * 60_000,
  }))
  if (!spans.some(({ from, to }) => to > from)) return undefined
  const isWorked = workingDayOf(calendar)
  const begun = Date.parse(at)
  const midnight = Date.parse(`${dateOf(at, calendar)}T00:00:00${calendar.utcOffset}`)
  let left = seconds * 1000
  for (let days = 0; ; days++) {
    const start = midnight + days * day
    // A year in which nothing is worked is no calendar: it is told where calendars are checked.
    if (days > 36_500) return undefined
    const worked = isWorked(momentAt(start, calendar.utcOffset).slice(0, 10))
    if (typeof worked !== 'boolean') return worked
    if (!worked) continue
    for (const { from, to } of spans) {
      const opens = Math.max(start + from, begun)
      const open = Math.max(0, start + to - opens)
      if (open > 0 && left <= open) return opens + left - begun
      left -= open
    }
  }
}

/** Whether a day is worked by a calendar; of a year it has no notice of nobody can say. Pure. */
function workingDayOf(calendar: Calendar): (date: string) => boolean | YearMissing {
  const years = new Set(calendar.notices?.map(({ year }) => year))
  const holidays = new Set(calendar.holidays)
  const workdays = new Set(calendar.workdays)
  return (date) => {
    const year = yearOf(date)
    if (!years.has(year)) return { yearMissing: year }
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    const weekend = weekday === 0 || weekday === 6
    return workdays.has(date) || (!weekend && !holidays.has(date))
  }
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

function offsetMilliseconds(utcOffset: string): number {
  const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number)
  return (utcOffset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
