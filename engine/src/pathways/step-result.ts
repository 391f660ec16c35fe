import type { DecisionAnswer } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Issue } from '../model/issue.ts'
import type { CaseSnapshot, RequestedAction } from './case-snapshot.ts'
import type { ClosedTransition } from './closed-transitions.ts'
import type { DutyChange } from './duties/case-duty.ts'

/** Something that happened to a case. */
export interface CaseEvent {
  readonly type: string
  /** Facts the event brings; they join those of the case when the event is taken. */
  readonly facts?: Facts
  readonly reason?: string
  /** When it happened: a date-time with offset. */
  readonly at: string
  /** Who sends it. Without one, no check of parties is made: for due timers and for simulation. */
  readonly actor?: { readonly unit?: string; readonly everyUnit?: boolean }
}

/** What an event led to. When it was not taken, nothing has changed and the reasons say why. */
export type StepResult =
  | {
      readonly taken: true
      readonly snapshot: CaseSnapshot
      /** Ids of the transitions taken, in order. */
      readonly transitions: readonly string[]
      readonly actions: readonly RequestedAction[]
      /** What became of the duties of the case. */
      readonly duties: readonly DutyChange[]
      readonly decisions: readonly DecisionAnswer[]
    }
  | {
      readonly taken: false
      readonly issue: Issue
      readonly closed: readonly ClosedTransition[]
      /** Facts that could open it. */
      readonly needs: readonly string[]
      readonly decisions: readonly DecisionAnswer[]
    }
