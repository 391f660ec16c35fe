import type { StoredDocument } from '../ports/store.ts'

/**
 * What the cases of a ruleset came to at a moment, by the measures of one version; its id is the hash of that version.
 * Nobody is asked by it: it spares a server that is started from reading every case, and whatever is wrong with it, they
 * are read instead.
 */
export interface CaseCountsDocument extends StoredDocument {
  readonly ruleset: string
  readonly county: string | null
  /** The version of the program that counted: another may count differently. */
  readonly program: string
  /** The look they are of, in the stored form. */
  readonly lookedAt: string
  /** How many cases they are of. */
  readonly cases: number
  /** What had been erased and archived by then. */
  readonly removed: string
  readonly parts: readonly CaseCountsPartName[]
  /** The server's own, over everything above. */
  readonly seal: string
}

/** A part: a month, or with `null` the cases of no month and those that had just moved. */
export interface CaseCountsPartName {
  readonly id: string
  readonly month: string | null
  readonly seal: string
}

/** What was counted of one month. */
export interface CaseCountsPart extends StoredDocument {
  /** The counts it is a part of. */
  readonly counts: string
  readonly county: string | null
  readonly writtenAt: string
  readonly content: string
}
