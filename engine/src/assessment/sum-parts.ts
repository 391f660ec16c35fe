import type { Measure } from '../model/measure.ts'
import type { Figures } from './assessment-input.ts'
import { addCell, emptyCell, figureOf, type TallyCell } from './tally-cell.ts'

/** What was counted of a measure for one unit and group. */
export interface CountedPart {
  readonly measure: Measure
  /** `null` where the cases do not say. */
  readonly unit: string | null
  readonly cell: TallyCell
}

/** What parts come to together, as it was when they were added up. */
export interface SummedParts {
  /** The figures of a unit: 0 where no case fell. `null` is the community as one. */
  figures(unit: string | null): Figures
  /** The pathways of which any case was looked at. */
  readonly pathways: ReadonlySet<string>
}

/**
 * Adds up what was counted of cases none of which is in two parts of a measure: of several months, or of cases kept in
 * different places. The same as one tally of all of them says of the whole.
 * @param measures those whose figures are asked for
 */
export function sumParts(measures: readonly Measure[], parts: readonly CountedPart[]): SummedParts {
  const pathways = new Set<string>()
  const sums = new Map<string, { all: TallyCell; units: Map<string | null, TallyCell> }>(
    measures.map(({ id }) => [id, { all: emptyCell(), units: new Map() }]),
  )
  for (const { measure, unit, cell } of parts) {
    if (cell.all > 0) pathways.add(measure.of)
    const sum = sums.get(measure.id)
    if (sum === undefined) continue
    const own = sum.units.get(unit) ?? emptyCell()
    sum.units.set(unit, own)
    for (const total of [sum.all, own]) addCell(total, cell)
  }
  return {
    figures: (unit) =>
      Object.fromEntries(
        measures.flatMap((measure) => {
          const sum = sums.get(measure.id)
          const cell = unit === null ? sum?.all : sum?.units.get(unit)
          const figure = figureOf(cell ?? emptyCell(), measure)
          return figure === undefined ? [] : [[measure.id, figure]]
        }),
      ),
    pathways,
  }
}
