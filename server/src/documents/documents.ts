import type {
  CaseSnapshot,
  Facts,
  Issue,
  Jurisdiction,
  Layer,
  Manifest,
  Origin,
  Outcome,
  RequestedAction,
  Ruleset,
  RulesetReference,
  StateValue,
  Text,
  Timer,
  Value,
} from '@jieli/engine'
import type { JudgedAgainst } from '../rulesets/checked-ruleset.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { MadeDocument } from './made-document.ts'
import type { RecordedChange } from './recorded-change.ts'

/** Who did something, as kept for ever: a name that still reads well when the account is gone. */
export interface RecordedActor {
  readonly kind: 'user' | 'key' | 'timer' | 'system'
  readonly id: string
  readonly title: string
  /** The unit they acted for, where that is known. */
  readonly unit?: string
}

/** Why a decision came out as it did: its reasons with the full names of what they rest on. */
export interface PresentedReason {
  readonly rule: string
  readonly title?: Text
  readonly outcome?: Outcome
  readonly text: Text
  readonly cites: readonly PresentedCitation[]
  /** The ruleset that last said the rule. */
  readonly origin: string
}

/** A citation in its parts, with the title its document had: what is kept with a step stays readable by itself. */
export interface PresentedCitation {
  readonly clause: string
  readonly document: string
  readonly documentTitle: Text
}

/** A fact somebody is asked for. */
export interface NamedFact {
  readonly fact: string
  readonly title: Text
}

/** A decision as it is kept with a step and shown to a clerk. */
export interface RecordedDecision {
  readonly decision: string
  readonly title: Text
  readonly outcome: Outcome
  readonly outputs: Readonly<Record<string, Value>>
  readonly reasons: readonly PresentedReason[]
  readonly needs: readonly NamedFact[]
  readonly missingParameters: readonly string[]
  readonly hits: readonly string[]
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] }
}

/** The key a request was sent with, and the hash of what it said, so that a repeat is known for one. */
export interface RequestMark {
  readonly key: string
  readonly hash: string
}

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

/**
 * One step of a case. Never changed once written; `hash` covers the entry, its case and `previous`. What may tell of a
 * person (`reason`, `facts`, `changes`, `decisions`, `actions`, `request`) it covers by `payload` alone.
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
  /** Set on a step that only puts right what a wrong clock wrote. */
  readonly clock?: ClockCorrection
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

/** What a case can be: under way, or at an end. */
export const caseStatuses = ['active', 'done'] as const

/** A case as stored. The scalars at the top are what it can be searched by. */
export interface CaseDocument extends MadeDocument {
  /** Kept apart from `steps`, the public revision: a refused event is a write, but not a step. */
  readonly revision: number
  readonly ruleset: string
  readonly version: string
  readonly bundle: string
  readonly pathway: string
  readonly county: string
  readonly patient: string | null
  readonly fromUnit: string | null
  readonly toUnit: string | null
  readonly state: string
  readonly status: (typeof caseStatuses)[number]
  readonly createdAt: string
  readonly updatedAt: string
  /**
   * When the scan for timers looks at the case next: when its next timer is due, or when one that failed is tried again.
   * `null` when none is due, or the one that is due is parked.
   */
  readonly nextTimerAt: string | null
  /** Set while a due timer cannot be fired, with the moment it was due beside it to be listed by. */
  readonly stuckTimer?: StuckTimer
  readonly stuckTimerAt?: string
  /** How many steps it has taken: the length of `history`, and its public revision. */
  readonly steps: number
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

/**
 * What somebody is working on, as the difference from the parent ruleset. A discarded or published draft stays as an
 * empty mark, so that its revision never counts down and an old `If-Match` never fits again.
 */
export interface DraftDocument extends MadeDocument {
  readonly discarded: boolean
  readonly layer: Layer | null
  readonly manifest: Manifest | null
  readonly savedAt: string
  readonly savedBy: string
  /** Who that was, so that another publishes it; absent for drafts of before that was asked. */
  readonly editor?: Editor
  /** The latest changes, oldest first; drafts saved by an earlier Jieli have none. */
  readonly changes?: readonly RecordedChange[]
  /** Set once it was moved to another template than the published version rests on. */
  readonly rebased?: true
}

/** Who saved a draft last: the account or key, and the person behind it where there is one. */
export interface Editor {
  readonly kind: RecordedActor['kind']
  readonly id: string
  readonly person: string | null
}

/** What a list shows of a draft: everything but what was edited. */
export type DraftSummary = Omit<DraftDocument, 'layer'>

/** A published version in full: the layer as written, and what it came to. */
export interface BundleDocument extends StoredDocument {
  readonly ruleset: string
  readonly version: string
  readonly hash: string
  readonly layer: Layer
  readonly content: Ruleset
  readonly origin: Origin
}

/** That a version is in force from a day on. Its id is `ruleset@version`. */
export interface PublicationDocument extends MadeDocument {
  readonly ruleset: string
  readonly version: string
  readonly hash: string
  /** The id of the bundle document. */
  readonly bundle: string
  /** First day in force, `YYYY-MM-DD`. */
  readonly from: string
  /** Its place among the versions of its ruleset, by {@link sequenceOf}. */
  readonly sequence: string
  /** When, by the clock of the server that published it: to be told, never to be sorted by. */
  readonly publishedAt: string
  readonly publishedBy: string
  /** The manifest of that version: enough to list it. */
  readonly manifest: Manifest
  /** What it was held to when it was published; older versions do not say. */
  readonly judgedAgainst?: readonly JudgedAgainst[]
  /** The templates it was moved away from: what authorities above the county set there goes on binding it. */
  readonly left?: readonly RulesetReference[]
  /** Set on a version that comes with the program. */
  readonly program?: true
  /** Set on a version another server made: it is here to be read and adapted, not to be edited or run. */
  readonly elsewhere?: Elsewhere
  /** Set on a version whose first day had passed when it was published. */
  readonly backdated?: Backdated
  /** Set once nobody new may rest on the version. Whatever runs on it runs on. */
  readonly withdrawn?: Withdrawal
}

/** That a version was published for days that had passed: why, and whose cases began in them. */
export interface Backdated {
  readonly reason: string
  /** Cases of the ruleset begun on its first day or later. */
  readonly cases: number
  /** How many of them each unit sent or received. */
  readonly units: Readonly<Record<string, number>>
}

/** What a list shows of a publication. */
export type PublicationSummary = Omit<PublicationDocument, 'manifest'>

/** Where a version from another server comes from. */
export interface Elsewhere {
  /** Fingerprint of the key its file was signed with. */
  readonly signer: string
  /** What whoever accepted the key called its holder. */
  readonly signerTitle: string
  readonly importedAt: string
  /** The import it came with. */
  readonly import: string
  /** True when the file was about another ruleset, which rests on this one. */
  readonly carried: boolean
}

/** A file that was taken in. Its number is given once, so that of two imports at one moment the second looks again. */
export interface ImportDocument extends MadeDocument {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly signer: string
  readonly ruleset: string
  readonly version: string
  /** The id of the file's text. */
  readonly file: string
  /** What of the file was new, and what was here; absent for imports of an earlier program. */
  readonly added?: readonly VersionName[]
  readonly present?: readonly VersionName[]
}

/** A version of a ruleset, by its names. */
export interface VersionName {
  readonly id: string
  readonly version: string
}

/** A signed file as it was received. */
export interface TravelFileDocument extends StoredDocument {
  readonly text: string
}

/** A key whose files may be taken in. Its id is the fingerprint. */
export interface SignerDocument extends MadeDocument {
  readonly publicKey: string
  readonly title: string
  readonly acceptedAt: string
  readonly acceptedBy: string
}

/** That a published version was withdrawn: when, by whom, and why. */
export interface Withdrawal {
  readonly at: string
  readonly by: string
  readonly reason: string
}

/** A node of the tree of jurisdictions, with what it binds below it. */
export type JurisdictionDocument = StoredDocument &
  Jurisdiction & {
    readonly savedAt: string
    readonly savedBy: string
    /** The latest changes, oldest first; a node of the tree's beginning has none. */
    readonly changes?: readonly RecordedChange[]
  }
