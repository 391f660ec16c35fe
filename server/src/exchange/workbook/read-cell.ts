import { maxCellLength } from '../table-column.ts'
import { createTableProblem, type TableProblem } from '../table-problem.ts'
import { plainNumber } from '../plain-number.ts'
import { type CellAddress, writeAddress } from './cell-address.ts'
import { excelMoment, isoMoment } from './excel-moment.ts'
import { unescapeText } from './rich-text.ts'

/** A cell as it stands in the sheet's XML. */
export interface StoredCell extends CellAddress {
  /** What kind of value it has: `n` number, `s` shared text, `b` yes or no, `e` error, `str`, `inlineStr`, `d`. */
  readonly type: string
  readonly style: string | undefined
  readonly value: string
  /** The text that stands in the cell itself. */
  readonly inline: string
  readonly hasFormula: boolean
}

/** What the cells of a workbook refer to. */
export interface CellContext {
  readonly sharedTexts: readonly string[]
  /** Of each style, whether its numbers are days. */
  readonly dateStyles: readonly boolean[]
  readonly from1904: boolean
}

/** What a cell says: text, empty where it is blank; a problem; or that the sheet is not as Excel writes it. */
export type ReadCell = { readonly text: string } | { readonly problem: TableProblem } | 'damaged'

/** True where a cell says nothing at all, whatever its format. Pure. */
export function isBlank({ type, value, inline, hasFormula }: StoredCell): boolean {
  return value === '' && inline === '' && !hasFormula && type !== 'e'
}

/**
 * Reads a cell as text. Numbers keep every digit Excel kept. A formula is a problem, for its last result may be out of
 * date, and so is an error value, which is not the same as nothing. Pure.
 */
export function readCell(cell: StoredCell, context: CellContext): ReadCell {
  const { row, type, value } = cell
  const address = writeAddress(cell)
  const problem = (
    code: Parameters<typeof createTableProblem>[0],
    shown: string,
    limit?: number,
  ) => ({
    problem: createTableProblem(
      code,
      { row, value: shown },
      { cell: address, ...(limit === undefined ? {} : { limit }) },
    ),
  })
  if (type === 'e') return problem('CELL_ERROR', value === '' ? '#?' : value)
  if (cell.hasFormula) return problem('CELL_FORMULA', address)
  switch (type) {
    case 's':
    case 'str':
    case 'inlineStr': {
      const text = textOf(cell, context)
      if (text === undefined) return 'damaged'
      if (text.length > maxCellLength) return problem('CELL_TOO_LONG', text, maxCellLength)
      return text.isWellFormed() ? { text } : problem('CELL_TEXT_BROKEN', text.toWellFormed())
    }
    case 'b':
      if (value === '') return { text: '' }
      return value === '1' || value === '0' ? { text: String(value === '1') } : 'damaged'
    case 'd': {
      const text = value === '' ? '' : isoMoment(value)
      return text === undefined ? problem('CELL_DATE', value) : { text }
    }
    case 'n': {
      if (value === '') return { text: '' }
      if (Number.isNaN(Number(value))) return 'damaged'
      const isDate = cell.style === undefined ? false : context.dateStyles[Number(cell.style)]
      if (isDate === undefined) return 'damaged'
      const text = isDate ? excelMoment(value, context.from1904) : plainNumber(value)
      return text === undefined ? problem(isDate ? 'CELL_DATE' : 'CELL_PRECISION', value) : { text }
    }
    default:
      return 'damaged'
  }
}

function textOf({ type, value, inline }: StoredCell, context: CellContext): string | undefined {
  if (type === 'inlineStr') return inline
  if (type === 'str') return unescapeText(value)
  if (value === '') return ''
  return /^\d{1,9}$/.test(value) ? context.sharedTexts[Number(value)] : undefined
}
