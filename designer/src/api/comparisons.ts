import type {
  ExceptionStanding,
  Issue,
  Json,
  Ratio,
  RulesetReference,
  Text,
  Value,
} from '@jieli/engine'
import type { DamagedEntry, ShownProblem } from './problems.ts'
import type { RulesetSummary, Withdrawal } from './rulesets.ts'
import { request } from './request.ts'

/** One field of an item in two or three states, in words. */
export interface SideRow {
  readonly field: Text
  readonly sides: readonly Text[]
}

export interface Difference {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly sentence: Text
  readonly rows: readonly SideRow[]
  /** The exceptions that excuse the item in the later state. */
  readonly exceptions: readonly ExceptionStanding[]
}

/** What holds for one change: the new version's, what is said here, or something of one's own. */
export type PullChoice = 'take' | 'keep' | { readonly edit: Json }

export interface PullItem {
  readonly path: string
  readonly status: 'clean' | 'conflict'
  /** What the item itself says on the three sides; `null` where it is not there. */
  readonly base: Json | null
  readonly theirs: Json | null
  readonly ours: Json | null
  readonly sentence: Text
  readonly ownSentence?: Text
  /** Sides: as the parent had it, has it now, and as it is here. */
  readonly rows: readonly SideRow[]
  /** Set when the new version allows less than the ruleset says: why that may not be kept. */
  readonly stricter?: Text
}

/** A template or overlay the ruleset rests on, and how far it is behind it. */
export interface ParentVersions {
  readonly id: string
  readonly title: Text
  readonly role: 'template' | 'overlay'
  /** The version rested on and the one to move to; the same where there is none to move to. */
  readonly from: string
  readonly to: string
  /** How many of its versions are newer. */
  readonly behind: number
  /** Set when the version rested on was withdrawn. */
  readonly withdrawn?: Withdrawal
}

export interface PullView {
  /** The one whose changes are listed. */
  readonly parent: ParentVersions
  readonly parents: readonly ParentVersions[]
  readonly revision: number
  readonly items: readonly PullItem[]
}

/** Another template beside the draft. */
export interface RebaseView {
  /** The template rested on now, where there is one. */
  readonly from?: RulesetReference
  readonly to: RulesetReference & { readonly title: Text }
  readonly revision: number
  readonly items: readonly PullItem[]
  /** What would stand in the way of publishing, if everything said here stayed. */
  readonly issues: readonly Issue[]
}

/** The draft once it was moved to a newer version or another template. */
export interface MovedDraft {
  readonly revision: number
  readonly issues: readonly Issue[]
  readonly scenarios: readonly {
    readonly id: string
    readonly title: Text
    readonly passed: boolean
  }[]
}

export interface MatrixCell {
  readonly ruleset: string
  readonly state: 'value' | 'open' | 'unknown'
  readonly value?: Value
  readonly words?: Text
  readonly from?: string
  readonly sample?: boolean
  readonly own: boolean
  readonly unlikeMost: boolean
  /** What the template says, where that is another value. */
  readonly template?: Text
}

export interface MatrixRow {
  readonly id: string
  readonly title: Text
  readonly most?: Text
  readonly cells: readonly MatrixCell[]
}

export interface MatrixRuleset {
  readonly id: string
  readonly title: Text
  readonly kind: RulesetSummary['kind']
  readonly county?: string
  readonly sample: boolean
  readonly version: string
  readonly behind: number
  /** Why what its template says is not known. */
  readonly templateProblem?: ShownProblem
}

export interface Matrix {
  readonly asOf: string
  readonly rulesets: readonly MatrixRuleset[]
  /** Those whose version in force does not open. */
  readonly damaged: readonly DamagedEntry[]
  readonly parameters: readonly MatrixRow[]
}

interface ParentTitle {
  readonly id: string
  readonly title: Text
}

/** How far a ruleset is behind one of its parents, and what pulling brings. */
interface Moved {
  readonly from: string
  readonly to: string
  readonly behind: number
  readonly changes: number
  readonly conflicts: number
}

/** The run an entry is about. */
interface OfRun {
  readonly run: string
  readonly period: string
}

export type WorkEntry = {
  readonly ruleset: string
  readonly title: Text
  readonly at: string
} & (
  | ({ readonly kind: 'templateMoved'; readonly template: ParentTitle } & Moved)
  | ({ readonly kind: 'overlayMoved'; readonly overlay: ParentTitle } & Moved)
  | {
      readonly kind: 'parentWithdrawn'
      readonly parent: ParentTitle
      readonly version: string
      readonly reason: string
    }
  | { readonly kind: 'parametersMissing'; readonly parameters: readonly { readonly title: Text }[] }
  | { readonly kind: 'draftUnpublished'; readonly savedBy: string }
  | {
      readonly kind: 'publishedForPast'
      readonly version: string
      readonly from: string
      readonly by: string
      readonly reason: string
      /** Absent for whoever sees single units only. */
      readonly cases?: number
    }
  | {
      readonly kind: 'thresholdCrossed'
      readonly period: string
      readonly rate: string
      readonly rateTitle: Text
      /** `null`: of all pathways together. */
      readonly pathway: string | null
      /** How many more pathways miss it. */
      readonly others: number
      readonly numerator: number
      readonly denominator: number
      readonly threshold: Ratio
    }
  | ({
      readonly kind: 'objectionOpen'
      readonly unit: string
      readonly indicator: string
      readonly reason: string
    } & OfRun)
  | ({ readonly kind: 'runToReview' | 'runToFinalise' } & OfRun)
  | ({ readonly kind: 'lateFigures'; readonly count: number } & OfRun)
  | ({
      readonly kind: 'alertRaised'
      readonly alert: string
      readonly alertTitle: Text
      readonly unit: string | null
    } & OfRun)
  | { readonly kind: 'versionDamaged'; readonly version: string; readonly problem: ShownProblem }
  | {
      readonly kind: 'timersParked'
      readonly version: string
      readonly problem: ShownProblem
      readonly count: number
    }
  | { readonly kind: 'settlementOutdated'; readonly settlement: string; readonly period: string }
)

const of = (id: string): string => `/rulesets/${encodeURIComponent(id)}`

/** What differs between two states of a ruleset: a version, `draft`, or `parent` for its template. */
export function readDifferences(
  id: string,
  states: { readonly from: string; readonly to: string },
): Promise<{ changes: Difference[] }> {
  return request(`${of(id)}/differences`, { query: states })
}

/** What a parent's newer version changes for the draft; without a parent, the first that has moved on. */
export function readPull(id: string, parent?: string): Promise<PullView> {
  return request(`${of(id)}/draft/pull`, parent === undefined ? {} : { query: { parent } })
}

/** @throws {ApiError} 412 when the draft has moved on, 422 while something is undecided or may not be kept */
export function pullDraft(
  id: string,
  pull: {
    readonly parent: string
    readonly to: string
    readonly revision: number
    readonly choices: Readonly<Record<string, PullChoice>>
  },
): Promise<MovedDraft> {
  return request(`${of(id)}/draft/pull`, { method: 'POST', body: pull })
}

/** What another template changes for the draft, and what no longer fits it. */
export function readRebase(id: string, template: string): Promise<RebaseView> {
  return request(`${of(id)}/draft/rebase`, { query: { template } })
}

/** @throws {ApiError} 412 when the draft has moved on, 409 when the template has, 422 while something is undecided, may not be kept, or something that binds the county is missing */
export function rebaseDraft(
  id: string,
  move: {
    readonly template: string
    readonly version: string
    readonly revision: number
    readonly choices: Readonly<Record<string, PullChoice>>
  },
): Promise<MovedDraft> {
  return request(`${of(id)}/draft/rebase`, { method: 'POST', body: move })
}

export function readMatrix(): Promise<Matrix> {
  return request('/matrix')
}

export function readWorklist(): Promise<{ items: WorkEntry[] }> {
  return request('/worklist')
}
