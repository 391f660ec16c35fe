import { maxColumns } from '../table-column.ts'
import { createTableProblem, ProblemList, TableError } from '../table-problem.ts'
import type { TableRecord } from '../table-record.ts'
import { readAddress, readRowNumber, writeAddress } from './cell-address.ts'
import { OpenCell } from './open-cell.ts'
import { type CellContext, isBlank, readCell, type StoredCell } from './read-cell.ts'
import { type XmlAttributes, XmlReader } from './read-xml.ts'
import { lastExcelColumn, lastExcelRow, workbookLimits } from './workbook-limits.ts'
import { damagedPart } from './workbook-problem.ts'

export interface SheetOptions extends CellContext {
  /** The name of the sheet's part. */
  readonly part: string
  /** How many rows a table may have, besides those of its header. */
  readonly maxRows: number
}

/** Two rows of header at most stand above the rows. */
const headerRows = 2

/**
 * Reads a sheet as its bytes come and gives its rows as they end; rows and cells without content are not there. With
 * the first problem no more rows are given, and all problems are told together at the end.
 */
export class SheetReader {
  readonly #options: SheetOptions
  readonly #xml: XmlReader
  readonly #problems = new ProblemList()
  #rows: TableRecord[] = []
  /** The last row or cell that began. */
  #row = 0
  #column = 0
  /** The open row does not say its number: its first cell may. */
  #unnumbered = false
  #texts: string[] = []
  #cell: OpenCell | undefined
  #cells = 0

  constructor(options: SheetOptions) {
    this.#options = options
    this.#xml = new XmlReader(options.part, {
      open: (name, attributes, around) => this.#open(name, attributes, around.at(-1)),
      text: (text) => this.#cell?.text(text),
      close: (name, around) => this.#close(name, around.at(-1)),
    })
  }

  /**
   * The rows that have ended with these bytes.
   * @throws TableError when the sheet is damaged, or larger in some way than it may be
   */
  write(bytes: Uint8Array): readonly TableRecord[] {
    this.#xml.write(bytes)
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** @throws TableError with everything that is wrong with the sheet */
  end(): void {
    this.#xml.end()
    if (this.#problems.total > 0) throw this.#problems.error()
  }

  #open(name: string, attributes: XmlAttributes, parent: string | undefined): boolean {
    if (this.#cell !== undefined) return this.#cell.open(name, parent)
    if (name === 'row' && parent === 'sheetData') this.#beginRow(attributes)
    else if (name === 'c' && parent === 'row') this.#beginCell(attributes)
    else if (name === 'mergeCell') this.#reportMerged(attributes['ref'] ?? '')
    return false
  }

  #close(name: string, parent: string | undefined): void {
    if (this.#cell === undefined) {
      if (name === 'row' && parent === 'sheetData') this.#endRow()
    } else if (name === 'c' && parent === 'row') {
      const cell = this.#cell.stored()
      this.#cell = undefined
      if (!isBlank(cell)) this.#keep(cell)
    } else this.#cell.close(name)
  }

  #beginRow({ r }: XmlAttributes): void {
    const row = r === undefined ? this.#row + 1 : readRowNumber(r)
    if (row === undefined || row <= this.#row || row > lastExcelRow) throw this.#damaged()
    this.#row = row
    this.#column = 0
    this.#unnumbered = r === undefined
    this.#texts = []
  }

  #beginCell(attributes: XmlAttributes): void {
    if (++this.#cells > workbookLimits.cells)
      throw new TableError([
        createTableProblem(
          'WORKBOOK_TOO_MANY_CELLS',
          { row: this.#row },
          { limit: workbookLimits.cells },
        ),
      ])
    const { r } = attributes
    const address = r === undefined ? { row: this.#row, column: this.#column + 1 } : readAddress(r)
    if (address === undefined) throw this.#damaged()
    // A row without a number is where its first cell says.
    if (this.#unnumbered && this.#column === 0 && address.row > this.#row) this.#row = address.row
    const inOrder = address.row === this.#row && address.column > this.#column
    if (!inOrder || address.column > lastExcelColumn) throw this.#damaged()
    this.#column = address.column
    this.#cell = new OpenCell(address, attributes)
  }

  #keep(cell: StoredCell): void {
    this.#refuseFar(cell)
    const { column } = cell
    const read = readCell(cell, this.#options)
    if (read === 'damaged') throw this.#damaged()
    if ('problem' in read) this.#problems.add(() => read.problem)
    else if (read.text !== '') {
      while (this.#texts.length < column - 1) this.#texts.push('')
      this.#texts[column - 1] = read.text
    }
  }

  /** One stray cell far below would make a table of millions of rows: with it the reading ends. */
  #refuseFar(cell: StoredCell): void {
    const value = writeAddress(cell)
    const { row, column } = cell
    const { maxRows } = this.#options
    if (row > maxRows + headerRows)
      this.#problems.add(() =>
        createTableProblem('TABLE_TOO_MANY_ROWS', { row, value }, { limit: maxRows }),
      )
    else if (column > maxColumns)
      this.#problems.add(() =>
        createTableProblem('TABLE_TOO_MANY_COLUMNS', { row, value }, { limit: maxColumns }),
      )
    else return
    throw this.#problems.error()
  }

  #endRow(): void {
    if (this.#texts.length > 0 && this.#problems.total === 0)
      this.#rows.push({ row: this.#row, cells: this.#texts })
    this.#texts = []
  }

  #reportMerged(reference: string): void {
    const [first = ''] = reference.split(':', 1)
    this.#problems.add(() =>
      createTableProblem('CELL_MERGED', { row: readAddress(first)?.row ?? 0, value: reference }),
    )
  }

  #damaged(): TableError {
    return damagedPart(this.#options.part, this.#row)
  }
}
