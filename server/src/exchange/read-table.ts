import { csvRecords } from './csv-records.ts'
import { excelRecords, maxBytes } from './excel-records.ts'
import { guardsFormula } from './formula-guard.ts'
import { inPieces } from './in-pieces.ts'
import {
  importLimits,
  type TableColumn,
  type TableFormat,
  type TableLimits,
  type TableRow,
} from './table-column.ts'
import { readHeader, repeatsHeader, type TableHeader } from './table-header.ts'
import { createTableProblem, TableError, type TableProblem } from './table-problem.ts'

export interface ReadTableOptions {
  readonly format: TableFormat
  readonly columns: readonly TableColumn[]
  readonly limits?: TableLimits
  /** Told how the file was read, where that is worth knowing. */
  readonly onNote?: (note: TableProblem) => void
}

/**
 * Reads a table row by row. The first row that is not empty names the columns, by name or by title in either
 * language; a second row that says the same again, as in the template, is passed over, as are empty rows.
 * A CSV text is read as it arrives; a workbook is held as it was sent and unpacked as it is read. Either way no more
 * than a few rows are in memory, others have their turn meanwhile, and whoever asks may stop after any row.
 * @throws TableError when the table cannot be read; nothing that came before may then be used
 */
export async function* readTable(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadTableOptions,
): AsyncGenerator<TableRow, void> {
  const { columns, limits = importLimits, onNote = () => {} } = options
  const records =
    options.format === 'csv'
      ? csvRecords(inPieces(source instanceof Uint8Array ? [source] : source), limits, onNote)
      : excelRecords(await wholeOf(source, limits), limits)
  let header: TableHeader | undefined
  let afterHeader = false
  let rows = 0
  for await (const { row, cells: record } of records) {
    if (record.every((cell) => cell.trim() === '')) continue
    if (header === undefined) {
      header = readHeader(record, columns, row)
      afterHeader = true
      continue
    }
    if (afterHeader && repeatsHeader(record, header)) {
      afterHeader = false
      continue
    }
    afterHeader = false
    if (++rows > limits.rows)
      throw new TableError([
        createTableProblem('TABLE_TOO_MANY_ROWS', { row }, { limit: limits.rows }),
      ])
    yield { row, cells: cellsOf(record, header, row) }
  }
  if (header === undefined) throw new TableError([createTableProblem('TABLE_EMPTY', { row: 1 })])
}

function cellsOf(
  record: readonly string[],
  { places }: TableHeader,
  row: number,
): Readonly<Record<string, string>> {
  const cells: Record<string, string> = {}
  for (let at = 0; at < record.length; at++) {
    const given = record[at] ?? ''
    const cell = given.trim()
    if (cell === '') continue
    const column = places[at]
    if (column === undefined)
      throw new TableError([createTableProblem('COLUMN_UNNAMED', { row, value: cell })])
    cells[column.name] = guardsFormula(cell) ? cell.slice(1) : cell
  }
  return cells
}

async function wholeOf(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  limits: TableLimits,
): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    chunks.push(chunk)
    // One chunk too many is enough for the reader to refuse it.
    if (bytes > maxBytes(limits)) break
  }
  return Buffer.concat(chunks)
}
