import type { Facts } from '../decisions/facts.ts'
import type { StateValue } from '../model/state-nodes.ts'
import type { YearMissing } from '../model/calendar.ts'
import type { Text } from '../model/text.ts'
import type { CaseDuty } from './duties/case-duty.ts'

/** A delay pending in a case, kept with it so that no restart can lose it. */
export interface Timer {
  readonly id: string
  /** The event to send when it is due. */
  readonly event: string
  /** The id of the delay in the pathway; empty where it is the time of a duty. */
  readonly delay: string
  /** The duty whose time it is, and which of its reminders, where it is one. */
  readonly duty?: { readonly id: string; readonly number: number; readonly reminder?: string }
  /** The unit by whose own office hours it is counted; absent: by those of the community. */
  readonly hoursOf?: string
  readonly dueAt: string
}

/**
 * A delay pending in a case whose end nobody can say yet: it is counted in working days or office hours and reaches into a
 * year whose holidays no notice arranges. It fires nothing, and is counted once the notice is there.
 */
export interface UntimedTimer extends Omit<Timer, 'dueAt'>, YearMissing {
  /** When it began. */
  readonly begunAt: string
}

/** A case at rest: everything needed to go on, and nothing else. */
export interface CaseSnapshot {
  /** Hash of the bundle the case runs on for life. */
  readonly bundle: string
  readonly pathway: string
  readonly value: StateValue
  readonly status: 'active' | 'done'
  readonly facts: Facts
  readonly timers: readonly Timer[]
  /** Those whose moment is not known yet. Left out where there is none. */
  readonly untimed?: readonly UntimedTimer[]
  /** What somebody has to do, or had to. Left out where there was never any. */
  readonly duties?: readonly CaseDuty[]
  /** Which unit acts for one that has ended, by the id of that one. Left out where none does. */
  readonly successors?: Successors
  /** When the last step was taken. */
  readonly at: string
  readonly steps: number
}

/** Units that act for others, by the ids of these. */
export type Successors = Readonly<Record<string, string>>

/** An effect the engine asks for, as data: the server performs it after the snapshot is stored. */
export interface RequestedAction {
  readonly type: 'emit'
  readonly event: string
  readonly title: Text
  readonly to?: string
  /** The office within the unit it is for. */
  readonly office?: string
  readonly dueAt?: string
  /** The year whose notice has to be there before it can be said by when. */
  readonly yearMissing?: number
}
