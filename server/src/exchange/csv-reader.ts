import { ownText } from './own-text.ts'
import { maxCellLength, maxColumns } from './table-column.ts'
import { createTableProblem, TableError } from './table-problem.ts'
import type { TableProblemCode } from './table-problem-catalogue.ts'
import type { TableRecord } from './table-record.ts'

/** Longer than any row may be, in characters: an unclosed quote must not swallow the rest of a large file. */
const maxRowLength = maxColumns * 2000

const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d]

/** Where in a row the reader is. */
type Place = 'cellBegins' | 'inCell' | 'inQuotes' | 'afterQuotes'

/**
 * Reads CSV (RFC 4180) as its text comes and gives its rows as they end, cells as they are written; rows without
 * content are not there. Each row costs the same whether or not it has as many cells as the others, and what is too
 * long is refused where it becomes so.
 */
export class CsvReader {
  /** The row being read, as a spreadsheet counts it: a cell with line breaks is in one row. */
  #row = 1
  #place: Place = 'cellBegins'
  #cells: string[] = []
  #cell = ''
  /** Characters of the row so far, without those of the cell being read. */
  #length = 0
  #hasContent = false
  /** What ends a row: what ended the first one. Another sign for a line break is then part of its cell. */
  #lineBreak: '\r\n' | '\n' | '\r' | undefined
  /** A carriage return that waits for what follows it. */
  #waiting = ''
  #records: TableRecord[] = []

  /**
   * The rows that have ended with this text.
   * @throws TableError when it is not CSV, or a row is longer or wider than it may be
   */
  write(text: string): readonly TableRecord[] {
    const all = this.#waiting + text
    this.#waiting = all.endsWith('\r') ? '\r' : ''
    return this.#read(all, all.length - this.#waiting.length)
  }

  /**
   * The last row, where no line break ends it.
   * @throws TableError when a quote is still open
   */
  end(): readonly TableRecord[] {
    const records = this.#read(this.#waiting, this.#waiting.length)
    if (this.#place === 'inQuotes') throw this.#refused('TABLE_MALFORMED')
    this.#endRow()
    return [...records, ...this.#records]
  }

  #read(text: string, end: number): readonly TableRecord[] {
    let from = 0
    for (let at = 0; at < end; at++) {
      if (this.#place === 'inQuotes') {
        const close = text.indexOf('"', at)
        at = close === -1 ? end : close
        this.#add(text, from, at)
        from = at + 1
        if (close !== -1) this.#place = 'afterQuotes'
        continue
      }
      const sign = text.charCodeAt(at)
      if (sign === quote) {
        // Within quotes, two stand for one.
        if (this.#place === 'afterQuotes') this.#cell += '"'
        else if (this.#place !== 'cellBegins') throw this.#refused('TABLE_MALFORMED')
        this.#place = 'inQuotes'
        from = at + 1
        continue
      }
      const breaks = sign === comma ? 0 : this.#breakAt(text, at)
      if (sign === comma || breaks > 0) {
        this.#add(text, from, at)
        if (sign === comma) this.#endCell()
        else {
          this.#endRow()
          at += breaks - 1
        }
        from = at + 1
      } else if (this.#place === 'afterQuotes') throw this.#refused('TABLE_MALFORMED')
      else this.#place = 'inCell'
    }
    this.#add(text, from, end)
    const records = this.#records
    this.#records = []
    return records
  }

  /** How many signs long the line break here is; 0 where there is none. */
  #breakAt(text: string, at: number): number {
    const sign = text.charCodeAt(at)
    if (sign !== lineFeed && sign !== carriageReturn) return 0
    const here = sign === lineFeed ? '\n' : text.charCodeAt(at + 1) === lineFeed ? '\r\n' : '\r'
    this.#lineBreak ??= here
    if (here === this.#lineBreak) return here.length
    // Where rows end with a carriage return alone, the line feed behind one begins the next row.
    return here.startsWith(this.#lineBreak) ? this.#lineBreak.length : 0
  }

  #add(text: string, from: number, to: number): void {
    if (to > from) this.#cell += text.slice(from, to)
    if (this.#length + this.#cell.length > maxRowLength)
      throw this.#refused('ROW_TOO_LONG', maxRowLength)
  }

  #endCell(): void {
    const cell = this.#cell
    if (cell.length > maxCellLength) throw this.#refused('CELL_TOO_LONG', maxCellLength, cell)
    if (this.#cells.length >= maxColumns) throw this.#refused('TABLE_TOO_MANY_COLUMNS', maxColumns)
    this.#hasContent ||= cell !== ''
    this.#length += cell.length + 1
    this.#cells.push(ownText(cell))
    this.#cell = ''
    this.#place = 'cellBegins'
  }

  #endRow(): void {
    // An empty line is a row without cells, not one with an empty cell.
    if (this.#cells.length > 0 || this.#cell !== '') this.#endCell()
    if (this.#hasContent) {
      this.#records.push({ row: this.#row, cells: this.#cells })
      this.#cells = []
    } else this.#cells.length = 0
    this.#row++
    this.#length = 0
    this.#hasContent = false
    this.#place = 'cellBegins'
  }

  #refused(code: TableProblemCode, limit = 0, value = ''): TableError {
    return new TableError([createTableProblem(code, { row: this.#row, value }, { limit })])
  }
}
