import type { Timer } from '@jieli/engine'
import { storedTime } from '../../ports/time.ts'

/** When the first of some timers is due, in the stored form; `null` when there is none. Pure. */
export function nextDue(timers: readonly Timer[]): string | null {
  return timers.map((timer) => storedTime(timer.dueAt)).toSorted()[0] ?? null
}
