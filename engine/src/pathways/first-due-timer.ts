import type { Timer } from './case-snapshot.ts'

/**
 * Of the timers of a case the one that fires first by a moment, the longest due of them; `undefined` where none does.
 * A delay of the chart is up at its moment. The time of a duty is up only after it: at the moment itself it can still be
 * kept in time. Pure.
 */
export function firstDueTimer(timers: readonly Timer[], at: string): Timer | undefined {
  const now = Date.parse(at)
  return timers
    .filter(({ dueAt, duty }) => Date.parse(dueAt) < now || (!duty && Date.parse(dueAt) === now))
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0]
}
