import type { RequestedAction } from '@jieli/engine'
import type { StoredDocument } from '../ports/store.ts'

/**
 * One entry of a case's outbox, for those who have it delivered: written in the very commit of its step. What it says
 * follows from the history of its case, which is audited.
 */
export interface EventDocument extends StoredDocument {
  /** Empty for a case of no county. */
  readonly county: string
  /** The units of the case when it happened. */
  readonly units: readonly string[]
  readonly case: string
  readonly step: number
  readonly pathway: string
  readonly ruleset: string
  readonly version: string
  readonly bundle: string
  readonly at: string
  readonly action: RequestedAction
  /** Set where it says that what was asked for under this id does not hold any more. */
  readonly voids?: string
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
