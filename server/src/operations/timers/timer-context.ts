import type { OperationContext } from '../context/operation-context.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { TimerStatusCache } from './timer-status.ts'

/** What operations on timers work with beside what every operation does. */
export interface TimerContext extends OperationContext {
  /** Whether the clock can be right. */
  readonly clockWatch: ClockWatch
  /** How the timers of all cases are. */
  readonly timers: TimerStatusCache
}
