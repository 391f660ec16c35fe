import type { Measure } from '../model/measure.ts'
import type { Figure } from './assessment-input.ts'

/** What has been counted so far for one measure, unit, period and group. */
export interface TallyCell {
  /** Cases looked at. */
  all: number
  /** Cases of which it is unknown whether, or how much, they count. */
  open: number
  count: number
  /** Exact, whatever the size. */
  sum: bigint
  /** How many cases say each of the different values. */
  readonly different: Map<string, number>
}

/** A cell before any case. */
export function emptyCell(): TallyCell {
  return { all: 0, open: 0, count: 0, sum: 0n, different: new Map() }
}

/** A cell in plain values; its sum in digits, whatever its size. */
export type CellState = readonly [
  all: number,
  open: number,
  count: number,
  sum: string,
  different: readonly (readonly [value: string, cases: number])[],
]

/** A cell as plain JSON. Pure. */
export function toCellState({ all, open, count, sum, different }: TallyCell): CellState {
  return [all, open, count, String(sum), [...different]]
}

/** The cell that was written so. Pure. */
export function toCell([all, open, count, sum, different]: CellState): TallyCell {
  return { all, open, count, sum: BigInt(sum), different: new Map(different) }
}

/** Adds to a cell what another counted of other cases; different values are counted once. */
export function addCell(total: TallyCell, cell: TallyCell): void {
  total.all += cell.all
  total.open += cell.open
  total.count += cell.count
  total.sum += cell.sum
  for (const [value, cases] of cell.different) addValue(total, value, cases)
}

/** Counts cases that say a value, or takes as many away that were counted: a value no case says is gone. */
export function addValue({ different }: TallyCell, value: string, cases: number): void {
  const left = (different.get(value) ?? 0) + cases
  if (left === 0) different.delete(value)
  else different.set(value, left)
}

/**
 * The figure a cell comes to, with how many of its cases could be assessed where not all could. Nothing where a sum is
 * beyond what a figure can hold exactly (2^53 − 1): it is not known what was meant. Pure.
 */
export function figureOf(cell: TallyCell, measure: Measure): CountedFigure | undefined {
  const value =
    measure.sum !== undefined
      ? Number(cell.sum)
      : measure.distinct !== undefined
        ? cell.different.size
        : cell.count
  if (!Number.isSafeInteger(value)) return undefined
  const completeness = { determined: cell.all - cell.open, all: cell.all }
  return { value, source: 'cases', ...(cell.open > 0 ? { completeness } : {}) }
}

/** A figure that was counted. */
type CountedFigure = Figure & { readonly value: number }
