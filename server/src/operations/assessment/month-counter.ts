import {
  type Bundle,
  type CaseRecord,
  contributingCases,
  createTally,
  factValue,
  type Period,
  type Tally,
  type TallySlice,
  tierCode,
} from '@jieli/engine'
import { CaseCounter, type LikeCases } from './case-counter.ts'

/** Referrals of one direction between two units. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly direction: string | null
  readonly count: number
}

/** What a month's cases come to for whoever watches: the counts rates rest on, and referrals between units. */
export interface MonthCounts {
  /** How many cases a rate looks at, by where they lie: in the month, or begun in it. */
  readonly cases: readonly LikeCases[]
  readonly slices: readonly TallySlice[]
  readonly flows: readonly Flow[]
  /** Referrals that do not say from where or to where. */
  readonly unplaced: number
  /** The tier of a unit as cases say it, where they do. */
  readonly tiers: ReadonlyMap<string, string>
}

/** What a tally has counted, as plain JSON. */
export type TallyState = ReturnType<Tally['state']>

/** All that a counter of a month has counted, as plain JSON. It is of one bundle and means nothing for others. */
export interface MonthState {
  readonly tally: TallyState
  readonly others: TallyState
  readonly rated: readonly LikeCases[]
  readonly cases: readonly LikeCases[]
  readonly flows: readonly Flow[]
  readonly tiers: readonly (readonly [
    unit: string,
    tiers: readonly (readonly [tier: string, cases: number])[],
  ])[]
  readonly unplaced: number
}

/** The measure that says which cases are referrals sent, where a ruleset has it. */
const sentMeasure = 'referrals.sent'

/** The day a case began, as its log says. */
export const startedOn = 'log.startedOn'

type Counting<Counted extends { readonly count: number }> = Omit<Counted, 'count'> & {
  count: number
}

/** Counts the cases of one month as they come, and uncounts them. The order changes nothing; nothing of a case is kept. */
export class MonthCounter {
  readonly #bundle: Bundle
  readonly #month: Period
  /** Of the measures that rates and referrals rest on, and of all others. */
  readonly #tally: Tally
  readonly #others: Tally
  readonly #rated: CaseCounter
  readonly #cases: CaseCounter
  readonly #isReferral: (record: CaseRecord) => boolean
  readonly #flows = new Map<string, Counting<Flow>>()
  /** How many cases say which tier of a unit. */
  readonly #tiers = new Map<string, Map<string, number>>()
  #unplaced = 0

  /** @param state what a counter of the same bundle and month has counted before */
  constructor(bundle: Bundle, month: Period, state?: MonthState) {
    this.#bundle = bundle
    this.#month = month
    const { measures } = bundle.ruleset
    const { watched, others } = halvesOf(bundle)
    this.#tally = tallyOf(watched, [month], state?.tally)
    this.#others = tallyOf(others, [month], state?.others)
    const rated = ratedMeasures(bundle)
    this.#rated = new CaseCounter(
      measures.filter(({ id }) => rated.has(id)),
      state?.rated,
    )
    this.#cases = new CaseCounter(measures, state?.cases)
    for (const flow of state?.flows ?? []) this.#flows.set(keyOf(flow), { ...flow })
    for (const [unit, tiers] of state?.tiers ?? []) this.#tiers.set(unit, new Map(tiers))
    this.#unplaced = state?.unplaced ?? 0
    const sent = measures.some(({ id }) => id === sentMeasure)
      ? contributingCases(bundle, { measure: sentMeasure, period: month })
      : undefined
    this.#isReferral = (record) =>
      sent === undefined ? this.#beganHere(record) : sent(record) === true
  }

  add(record: CaseRecord): void {
    for (const tally of [this.#tally, this.#others]) tally.add(record)
    this.#take(record, 1)
  }

  /** Takes back a case that was added, with the same facts: the exact inverse. */
  remove(record: CaseRecord): void {
    for (const tally of [this.#tally, this.#others]) tally.remove(record)
    this.#take(record, -1)
  }

  /** What all measures of the ruleset come to: what a period is assessed by. */
  parts(): ReturnType<Tally['parts']> {
    return [this.#tally, this.#others].flatMap((tally) => tally.parts(this.#month))
  }

  /** Where the cases lie that any measure looks at. */
  cases(): readonly LikeCases[] {
    return this.#cases.counts()
  }

  counts(): MonthCounts {
    const rated = ratedMeasures(this.#bundle)
    return {
      cases: this.#rated.counts(),
      slices: this.#tally.slices(this.#month).filter(({ measure }) => rated.has(measure)),
      flows: inOrder(this.#flows).map(({ from, to, direction, count }) => ({
        from,
        to,
        direction,
        count,
      })),
      unplaced: this.#unplaced,
      // Where cases disagree about a unit's tier, what more of them say counts, whatever their order.
      tiers: new Map(
        [...this.#tiers]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([unit, tiers]) => [unit, namedByMore(tiers)]),
      ),
    }
  }

  state(): MonthState {
    return {
      tally: this.#tally.state(),
      others: this.#others.state(),
      rated: this.#rated.counts(),
      cases: this.#cases.counts(),
      flows: [...this.#flows.values()],
      tiers: [...this.#tiers].map(([unit, tiers]) => [unit, [...tiers]]),
      unplaced: this.#unplaced,
    }
  }

  #take(record: CaseRecord, by: 1 | -1): void {
    for (const counter of [this.#rated, this.#cases]) counter.take(record, by)
    if (this.#isReferral(record)) this.#takeFlow(record, by)
  }

  /** Without a measure of what was sent: any case between two units that began in the month. */
  #beganHere(record: CaseRecord): boolean {
    const { facts } = record
    return (
      (factValue(facts, 'fromUnit.id') !== undefined ||
        factValue(facts, 'toUnit.id') !== undefined) &&
      this.#within(record, startedOn)
    )
  }

  #within({ facts }: CaseRecord, date: string): boolean {
    const day = factValue(facts, date)
    return typeof day === 'string' && this.#month.start <= day && day <= this.#month.end
  }

  #takeFlow({ facts }: CaseRecord, by: 1 | -1): void {
    const from = factValue(facts, 'fromUnit.id')
    const to = factValue(facts, 'toUnit.id')
    if (typeof from !== 'string' || typeof to !== 'string') {
      this.#unplaced += by
      return
    }
    const said = factValue(facts, 'referral.direction')
    const direction = typeof said === 'string' ? said : null
    const key = keyOf({ from, to, direction })
    const flow = this.#flows.get(key) ?? { from, to, direction, count: 0 }
    flow.count += by
    if (flow.count === 0) this.#flows.delete(key)
    else this.#flows.set(key, flow)
    this.#takeTier(from, factValue(facts, 'fromUnit.tier'), by)
    this.#takeTier(to, factValue(facts, 'toUnit.tier'), by)
  }

  #takeTier(unit: string, tier: unknown, by: 1 | -1): void {
    if (typeof tier !== 'string' && typeof tier !== 'number') return
    const tiers = this.#tiers.get(unit) ?? new Map<string, number>()
    const code = tierCode(tier)
    const left = (tiers.get(code) ?? 0) + by
    if (left === 0) tiers.delete(code)
    else tiers.set(code, left)
    if (tiers.size === 0) this.#tiers.delete(unit)
    else this.#tiers.set(unit, tiers)
  }
}

function keyOf({ from, to, direction }: Omit<Flow, 'count'>): string {
  return JSON.stringify([from, to, direction])
}

function namedByMore(tiers: ReadonlyMap<string, number>): string {
  const [first] = [...tiers].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return first?.[0] ?? ''
}

/** By their keys, whatever came first. Pure. */
function inOrder<T>(counted: ReadonlyMap<string, T>): readonly T[] {
  return [...counted].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

/** A tally of all measures of a bundle, whose logs are complete here. */
export function tallyOf(bundle: Bundle, periods: readonly Period[], state?: TallyState): Tally {
  const pathways = [...new Set(bundle.ruleset.measures.map(({ of }) => of))]
  return createTally(bundle, { periods, pathways, state })
}

/** The measures the rates of the clinical pathways divide. Pure. */
export function ratedMeasures({ ruleset }: Bundle): ReadonlySet<string> {
  return new Set(
    ruleset.pathwayRates.flatMap(({ numerator, denominator }) => [numerator, denominator]),
  )
}

/** A bundle that counts nothing but what rates and referrals rest on: what a board need not count costs nothing. */
export function watchedBundle(bundle: Bundle): Bundle {
  return halvesOf(bundle).watched
}

const halves = new WeakMap<Bundle, { readonly watched: Bundle; readonly others: Bundle }>()

/** A bundle with the measures that rates and referrals rest on, and with all others. Its index is made once. */
function halvesOf(bundle: Bundle): { readonly watched: Bundle; readonly others: Bundle } {
  const known = halves.get(bundle)
  if (known !== undefined) return known
  const rated = ratedMeasures(bundle)
  const isWatched = ({ id }: { readonly id: string }) => rated.has(id) || id === sentMeasure
  const counting = (isCounted: typeof isWatched) => ({
    ...bundle,
    ruleset: { ...bundle.ruleset, measures: bundle.ruleset.measures.filter(isCounted) },
  })
  const made = {
    watched: counting(isWatched),
    others: counting((measure) => !isWatched(measure)),
  }
  halves.set(bundle, made)
  return made
}
