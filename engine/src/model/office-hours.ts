import type { Calendar } from './manifest.ts'

/** Minutes from midnight of a time of day, `08:30`. Pure. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The hours of a working day in their order, in minutes from midnight. Pure. */
export function officeSpans({
  officeHours = [],
}: Calendar): readonly { readonly from: number; readonly to: number }[] {
  return officeHours
    .map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }))
    .toSorted((a, b) => a.from - b.from)
}
