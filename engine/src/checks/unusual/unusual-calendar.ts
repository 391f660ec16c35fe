import { createIssue, type Issue } from '../../model/issue.ts'
import { jsonEqual } from '../../model/json.ts'
import type { Calendar } from '../../model/manifest.ts'
import { addDays } from '../../model/calendar.ts'
import type { Comparison } from './comparison.ts'
import { conventions } from './conventions.ts'

/** Calendars with far more days off, or far more weekends worked, than a year has: deadlines in working days then run otherwise. Pure. */
export function unusualCalendar({ ruleset, below }: Comparison): readonly Issue[] {
  const { calendar } = ruleset.manifest
  if (calendar === undefined) return []
  if (below.some((under) => jsonEqual(under.ruleset.manifest.calendar, calendar))) return []
  const { weekdaysOff, daysOnEnd, weekendsWorked } = conventions
  const worked = new Set(calendar.workdays)
  const off = [...new Set(calendar.holidays)].filter((day) => !worked.has(day))
  const path = '/manifest/calendar'
  const stretch = maxStretch(calendar)
  return [
    ...byYear(off.filter((day) => !isWeekend(day)))
      .filter(({ count }) => count > weekdaysOff)
      .map((found) => createIssue('CALENDAR_DAYS_OFF', path, { ...found, limit: weekdaysOff })),
    ...(stretch !== undefined && stretch.count > daysOnEnd
      ? [createIssue('CALENDAR_STRETCH', path, { ...stretch, limit: daysOnEnd })]
      : []),
    ...byYear([...worked].filter(isWeekend))
      .filter(({ count }) => count > weekendsWorked)
      .map((found) =>
        createIssue('CALENDAR_WEEKENDS_WORKED', path, { ...found, limit: weekendsWorked }),
      ),
  ]
}

function byYear(days: readonly string[]): readonly { year: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const day of days) {
    const year = day.slice(0, 4)
    counts.set(year, (counts.get(year) ?? 0) + 1)
  }
  return [...counts].map(([year, count]) => ({ year, count })).toSorted(byName)
}

function byName(a: { readonly year: string }, b: { readonly year: string }): number {
  return a.year < b.year ? -1 : 1
}

/** The longest run of days on which nobody works that a listed holiday is part of. */
function maxStretch(calendar: Calendar): { from: string; to: string; count: number } | undefined {
  const worked = new Set(calendar.workdays)
  const holidays = new Set(calendar.holidays)
  const isOff = (day: string) => !worked.has(day) && (holidays.has(day) || isWeekend(day))
  const seen = new Set<string>()
  let longest: { from: string; to: string; count: number } | undefined
  for (const holiday of [...holidays].toSorted((a, b) => (a < b ? -1 : 1))) {
    if (seen.has(holiday) || !isOff(holiday)) continue
    let from = holiday
    while (isOff(addDays(from, -1)) && addDays(from, -1) !== from) from = addDays(from, -1)
    let to = from
    let count = 1
    for (; isOff(addDays(to, 1)); count += 1) {
      seen.add(to)
      to = addDays(to, 1)
    }
    seen.add(to)
    if (longest === undefined || count > longest.count) longest = { from, to, count }
  }
  return longest
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
