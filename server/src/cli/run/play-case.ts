import {
  type Bundle,
  type CaseSnapshot,
  firstDueTimer,
  startCase,
  statePath,
  step,
  type StepResult,
  type Timer,
} from '@jieli/engine'
import type { ReadEvent } from './read-events.ts'

/** One step of a case that is played, or an event that was not taken. */
export interface PlayedStep {
  /** The line it comes from. */
  readonly line: number
  readonly event: string
  readonly at: string
  /** Where the case stood; `null` before it began. */
  readonly from: string | null
  readonly to: string | null
  /** The timer it was, where one fired. */
  readonly timer?: Timer
  readonly result: StepResult
  /** The case after it; absent where it did not begin. */
  readonly snapshot: CaseSnapshot | undefined
}

/** What starts a case. */
export const startEvent = 'start'

/**
 * Plays events on a pathway, one after the other. Timers that are due before an event fire first, in order, and one the
 * chart does not take up is let go. Pure.
 */
export function* playCase(
  bundle: Bundle,
  pathway: string,
  events: readonly ReadEvent[],
): Generator<PlayedStep> {
  const [first, ...later] = events
  if (first === undefined) return
  const { facts, at, line } = first
  const begun = startCase(bundle, { pathway, facts, at })
  yield played({ line, event: startEvent, at }, undefined, begun)
  if (!begun.taken) return
  let { snapshot } = begun
  for (const sent of later) {
    for (;;) {
      const timer = firstDueTimer(snapshot.timers, sent.at)
      if (timer === undefined) break
      const { event, dueAt } = timer
      const result = step(bundle, snapshot, { type: event, at: dueAt })
      if (result.taken)
        yield { ...played({ line: sent.line, event, at: dueAt }, snapshot, result), timer }
      const after = result.taken ? result.snapshot : snapshot
      const timers = after.timers.filter((each) => each.id !== timer.id || each.dueAt !== dueAt)
      snapshot = { ...after, timers }
    }
    const { type, unit, line: number, ...rest } = sent
    if (type === undefined) continue
    const actor = unit === undefined ? ({ everyUnit: true } as const) : { unit }
    const result = step(bundle, snapshot, { type, actor, ...rest })
    yield played({ line: number, event: type, at: sent.at }, snapshot, result)
    if (result.taken) ({ snapshot } = result)
  }
}

function played(
  sent: Pick<PlayedStep, 'line' | 'event' | 'at'>,
  before: CaseSnapshot | undefined,
  result: StepResult,
): PlayedStep {
  const after = result.taken ? result.snapshot : before
  const path = (snapshot: CaseSnapshot | undefined) =>
    snapshot === undefined ? null : statePath(snapshot.value)
  return { ...sent, from: path(before), to: path(after), result, snapshot: after }
}
