import type { Bundle, CaseRecord, Tally } from '@jieli/engine'
import type { LikeCases } from './case-counter.ts'
import { LeftOutCases } from './left-out-cases.ts'
import type { MonthCounts, MonthCounter } from './month-counter.ts'

/** Published versions whose counts are kept at hand, and cases that are remembered for all of them together. */
const maxVersions = 500
const maxRemembered = 500_000

/** A case as it was counted last: it is taken back like that before it is counted as it is. */
export interface CountedAs {
  readonly revision: number
  readonly record: CaseRecord
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
  /** The cases that may move on, and those that ended about the moment of the last look. */
  readonly remembered: Map<string, CountedAs>
  /** Of the remembered, those that ended, with when. */
  readonly ended: Map<string, string>
  /** The moment of the last look; empty before the first. */
  lookedAt: string
  /** The cases that could not be counted. */
  readonly leftOut: LeftOutCases
  /** Which versions were damaged at the last look. */
  damaged: ReadonlySet<string>
  /** What had been erased and archived by the last look. */
  removed: string
}

/** The counts of each month, kept in memory and brought up to date at each look by what has come since. */
export class LiveCache {
  readonly #kept = new Map<string, Counted>()

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
    let remembered = 0
    for (const counted of this.#kept.values()) remembered += counted.remembered.size
    for (const [hash, { remembered: some }] of this.#kept) {
      if (this.#kept.size < maxVersions && remembered <= maxRemembered) return
      this.#kept.delete(hash)
      remembered -= some.size
    }
  }
}

function nothingCounted(): Counted {
  return {
    tables: new Map(),
    assessedTables: new Map(),
    months: new Map(),
    undated: undefined,
    remembered: new Map(),
    ended: new Map(),
    lookedAt: '',
    leftOut: new LeftOutCases(),
    damaged: new Set(),
    removed: '',
  }
}
