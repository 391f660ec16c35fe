import type { Fact } from '@jieli/engine'
import { type ParsedFigure, parseFigure } from './parse-figure.ts'
import type { TablePlace } from './table-problem.ts'

/** Different cells kept per column: codes, units and days come again and again, case numbers do not. */
const keptCells = 4096

/**
 * Reads the cells of one column. What was read once without a problem or note is remembered, for a table of millions
 * of cases has few different codes and days.
 */
export function createFigureParser(fact: Fact): (text: string, place: TablePlace) => ParsedFigure {
  const known = new Map<string, ParsedFigure>()
  return (text, place) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const parsed = parseFigure(fact, text, place)
    if ('value' in parsed && parsed.note === undefined && known.size < keptCells)
      known.set(text, parsed)
    return parsed
  }
}
