import { compileCondition, type CompiledCondition } from '../decisions/plan/compile-condition.ts'
import { type Facts, factValue } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Measure } from '../model/measure.ts'
import type { CaseRecord, Figures } from './assessment-input.ts'
import type { Period } from './period.ts'
import { type CountedPart, sumParts } from './sum-parts.ts'
import {
  addValue,
  type CellState,
  emptyCell,
  figureOf,
  type TallyCell,
  toCell,
  toCellState,
} from './tally-cell.ts'

export { sumParts } from './sum-parts.ts'

/** One figure of a unit, split by the facts its measure is told by. Keys of `by` are facts; `null` is unknown. */
export interface TallySlice {
  readonly measure: string
  /** `null` where the case does not say. */
  readonly unit: string | null
  readonly by: Readonly<Record<string, string | null>>
  readonly value: number
  readonly determined: number
  readonly all: number
}

/** Counts cases as they stream by, and uncounts them. Nothing of a case is kept but what its measures count. */
export interface Tally {
  /** Adds one case. The order of cases changes nothing. */
  add(record: CaseRecord): void
  /**
   * Takes back one case that was added, with the same facts: what is left is as if it had never come. A case that has
   * moved on is taken back as it was and added as it is.
   * @throws RangeError when no such case was added
   */
  remove(record: CaseRecord): void
  /** The figures of a unit in a period: 0 where no case of a counted pathway fell. `null` is the community as one. */
  figures(period: Period, unit: string | null): Figures
  /** What was counted in a period, unit by unit and group by group: to be added to what was counted elsewhere. */
  parts(period: Period): readonly CountedPart[]
  slices(period: Period): readonly TallySlice[]
  /** Cases that name no day and so lie in no period, by pathway. */
  undated(): Readonly<Record<string, number>>
  /** All that has been counted, in plain values: a tally of the same bundle that is given it goes on from there. */
  state(): TallyState
}

/** What a tally has counted, as plain JSON. It is of one bundle, its periods and pathways, and means nothing for others. */
export interface TallyState {
  readonly undated: readonly (readonly [pathway: string, cases: number])[]
  readonly groups: readonly TallyGroup[]
}

/** One group of cases that are placed alike: the number of the placement, and what was counted for each of its measures. */
export type TallyGroup = readonly [
  placement: number,
  period: string,
  unit: string | null,
  by: readonly (string | null)[],
  cells: readonly CellState[],
]

/** Measures that place cases alike: one lookup serves all of them. */
interface Placement {
  readonly unit: string
  readonly date: string
  readonly by: readonly string[]
  readonly measures: readonly CountedMeasure[]
  /** By period, then by unit and the other facts. */
  readonly cells: Map<string, Map<string, Placed>>
}

interface CountedMeasure {
  readonly measure: Measure
  readonly at: number
  readonly counts: CompiledCondition | undefined
}

interface Placed {
  readonly unit: string | null
  readonly by: readonly (string | null)[]
  readonly cells: readonly TallyCell[]
}

/**
 * Counts what the measures of a ruleset say, over cases given one by one. Grows with the number of units, periods and
 * groups, not with the number of cases (except for `distinct` values).
 *
 * @param pathways whose logs are complete here: their figures are 0 where no case fell; of others they are unknown
 * @param state what a tally of the same bundle, periods and pathways had counted; nothing when absent
 */
export function createTally(
  bundle: Bundle,
  {
    periods,
    pathways,
    state,
  }: {
    readonly periods: readonly Period[]
    readonly pathways: readonly string[]
    readonly state?: TallyState | undefined
  },
): Tally {
  const measures = bundle.ruleset.measures.filter(({ of }) => pathways.includes(of))
  const placements = placementsOf(bundle, measures)
  const numbered = [...placements.values()].flat()
  const periodsOfDay = new Map<string, readonly Period[]>()
  const undated = new Map<string, number>(state?.undated)
  for (const [placement, period, unit, by, cells] of state?.groups ?? [])
    cellsOf(numberedAt(numbered, placement), period).set(keyOf(unit, by), {
      unit,
      by,
      cells: cells.map(toCell),
    })

  const take = (record: CaseRecord, by: Step): void => {
    for (const placement of placements.get(record.pathway) ?? []) {
      const day = factValue(record.facts, placement.date)
      if (typeof day !== 'string') {
        if (placement === placements.get(record.pathway)?.[0])
          countUndated(undated, record.pathway, by)
        continue
      }
      let within = periodsOfDay.get(day)
      if (within === undefined) {
        within = periods.filter(({ start, end }) => start <= day && day <= end)
        periodsOfDay.set(day, within)
      }
      for (const period of within) {
        const cells = cellsOf(placement, period.text)
        const [key, found] = placed(placement, cells, record.facts)
        count(found, placement, record.facts, { day, by })
        // A group without any case is no group.
        if (found.cells[0]?.all === 0) cells.delete(key)
      }
    }
  }

  const placedIn = (
    period: Period,
    measure: Measure,
  ): readonly { placed: Placed; cell: TallyCell }[] =>
    (placements.get(measure.of) ?? []).flatMap((placement) => {
      const counted = placement.measures.find((known) => known.measure === measure)
      if (counted === undefined) return []
      return [...(placement.cells.get(period.text)?.values() ?? [])].flatMap((found) => {
        const cell = found.cells[counted.at]
        return cell === undefined ? [] : [{ placed: found, cell }]
      })
    })

  const partsOf = (period: Period): readonly CountedPart[] =>
    measures.flatMap((measure) =>
      placedIn(period, measure).map(({ placed: { unit }, cell }) => ({ measure, unit, cell })),
    )

  return {
    add: (record) => take(record, 1),
    remove: (record) => take(record, -1),
    figures: (period, unit) => sumParts(measures, partsOf(period)).figures(unit),
    parts: partsOf,
    slices: (period) =>
      measures.flatMap((measure) =>
        placedIn(period, measure)
          .flatMap(({ placed: found, cell }): TallySlice[] => {
            const figure = figureOf(cell, measure)
            if (figure === undefined) return []
            const { value, completeness } = figure
            return [
              {
                measure: measure.id,
                unit: found.unit,
                by: Object.fromEntries(
                  (measure.by ?? []).map((fact, at) => [fact, found.by[at] ?? null]),
                ),
                value,
                determined: completeness?.determined ?? cell.all,
                all: cell.all,
              },
            ]
          })
          .toSorted((a, b) =>
            JSON.stringify([a.unit, a.by]) < JSON.stringify([b.unit, b.by]) ? -1 : 1,
          ),
      ),
    undated: () => Object.fromEntries([...undated].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    state: () => ({
      undated: [...undated],
      groups: numbered.flatMap(({ cells }, placement) =>
        [...cells].flatMap(([period, groups]) =>
          [...groups.values()].map(({ unit, by, cells: counted }): TallyGroup => [
            placement,
            period,
            unit,
            by,
            counted.map(toCellState),
          ]),
        ),
      ),
    }),
  }
}

function placementsOf(
  bundle: Bundle,
  measures: readonly Measure[],
): ReadonlyMap<string, readonly Placement[]> {
  const grouped = Map.groupBy(measures, ({ of, unit, date, by }) =>
    JSON.stringify([of, unit, date, by ?? []]),
  )
  const placements = [...grouped.values()].map((group) => {
    const [first] = group as [Measure]
    return {
      of: first.of,
      placement: {
        unit: first.unit,
        date: first.date,
        by: first.by ?? [],
        measures: group.map((measure, at) => ({
          measure,
          at,
          counts: measure.where && compileCondition(bundle, measure.where),
        })),
        cells: new Map(),
      } satisfies Placement,
    }
  })
  return new Map(
    [...Map.groupBy(placements, ({ of }) => of)].map(([of, found]) => [
      of,
      found.map(({ placement }) => placement),
    ]),
  )
}

/** A case that comes, or one that is taken back. */
type Step = 1 | -1

function numberedAt(placements: readonly Placement[], at: number): Placement {
  const found = placements[at]
  if (found === undefined) throw new RangeError('What was counted is of another bundle.')
  return found
}

function cellsOf(placement: Placement, period: string): Map<string, Placed> {
  let cells = placement.cells.get(period)
  if (cells === undefined) placement.cells.set(period, (cells = new Map()))
  return cells
}

function placed(
  placement: Placement,
  cells: Map<string, Placed>,
  facts: Facts,
): [key: string, Placed] {
  const unit = nameOf(facts, placement.unit)
  const by = placement.by.map((fact) => nameOf(facts, fact))
  const key = keyOf(unit, by)
  let found = cells.get(key)
  if (found === undefined) {
    found = { unit, by, cells: placement.measures.map(emptyCell) }
    cells.set(key, found)
  }
  return [key, found]
}

function keyOf(unit: string | null, by: readonly (string | null)[]): string {
  let key = unit ?? '\n'
  for (const value of by) key += `\t${value ?? '\n'}`
  return key
}

function nameOf(facts: Facts, fact: string): string | null {
  const value = factValue(facts, fact)
  return typeof value === 'string' ? value : null
}

function countUndated(undated: Map<string, number>, pathway: string, by: Step): void {
  const left = (undated.get(pathway) ?? 0) + by
  if (left < 0) throw notAdded()
  if (left === 0) undated.delete(pathway)
  else undated.set(pathway, left)
}

function count(
  found: Placed,
  placement: Placement,
  facts: Facts,
  { day, by }: { readonly day: string; readonly by: Step },
): void {
  for (const { measure, at, counts } of placement.measures) {
    const cell = found.cells[at]
    if (cell === undefined) continue
    if (cell.all + by < 0) throw notAdded()
    cell.all += by
    const holds = counts === undefined ? true : counts(facts, day)
    if (holds === false) continue
    const added = measure.sum ?? measure.distinct
    const value = added === undefined ? 1 : factValue(facts, added)
    if (holds === 'unknown' || value === undefined) cell.open += by
    else if (measure.sum !== undefined) cell.sum += BigInt(value as number) * BigInt(by)
    else if (measure.distinct !== undefined) addValue(cell, value as string, by)
    else cell.count += by
  }
}

function notAdded(): RangeError {
  return new RangeError('A case was taken back from a tally that it was never added to.')
}
