import type { Bundle } from '@jieli/engine'
import { LeftOutCases } from './left-out-cases.ts'
import type { MonthCounts, MonthCounter } from './month-counter.ts'

/** Published versions whose counts are kept at hand. */
const shelfSize = 8

/** What is kept of one version's cases between two looks. */
export interface Counted {
  /** Of tables, by month: counted again only when another table of the month has come. */
  readonly tables: Map<string, { readonly key: string; readonly counts: MonthCounts }>
  /** Of cases that have ended: they are counted once, for they never change again. */
  ended: Map<string, MonthCounter>
  /** The cases that ended about the moment of the last look, so that none is counted twice. */
  recent: ReadonlyMap<string, string>
  endedUntil: string
  /** Of cases under way: counted again whenever any case has moved on. */
  running: ReadonlyMap<string, MonthCounter>
  newest: string
  lookedAt: string
  /** The cases that could not be counted, and which versions were damaged then. */
  endedLeftOut: LeftOutCases
  runningLeftOut: LeftOutCases
  damaged: string
}

function nothingCounted(): Counted {
  return {
    tables: new Map(),
    ended: new Map(),
    recent: new Map(),
    endedUntil: '',
    running: new Map(),
    newest: '',
    lookedAt: '',
    endedLeftOut: new LeftOutCases(),
    runningLeftOut: new LeftOutCases(),
    damaged: '',
  }
}

/** The counts of each month, kept in memory and brought up to date at each look by what has come since. */
export class LiveShelf {
  readonly #kept = new Map<string, Counted>()

  of(bundle: Bundle): Counted {
    const { hash } = bundle
    const kept = this.#kept.get(hash) ?? nothingCounted()
    // Put last, so that the first in the map is the one longest unused.
    this.#kept.delete(hash)
    this.#kept.set(hash, kept)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > shelfSize && oldest.done !== true) this.#kept.delete(oldest.value)
    return kept
  }
}
