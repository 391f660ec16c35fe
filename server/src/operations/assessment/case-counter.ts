import { type CaseRecord, factValue, type Measure } from '@jieli/engine'
import { isInScope, type UnitScope } from './unit-scope.ts'

/** A month some measures look at a case in, and the units it counts for there, sorted. */
export interface CasePlace {
  readonly month: string
  readonly units: readonly string[]
}

/** How many cases lie in the same months for the same units. */
export interface LikeCases {
  /** The earliest month first. */
  readonly places: readonly CasePlace[]
  readonly count: number
}

/** Counts cases by where some measures look at them, as they come and go. Nothing of a single case is kept. */
export class CaseCounter {
  readonly #measures: readonly Measure[]
  readonly #counted = new Map<string, { readonly places: readonly CasePlace[]; count: number }>()

  /** @param counted what a counter of the same measures has counted before */
  constructor(measures: readonly Measure[], counted: readonly LikeCases[] = []) {
    this.#measures = measures
    for (const { places, count } of counted)
      this.#counted.set(JSON.stringify(places), { places, count })
  }

  /** @param by 1 for a case that comes, -1 for one that is taken back as it came */
  take(record: CaseRecord, by: 1 | -1): void {
    const places = placesOf(this.#measures, record)
    if (places.length === 0) return
    const key = JSON.stringify(places)
    const counted = this.#counted.get(key) ?? { places, count: 0 }
    counted.count += by
    if (counted.count === 0) this.#counted.delete(key)
    else this.#counted.set(key, counted)
  }

  /** In an order that is the same whatever came first. */
  counts(): readonly LikeCases[] {
    return [...this.#counted]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { places, count }]) => ({ places, count }))
  }
}

/**
 * How many cases that were counted lie in some months and count there for a unit of a scope; the county has all. Pure.
 * @param of.first only those for which it is the first of these months: what is kept month by month adds up to each
 *   case once
 */
export function countCases(
  counted: readonly LikeCases[],
  of: {
    readonly months: ReadonlySet<string>
    readonly scope: UnitScope
    readonly first?: string
  },
): number {
  const { months, scope, first } = of
  let sum = 0
  for (const { places, count } of counted) {
    const within = places.filter(({ month }) => months.has(month))
    if (within[0] === undefined || (first !== undefined && within[0].month !== first)) continue
    const units = within.flatMap((place) => place.units)
    if (scope === '*' || units.some((unit) => isInScope(scope, unit))) sum += count
  }
  return sum
}

function placesOf(
  measures: readonly Measure[],
  { pathway, facts }: CaseRecord,
): readonly CasePlace[] {
  const found = new Map<string, Set<string>>()
  for (const { of, date, unit } of measures) {
    const day = of === pathway ? factValue(facts, date) : undefined
    if (typeof day !== 'string') continue
    const month = day.slice(0, 7)
    const units = found.get(month) ?? new Set()
    found.set(month, units)
    const named = factValue(facts, unit)
    if (typeof named === 'string') units.add(named)
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, units]) => ({ month, units: [...units].toSorted() }))
}
