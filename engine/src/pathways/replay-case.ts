import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Calendar } from '../model/manifest.ts'
import type { CaseSnapshot, Timer } from './case-snapshot.ts'
import { firstDueTimer } from './first-due-timer.ts'
import { countUntimed } from './recount-timers.ts'
import { startCase, step } from './step.ts'
import type { CaseEvent, StepResult } from './step-result.ts'

/** An event of a case under a name of its own. */
export interface ReplayedEvent extends CaseEvent {
  readonly entry: string
}

/** A step of a case that was played again: an event's, or a timer's that was due. */
export interface ReplayedStep {
  /** The name of the event; absent where a timer fired. */
  readonly entry?: string
  readonly event: string
  readonly at: string
  readonly before: CaseSnapshot | undefined
  readonly result: Extract<StepResult, { taken: true }>
}

/** What came of playing a case again: every step and where it rests, or the event that is not taken. */
export type Replay =
  | {
      readonly held: true
      readonly steps: readonly ReplayedStep[]
      readonly snapshot: CaseSnapshot
    }
  | {
      readonly held: false
      /** The name of the event that is not taken; nothing where the steps are too many. */
      readonly entry: string | undefined
      readonly result: Extract<StepResult, { taken: false }> | undefined
    }

/** What a case is played again from. */
export interface ReplayInput {
  readonly pathway: string
  /** How it began. */
  readonly start: {
    readonly entry: string
    readonly event: string
    readonly facts: Facts
    readonly at: string
  }
  /** What was sent to it, in any order: they happen in the order of their moments, and at one moment as listed. */
  readonly events: readonly ReplayedEvent[]
  /** Until when its timers fire. */
  readonly until: string
  /** At most so many steps. */
  readonly most: number
  /** Calendars that have notices which arrived later, where the case was counted by such. */
  readonly calendars?: readonly Calendar[]
}

/**
 * A case played again from its beginning: each event at its moment, and before each, and at the end, the timers that are
 * due by then, the longest due first. The first event that is not taken ends it. Pure.
 * @throws RangeError when the bundle has no such pathway
 */
export function replayCase(bundle: Bundle, input: ReplayInput): Replay {
  const { pathway, start, until, most, calendars = [] } = input
  const steps: ReplayedStep[] = []
  const begun = startCase(bundle, { pathway, facts: start.facts, at: start.at })
  if (!begun.taken) return { held: false, entry: start.entry, result: begun }
  const counted = (snapshot: CaseSnapshot) => countUntimed(bundle, snapshot, calendars)
  let snapshot = counted(begun.snapshot)
  steps.push({
    entry: start.entry,
    event: start.event,
    at: start.at,
    before: undefined,
    result: { ...begun, snapshot },
  })

  /** Fires what is due by a moment; false when the steps are too many. */
  const fireUntil = (moment: string): boolean => {
    for (let due = firstDueTimer(snapshot.timers, moment); due !== undefined;) {
      if (steps.length >= most) return false
      const before = snapshot
      const at = laterOf(due.dueAt, before.at)
      const result = step(bundle, before, { type: due.event, at })
      // A timer fires once: where the chart does not take it up, or keeps it, it is let go.
      snapshot = withoutTimer(result.taken ? counted(result.snapshot) : before, due)
      if (result.taken)
        steps.push({ event: due.event, at, before, result: { ...result, snapshot } })
      due = firstDueTimer(snapshot.timers, moment)
    }
    return true
  }

  for (const { entry, ...event } of inOrder(input.events)) {
    if (!fireUntil(event.at) || steps.length >= most)
      return { held: false, entry: undefined, result: undefined }
    const before = snapshot
    const result = step(bundle, before, event)
    if (!result.taken) return { held: false, entry, result }
    snapshot = counted(result.snapshot)
    steps.push({ entry, event: event.type, at: event.at, before, result: { ...result, snapshot } })
  }
  if (!fireUntil(until)) return { held: false, entry: undefined, result: undefined }
  return { held: true, steps, snapshot }
}

function inOrder(events: readonly ReplayedEvent[]): readonly ReplayedEvent[] {
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function withoutTimer(snapshot: CaseSnapshot, { id, dueAt }: Timer): CaseSnapshot {
  const timers = snapshot.timers.filter((timer) => timer.id !== id || timer.dueAt !== dueAt)
  return timers.length === snapshot.timers.length ? snapshot : { ...snapshot, timers }
}

function laterOf(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b
}
