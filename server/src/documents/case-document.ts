import type {
  CaseDuty,
  CaseSnapshot,
  DutyChange,
  EndOfUnit,
  Facts,
  Issue,
  RequestedAction,
  StateValue,
  Text,
  Timer,
  UntimedTimer,
  Value,
} from '@jieli/engine'
import type { VersionChoice } from '../contracts/pilot.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { CorrectionDetail, EventCorrection } from './case-correction.ts'
import type { MadeDocument } from './made-document.ts'
import type { RecordedActor } from './recorded-actor.ts'
import type { NamedFact, RecordedDecision } from './recorded-decision.ts'
import type { RequestMark } from './request-mark.ts'

/** When a step happened and was written down. */
export interface Moments {
  readonly at: string
  readonly recordedAt: string
}

/**
 * What was wrong about a clock, and what the moments it wrote are by the right one. Kept with the case as a step of its
 * own: what was written stays as it was written.
 */
export interface ClockCorrection {
  /** The wrong clock wrote moments from here to there, as it showed them. */
  readonly from: string
  readonly until: string
  /** How far it was ahead, in milliseconds; negative when it was behind. */
  readonly ahead: number
  /** The right moments of every step that is affected, by the step's number. */
  readonly moments: readonly (Moments & { readonly seq: number })[]
}

/** The notices of holidays that were there at last, as the calendar that was published names them. */
export interface CalendarArrival {
  readonly notices: readonly { readonly year: number; readonly number: string }[]
}

/** A version of a ruleset, as a case names the one it runs on. */
export interface VersionOfCase {
  readonly version: string
  readonly bundle: string
}

/** That a case was moved to another version of its ruleset, or back. */
export interface CaseMigration {
  /** The job by which it was. */
  readonly job: string
  readonly from: VersionOfCase
  readonly to: VersionOfCase
  /** Which state was chosen for which that the version has not. */
  readonly choices: Readonly<Record<string, string>>
  /** Set where it was moved back: the step that is undone. */
  readonly undoes?: number
}

/** That a unit acts in a case for one that has ended. */
export interface CaseHandover {
  /** The job by which it was handed over. */
  readonly job: string
  readonly from: string
  readonly to: string
  readonly how: EndOfUnit['how']
  /** Since which day the one is there no more. */
  readonly on: string
}

/** What a step of a procedure about a draft speaks of: the draft at one revision, by the hash it would have as a version. */
export interface DraftOfStep {
  readonly revision: number
  readonly content: string
  /** Whose draft it is, where not that of the ruleset of the case: one of the county of which no version is in force. */
  readonly ruleset?: string
  /** The person behind whoever took the step, where there is one. */
  readonly person: string | null
}

/** The paper a step was taken on, while the system was down. */
export interface PaperOfStep {
  /** The number on the sheet. */
  readonly sheet: string
}

/** A document that was filed with a step; its name, which may tell of a person, stands beside it. */
export interface AttachmentOfStep {
  readonly sha256: string
  readonly type: string
  readonly bytes: number
}

/** A document that is filed, with its name. */
export type NamedAttachment = AttachmentOfStep & { readonly name: string }

/** The draft alone. */
export type BoundDraftOfStep = Pick<DraftOfStep, 'revision' | 'content' | 'ruleset'>

/**
 * One step of a case. Never changed once written; `hash` covers the entry, its case and `previous`. What may tell of a
 * person (`reason`, `facts`, `changes`, `decisions`, `actions`, `request`, `corrected`, `attachmentNames`) it covers by
 * `payload` alone.
 */
export interface HistoryEntry {
  /** Counts from 1; the case's public revision after this step. */
  readonly seq: number
  /** When it happened: for a timer, the moment it was due. */
  readonly at: string
  /** When the server wrote it down. */
  readonly recordedAt: string
  readonly actor: RecordedActor
  readonly event: string
  readonly reason?: string
  /** The facts sent with the event. */
  readonly facts: Facts
  /** Every fact whose value this step changed, by the sender or by an effect. `null` is "no longer known". */
  readonly changes: Readonly<Record<string, Value | null>>
  /** State paths before and after; `from` is `null` for the first. */
  readonly from: string | null
  readonly to: string
  readonly value: StateValue
  readonly status: 'active' | 'done'
  readonly timers: readonly Timer[]
  /** Those whose moment is not known yet; left out where there is none. */
  readonly untimed?: readonly UntimedTimer[]
  /** What somebody has to do, or had to, after the step; left out where there was never any. */
  readonly duties?: readonly CaseDuty[]
  /** What the step did to them; left out where it did nothing. */
  readonly dutyChanges?: readonly DutyChange[]
  /** Which unit acts for one that has ended, after the step; left out where none does. */
  readonly successors?: NonNullable<CaseSnapshot['successors']>
  readonly transitions: readonly string[]
  readonly decisions: readonly RecordedDecision[]
  readonly actions: readonly RequestedAction[]
  readonly previous: string | null
  /** What the payload is hidden as; absent in steps from before there was a key. */
  readonly payload?: string
  /** Kept beside the payload; both are erased together. */
  readonly salt?: string
  /** What the facts are hidden as that the step left. */
  readonly factsHash?: string
  /** The seal; of steps from before there was a key a plain hash over all of the step. */
  readonly hash: string
  readonly request?: RequestMark
  /** Set on each step of a procedure that is about a draft. */
  readonly draft?: DraftOfStep
  /** Set on a step that was taken on paper and entered afterwards. */
  readonly paper?: PaperOfStep
  /** Set on a step that documents were filed with, and what each of them is called, in the same order. */
  readonly attachments?: readonly AttachmentOfStep[]
  readonly attachmentNames?: readonly string[]
  /** Set on a step that only puts right what a wrong clock wrote. */
  readonly clock?: ClockCorrection
  /** Set on a step that only counts what waited for a notice of holidays. */
  readonly calendar?: CalendarArrival
  /** Set on a step by which somebody voided or corrected events, or entered some late. */
  readonly correction?: EventCorrection
  readonly corrected?: CorrectionDetail
  /** Set on a step by which the case was moved to another version, and that moves it nowhere else. */
  readonly migration?: CaseMigration
  /** Set on a step by which another unit acts in the case from now on, and that does nothing else. */
  readonly handover?: CaseHandover
}

/** An event that was not taken. It changed nothing but this list. */
export interface Refusal {
  readonly at: string
  readonly actor: RecordedActor
  readonly event: string
  readonly code: string
  readonly message: Text
  readonly issue: Issue
  /** The public revision the event met. */
  readonly revision: number
  readonly needs: readonly NamedFact[]
  readonly decisions: readonly RecordedDecision[]
  readonly request?: RequestMark
  /** As in a step. Absent in refusals from before there was a key. */
  readonly payload?: string
  readonly salt?: string
  readonly hash?: string
  /** The {@link RefusalDocument} of a request that can be known again. */
  readonly traces?: string
  /** Set on refusals of before there were such documents: what is kept there now. */
  readonly closed?: readonly unknown[]
}

/**
 * The traces of the transitions that were closed to a refused event, for whoever sends the same request again. They are
 * many times what the refusal itself says, and every further step of the case would carry them along.
 */
export interface RefusalDocument extends StoredDocument {
  readonly closed: readonly unknown[]
}

/** An effect waiting to be delivered, under an id that never changes. */
export interface OutboxEntry {
  readonly id: string
  readonly seq: number
  readonly at: string
  readonly action: RequestedAction
  /** Set where it says that what was asked for under this id does not hold any more. */
  readonly voids?: string
}

/** A due timer that cannot be fired. A mark of the server's own: nothing has happened to the case. */
export interface StuckTimer {
  readonly dueAt: string
  /** When it failed first, and last. */
  readonly since: string
  readonly triedAt: string
  readonly tries: number
  /** What was wrong the last time. */
  readonly code: string
  readonly message: Text
}

/**
 * A duty of a case that is still open, as lists show it. Its words are those of the version the case runs on, which never
 * change, so that a list opens no version.
 */
export type OpenDuty = Pick<
  CaseDuty,
  'duty' | 'number' | 'status' | 'begunAt' | 'dueAt' | 'yearMissing' | 'hoursOf'
> & {
  readonly title: Text
  /** The party that owes it. */
  readonly party: { readonly id: string; readonly title: Text }
  /** On which side of the case that party's unit stands; `null` where it is neither of the two a case is found by. */
  readonly side: 'fromUnit' | 'toUnit' | null
}

/** A case of the community as lists show it, in the words of the version it runs on. */
export interface ProcedureOfCase {
  readonly title: Text
  /** The title of the state it is in. */
  readonly state: Text
  /** The draft it is about, as it was put before those who approve; left out where it is about none. */
  readonly draft?: BoundDraftOfStep
  /** The units that fill its parties. */
  readonly units: readonly string[]
  /** The parties it waits for, with their units. */
  readonly waitsFor: readonly { readonly title: Text; readonly unit: string }[]
}

/** By which erasure everything that told of a person is gone from a case. */
export interface CaseErasure {
  readonly erasure: string
  readonly at: string
  readonly ground: string
  /** Who proposed it, and who confirmed it. */
  readonly by: string
  readonly confirmedBy: string
}

/** By which rule a case was archived, and in which file of the archive it is. */
export interface CaseArchiving {
  readonly at: string
  readonly file: string
  readonly source: string
  readonly days: number
  /** Who proposed the rule, and who confirmed it. */
  readonly by: string
  readonly confirmedBy: string
}

/** What a case can be: under way, or at an end. */
export const caseStatuses = ['active', 'done'] as const

/** A case as stored. The scalars at the top are what it can be searched by. */
export interface CaseDocument extends MadeDocument {
  /** Kept apart from `steps`, the public revision: a refused event is a write, but not a step. */
  readonly revision: number
  readonly ruleset: string
  readonly version: string
  readonly bundle: string
  /** Why it began on the version it began on; set where another was on trial then. */
  readonly versionChoice?: VersionChoice
  readonly pathway: string
  readonly county: string
  readonly patient: string | null
  readonly fromUnit: string | null
  readonly toUnit: string | null
  readonly state: string
  readonly status: (typeof caseStatuses)[number]
  readonly createdAt: string
  readonly updatedAt: string
  /** When it last refused an event, which moves nothing else on: to be counted by. Left out where it refused none. */
  readonly refusedAt?: string
  /**
   * When the scan for timers looks at the case next: when its next timer is due, or when one that failed is tried again.
   * `null` when none is due, or the one that is due is parked.
   */
  readonly nextTimerAt: string | null
  /** The earliest year without a notice of holidays that something of it waits for; left out where nothing does. */
  readonly untimedYear?: string
  /** Set while a due timer cannot be fired, with the moment it was due beside it to be listed by. */
  readonly stuckTimer?: StuckTimer
  readonly stuckTimerAt?: string
  /** Its duties that are still open, the first due first; left out where none is. */
  readonly openDuties?: readonly OpenDuty[]
  /**
   * When the first of them is due that is owed, the far end of time where none has a time, by whoever owes it, and by the
   * unit on either side; left out where none is open.
   */
  readonly dutyAt?: string
  readonly fromDutyAt?: string
  readonly toDutyAt?: string
  /** Set on a case of the community, and when it was changed last, to be listed by. */
  readonly procedure?: ProcedureOfCase
  readonly procedureAt?: string
  /** How many steps it has taken: the length of `history`, and its public revision. */
  readonly steps: number
  /** Set once the person was erased: no step is taken, and nobody reads it, any more. */
  readonly erased?: CaseErasure
  /** Set once it was archived: all that told of the person is in the file, and whose it was is kept to be found by. */
  readonly archived?: CaseArchiving
  readonly archivedPatient?: string
  readonly snapshot: CaseSnapshot
  readonly history: readonly HistoryEntry[]
  readonly refusals: readonly Refusal[]
  readonly outbox: readonly OutboxEntry[]
}

/** What a list shows of a case: its document without what it was decided by. */
export type CaseSummary = Omit<
  CaseDocument,
  'createKey' | 'snapshot' | 'history' | 'refusals' | 'outbox'
>
