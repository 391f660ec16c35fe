import { attribute } from './excel-parts.ts'
import { mostColumns } from './table-column.ts'
import { createTableProblem, ProblemList, type TableProblem } from './table-problem.ts'

/**
 * What a reader of cell values would pass over without a word: merged cells (only the first has the value), formulas
 * (their last result may be out of date) and error values (read as if the cell were empty). Pure.
 * @param xml the XML of one sheet
 * @param mostRows rows beyond this are a problem too: one stray cell far below makes a table of millions of rows
 */
export function inspectExcelSheet(xml: string, mostRows: number): readonly TableProblem[] {
  const problems = new ProblemList()
  for (const [tag] of xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*>/g)) {
    const reference = attribute(tag, 'ref') ?? ''
    problems.add(createTableProblem('CELL_MERGED', { row: rowOf(reference), value: reference }))
  }
  for (const [whole, attributes = '', inner = ''] of xml.matchAll(
    /<(?:\w+:)?c(\s[^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g,
  )) {
    const cell = attribute(attributes, 'r') ?? ''
    const row = rowOf(cell)
    if (row > mostRows || columnOf(cell) > mostColumns) {
      if (inner === '') continue
      problems.add(
        createTableProblem('TABLE_TOO_MANY_ROWS', { row, value: cell }, { limit: mostRows }),
      )
      break
    }
    if (attributes.includes('t="e"')) {
      const error = /<(?:\w+:)?v>([^<]*)</.exec(whole)?.[1] ?? '#?'
      problems.add(createTableProblem('CELL_ERROR', { row, value: error }, { cell }))
    } else if (/<(?:\w+:)?f[\s>/]/.test(inner))
      problems.add(createTableProblem('CELL_FORMULA', { row, value: cell }, { cell }))
  }
  return problems.kept
}

/** The row of an address such as `B7`, or of the first cell of `B7:C9`. */
function rowOf(address: string): number {
  return Number(/\d+/.exec(address)?.[0] ?? 0)
}

function columnOf(address: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(address)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
