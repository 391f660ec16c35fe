import type { Facts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Calendar } from '../model/manifest.ts'
import type { CaseSnapshot, Successors, Timer } from './case-snapshot.ts'
import { firstDueTimer } from './first-due-timer.ts'
import { countUntimed } from './recount-timers.ts'
import { migrateCase, type StateChoices } from './migrate-case.ts'
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
  /** The version it was taken by. */
  readonly bundle: Bundle
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
      /** The name of the event that is not taken; nothing where the steps are too many, or it cannot be moved. */
      readonly entry: string | undefined
      /** Set where it cannot be moved to the version it was moved to. */
      readonly unmoved?: true
      readonly result: Extract<StepResult, { taken: false }> | undefined
    }

/** That a case was moved to another version at a moment, with what was chosen. */
export interface ReplayedMigration {
  readonly at: string
  readonly to: Bundle
  readonly choices: StateChoices
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
  /** When it was moved to other versions, in their order; after the events of the same moment. */
  readonly migrations?: readonly ReplayedMigration[]
  /**
   * The units that act for others in it now. They may take any of its steps: whoever corrects what a unit entered before it
   * ended acts for that unit.
   */
  readonly successors?: Successors
  /** Until when its timers fire. */
  readonly until: string
  /** At most so many steps. */
  readonly most: number
  /** Calendars that have notices which arrived later, where the case was counted by such. */
  readonly calendars?: readonly Calendar[]
}

/**
 * A case played again from its beginning: each event at its moment, and before each, and at the end, the timers that are
 * due by then, the longest due first; where it was moved to another version, it goes on by that from then. The first event
 * that is not taken ends it. Pure.
 * @throws RangeError when the bundle has no such pathway
 */
export function replayCase(first: Bundle, input: ReplayInput): Replay {
  const { pathway, start, until, most, calendars = [], migrations = [] } = input
  let bundle = first
  const steps: ReplayedStep[] = []
  const begun = startCase(bundle, { pathway, facts: start.facts, at: start.at })
  if (!begun.taken) return { held: false, entry: start.entry, result: begun }
  const counted = (snapshot: CaseSnapshot) => countUntimed(bundle, snapshot, calendars)
  const { successors } = input
  let snapshot = counted({ ...begun.snapshot, ...(successors && { successors }) })
  steps.push({
    entry: start.entry,
    event: start.event,
    at: start.at,
    bundle,
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
        steps.push({ event: due.event, at, bundle, before, result: { ...result, snapshot } })
      due = firstDueTimer(snapshot.timers, moment)
    }
    return true
  }

  const waiting = [...migrations]
  /** Moves it as it was moved before a moment, or at all; what ends the replay, where it does. */
  const moveUntil = (moment: string | undefined): Replay | undefined => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (moment !== undefined && Date.parse(next.at) >= Date.parse(moment)) return undefined
      waiting.shift()
      if (!fireUntil(next.at)) return { held: false, entry: undefined, result: undefined }
      const { to, choices, at } = next
      const migration = migrateCase(bundle, to, snapshot, { choices, at })
      if (migration.kind !== 'moves')
        return { held: false, entry: undefined, result: undefined, unmoved: true }
      bundle = to
      snapshot = counted(migration.snapshot)
    }
    return undefined
  }

  for (const { entry, ...event } of inOrder(input.events)) {
    const ended = moveUntil(event.at)
    if (ended !== undefined) return ended
    if (!fireUntil(event.at) || steps.length >= most)
      return { held: false, entry: undefined, result: undefined }
    const before = snapshot
    const result = step(bundle, before, event)
    if (!result.taken) return { held: false, entry, result }
    snapshot = counted(result.snapshot)
    const taken = { ...result, snapshot }
    steps.push({ entry, event: event.type, at: event.at, bundle, before, result: taken })
  }
  const last = moveUntil(undefined)
  if (last !== undefined) return last
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
