import type { RequestedAction, Text } from '@jieli/engine'
import type { StoredDocument } from '../ports/store.ts'

/** What others are told of: in the very commit in which it happened. */
export type EventDocument = CaseEventDocument | VersionEventDocument

/** One entry of a case's outbox. What it says follows from the history of its case, which is audited. */
export interface CaseEventDocument extends EventParts {
  readonly case: string
  readonly step: number
  readonly pathway: string
  readonly action: RequestedAction
  /** Set where it says that what was asked for under this id does not hold any more. */
  readonly voids?: string
}

/** That another version of a ruleset applies from a day. What it says follows from what was decided, which is audited. */
export interface VersionEventDocument extends EventParts {
  readonly case: null
  readonly step: null
  readonly pathway: null
  readonly action: VersionEventAction
}

/** What became of a version. No ruleset gives such a name to what a step asks for. */
export interface VersionEventAction {
  readonly type: 'version'
  readonly event: `version:${VersionEventKind}`
  readonly title: Text
  /** From which day. */
  readonly from: string
  /** The version that is in force for all from then on; left out where it is this one. */
  readonly applies?: string
  readonly reason?: string
}
export type VersionEventKind =
  | 'published'
  | 'onTrial'
  | 'extended'
  | 'trialEnded'
  | 'suspended'
  | 'restored'
  | 'rolledBack'

interface EventParts extends StoredDocument {
  /** Empty for a case of no county. */
  readonly county: string
  /** The units of the case when it happened; of a version on trial its pilot units. */
  readonly units: readonly string[]
  readonly ruleset: string
  readonly version: string
  readonly bundle: string
  readonly at: string
  /** Where it lies in the feed, from 1 upward. Absent until it has its place. */
  readonly position?: number
  /** What those without a place are taken in the order of: their moment, and their step in the case. */
  readonly waitingSince?: string
}

/**
 * How far the feed is numbered. The places of `batch`, the last that were given out, may not stand in their events yet:
 * the feed ends before them for its readers.
 */
export interface FeedHead extends StoredDocument {
  /** The last place that was given out. */
  readonly last: number
  /** The events that were given the last places, in their order. */
  readonly batch: readonly string[]
}
