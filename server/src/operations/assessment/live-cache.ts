import type { Bundle, CaseRecord, Tally } from '@jieli/engine'
import type { LikeCases } from './case-counter.ts'
import type { CaseCountsDocument } from '../../documents/case-counts-document.ts'
import { LeftOutCases } from './left-out-cases.ts'
import type { MonthCounts, MonthCounter } from './month-counter.ts'

/** Published versions whose counts are kept at hand. */
const maxVersions = 500

/** Counts of so many cases are worth writing down: fewer are counted in a second. */
const usuallyStoredFrom = 2000

/** In milliseconds: so long one look goes on with counting every case. */
const usualSlice = 5000

/** A case as it was counted last: it is taken back like that before it is counted as it is. */
export interface CountedAs {
  readonly revision: number
  readonly record: CaseRecord
  /** When anything was written of it last, or nothing where its log will not tell as what it was counted. */
  readonly movedAt: string | undefined
}

/** How far counting a ruleset's cases for the first time has come. */
export interface FirstCount {
  readonly begunAt: string
  /** The place of the last case that was met, by when it was changed. */
  metUntil: string | undefined
  /** The cases that were met: what is put right meanwhile is met once more, as one of the last. */
  readonly met: Set<string>
}

/** What the cases of tables come to in some periods. */
export interface CountedTables {
  /** Which tables they are. */
  readonly key: string
  readonly tally: Tally
  readonly cases: readonly LikeCases[]
}

/** What is kept of one version's cases between two looks. */
export interface Counted {
  /** Of tables, by month: counted again only when another table of the month has come. */
  readonly tables: Map<string, { readonly key: string; readonly counts: MonthCounts }>
  /** Of tables, by the periods that are assessed together. */
  readonly assessedTables: Map<string, CountedTables>
  /** Of the cases run here, by month, and how many name no day; nothing of these before the first case. */
  readonly months: Map<string, MonthCounter>
  undated: Tally | undefined
  /** How many cases the months were counted of. */
  cases: number
  /** How many of them have moved since the counts were written down last, and in which months; and what was written. */
  moved: number
  readonly movedMonths: Set<string>
  stored: CaseCountsDocument | undefined
  /** The cases that moved about the moment of the last look; of all others their own logs tell as what they were counted. */
  readonly remembered: Map<string, CountedAs>
  /** Set until every case has been counted once. */
  first: FirstCount | undefined
  /** The moment of the last look; empty before the first. */
  lookedAt: string
  /** The cases that could not be counted. */
  readonly leftOut: LeftOutCases
  /** Which versions were damaged at the last look. */
  damaged: ReadonlySet<string>
  /** What had been erased and archived by the last look; nothing before the first. */
  removed: string | undefined
}

/** The counts of each month, kept in memory and brought up to date at each look by what has come since. */
export class LiveCache {
  readonly #kept = new Map<string, Counted>()
  /** For so many milliseconds one look goes on with counting every case. */
  readonly timeSlice: number
  /** Where fewer cases have moved, what was counted is not written down. */
  readonly storedFrom: number

  constructor({
    timeSlice = usualSlice,
    storedFrom = usuallyStoredFrom,
  }: { readonly timeSlice?: number; readonly storedFrom?: number } = {}) {
    this.timeSlice = timeSlice
    this.storedFrom = storedFrom
  }

  of(bundle: Bundle): Counted {
    const { hash } = bundle
    const kept = this.#kept.get(hash) ?? nothingCounted()
    // Put last, so that the first in the map is the one longest unused.
    this.#kept.delete(hash)
    this.#makeRoom()
    this.#kept.set(hash, kept)
    return kept
  }

  /** Forgets what was counted of a version: it is counted anew at the next look. */
  forget(bundle: Bundle): void {
    this.#kept.delete(bundle.hash)
  }

  #makeRoom(): void {
    for (const hash of this.#kept.keys()) {
      if (this.#kept.size < maxVersions) return
      this.#kept.delete(hash)
    }
  }
}

function nothingCounted(): Counted {
  return {
    tables: new Map(),
    assessedTables: new Map(),
    months: new Map(),
    undated: undefined,
    cases: 0,
    moved: 0,
    movedMonths: new Set(),
    stored: undefined,
    remembered: new Map(),
    first: undefined,
    lookedAt: '',
    leftOut: new LeftOutCases(),
    damaged: new Set(),
    removed: undefined,
  }
}
