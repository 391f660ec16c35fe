import type { Calendar } from './manifest.ts'

/** Beijing time, Saturdays and Sundays off: what holds where a ruleset states no calendar. */
const defaultCalendar: Calendar = { utcOffset: '+08:00', holidays: [], workdays: [] }

const day = 86_400_000

/** The calendar day of a moment at the calendar's offset, `YYYY-MM-DD`. Pure. */
export function dateOf(at: string, calendar: Calendar = defaultCalendar): string {
  return momentAt(Date.parse(at), calendar.utcOffset).slice(0, 10)
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

/**
 * Milliseconds from a moment to the same time of day on the nth working day after it.
 * The day of the moment itself does not count. Pure.
 */
export function workingDaysMilliseconds(
  at: string,
  workingDays: number,
  calendar: Calendar = defaultCalendar,
): number {
  const holidays = new Set(calendar.holidays)
  const workdays = new Set(calendar.workdays)
  const start = Date.parse(`${dateOf(at, calendar)}T00:00:00Z`)
  let days = 0
  for (let left = workingDays; left > 0;) {
    days += 1
    const date = new Date(start + days * day)
    const text = date.toISOString().slice(0, 10)
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6
    if (workdays.has(text) || (!weekend && !holidays.has(text))) left -= 1
  }
  return days * day
}

function offsetMilliseconds(utcOffset: string): number {
  const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number)
  return (utcOffset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
