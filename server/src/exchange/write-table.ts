import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import writeExcelFile from 'write-excel-file/node'
import { guardFormula, guardsFormula } from './formula-guard.ts'
import type { TableColumn, TableFormat } from './table-column.ts'

/** One cell: text, or a number that is written without being rounded. */
export type Cell = string | { readonly number: string } | null

/** A table to be written: two rows of header, the names for programs and the titles for people. */
export interface Table {
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly language: 'zh' | 'en'
}

/**
 * Writes a table. CSV carries a byte order mark, without which Excel takes it for another encoding; texts that begin
 * like a formula are guarded. In Excel everything that is not a short number stays text, so that no digit is lost.
 */
export async function writeTable(
  format: TableFormat,
  table: Table,
  rows: Iterable<readonly Cell[]>,
): Promise<Uint8Array> {
  if (format === 'xlsx') return await writeExcel(table, rows)
  const chunks: Buffer[] = []
  for await (const chunk of writeCsv(table, rows)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The table as CSV, as it is made. */
export async function* writeCsv(
  { columns, language }: Table,
  rows: Iterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  // By itself it quotes only what holds the line break it writes; a spreadsheet takes any for the end of the row.
  const stringifier = stringify({ record_delimiter: 'windows', quoted_match: /[\r\n]/ })
  const header = [columns.map(({ name }) => name), columns.map(({ title }) => title[language])]
  Readable.from(textRows(header, rows)).pipe(stringifier)
  yield Buffer.from('\uFEFF')
  for await (const chunk of stringifier as AsyncIterable<Buffer>) yield chunk
}

function* textRows(
  header: readonly (readonly string[])[],
  rows: Iterable<readonly Cell[]>,
): Generator<readonly string[]> {
  yield* header
  for (const row of rows)
    yield row.map((cell) =>
      cell === null ? '' : typeof cell === 'string' ? guardFormula(cell) : cell.number,
    )
}

async function writeExcel(
  { title, columns, language }: Table,
  rows: Iterable<readonly Cell[]>,
): Promise<Uint8Array> {
  const bold = { fontWeight: 'bold', backgroundColor: '#e6eefc' } as const
  const data = [
    columns.map(({ name }) => ({ value: name, ...bold })),
    columns.map((column) => ({ value: column.title[language], ...bold })),
    ...Array.from(rows, (row) => row.map(excelCell)),
  ]
  const widths = columns.map((column) => ({
    width: Math.min(40, Math.max(12, column.name.length + 2, column.title[language].length * 2)),
  }))
  return await writeExcelFile(data, {
    sheet: title.slice(0, 31),
    columns: widths,
    stickyRowsCount: 2,
  }).toBuffer()
}

/** Excel keeps fifteen digits: a longer number is written as text. */
function excelCell(cell: Cell) {
  if (cell === null) return null
  // A cell of text is never computed; only an apostrophe that is there must survive being read back.
  if (typeof cell === 'string')
    return { type: String, value: guardsFormula(cell) ? `'${cell}` : cell }
  const digits = cell.number.replace(/[-.]/g, '').replace(/^0+/, '')
  return /^-?\d+(\.\d+)?$/.test(cell.number) && digits.length <= 15
    ? { type: Number, value: Number(cell.number) }
    : { type: String, value: cell.number }
}
