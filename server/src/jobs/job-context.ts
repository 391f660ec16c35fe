import type { LiveContext } from '../operations/assessment/live-context.ts'
import type { TimerContext } from '../operations/timers/timer-context.ts'

/** All that operations work with, each with the part it asks for. */
export interface JobContext extends LiveContext, TimerContext {}
