import { type Period, periodOf } from '../assessment/period.ts'
import { addDays, dateOf, momentAt, endOfDay } from '../model/calendar.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { ScheduledDuty } from '../model/scheduled-duty.ts'
import type { DueTime } from '../pathways/delay-milliseconds.ts'
import { instanceDue } from './instance-due.ts'
import { periodsOf, scheduleTypes } from './instances-of.ts'

/** What falls due in a period was owed for one that began at most so many days before it: two years. */
const reachBack = 731

/** What may fall due in a period: the periods of every length that began up to two years before it, and `once`. Pure. */
export function periodsBefore({ start, end }: Period): readonly string[] {
  const span = { from: addDays(start, -reachBack), until: end }
  return scheduleTypes.flatMap((every) => periodsOf(every, span))
}

/**
 * True where what is owed of a scheduled duty for one period may fall due in another, in which it is then counted: by
 * anybody who may owe it, for units with office hours of their own differ. Pure.
 * @param of.period `2026-Q1`, or `once`
 */
export function fallsDue(
  ruleset: Ruleset,
  duty: ScheduledDuty,
  { period, within }: { readonly period: string; readonly within: Period },
): boolean {
  if ((periodOf(period)?.type ?? 'once') !== duty.schedule.every) return false
  const { calendar } = ruleset.manifest
  return [undefined, ...(calendar?.unitHours ?? []).map(({ unit }) => unit)].some((unit) =>
    isDueWithin(ruleset, within, instanceDue(ruleset, duty, period, unit)),
  )
}

/** True where a moment lies in a period; one that waits for the notice of a year may lie in any from that year on. Pure. */
export function isDueWithin(
  { manifest: { calendar } }: Ruleset,
  { start, end }: Period,
  due: DueTime,
): boolean {
  if (due === undefined) return false
  if (typeof due !== 'string') return end >= `${due.yearMissing}-01-01`
  const day = dateOf(due, calendar)
  return start <= day && day <= end
}

/** The moment what fell due in a period is counted: just after its last. Pure. */
export function countedAt({ manifest: { calendar } }: Ruleset, { end }: Period): string {
  const last = endOfDay(end, calendar)
  return momentAt(Date.parse(last) + 1, last.slice(-6))
}
