import type { Calendar } from './manifest.ts'

/** Minutes from midnight of a time of day, `08:30`. Pure. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/**
 * The calendar as one unit keeps it: with its own office hours where it has any, the same days otherwise. Nothing else says
 * whose hours a time is counted by. Pure.
 */
export function calendarOf(calendar: Calendar | undefined, unit: string | undefined) {
  const own = ownHours(calendar, unit)
  return calendar === undefined || own === undefined ? calendar : { ...calendar, officeHours: own }
}

/** The office hours a unit keeps that are not the community's; `undefined` where it keeps those. Pure. */
export function ownHours(
  calendar: Calendar | undefined,
  unit: string | undefined,
): Calendar['officeHours'] {
  return unit === undefined
    ? undefined
    : calendar?.unitHours?.find((each) => each.unit === unit)?.officeHours
}

/** The hours of a working day in their order, in minutes from midnight. Pure. */
export function officeSpans({
  officeHours = [],
}: Pick<Calendar, 'officeHours'>): readonly { readonly from: number; readonly to: number }[] {
  return officeHours
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    .toSorted((a, b) => a.from - b.from)
}
