import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { decodeText } from './decode-text.ts'
import { longestCell, mostColumns, type TableLimits } from './table-column.ts'
import { createTableProblem, TableError, type TableProblem } from './table-problem.ts'

/**
 * The records of a CSV text as they arrive, empty lines among them, so that the place of a record is the row a
 * spreadsheet shows it in.
 * @throws TableError when it is not CSV, or larger than it may be
 */
export async function* csvRecords(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: TableLimits,
  onNote: (note: TableProblem) => void,
): AsyncGenerator<readonly string[]> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    // Longer than any row may be: an unclosed quote must not swallow the rest of a large file.
    max_record_size: mostColumns * 2000,
  })
  const text = Readable.from(decodeText(measured(source, limits), onNote))
  // The parser is where a fault of the text comes out, whichever of the two notices it.
  text.once('error', (error) => parser.destroy(error))
  text.pipe(parser)
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      row++
      const long = record.find((cell) => cell.length > longestCell)
      if (long !== undefined)
        throw new TableError([
          createTableProblem('CELL_TOO_LONG', { row, value: long }, { limit: longestCell }),
        ])
      yield record
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // What was read before the fault may not have arrived yet: the parser knows how much that was.
    const { records } = error as { readonly records?: unknown }
    const at = typeof records === 'number' ? records + 1 : row + 1
    throw new TableError([createTableProblem('TABLE_MALFORMED', { row: at })])
  } finally {
    text.destroy()
    parser.destroy()
  }
}

async function* measured(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: TableLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > limits.bytes)
      throw new TableError([
        createTableProblem(
          'TABLE_TOO_LARGE',
          { row: 0 },
          { limit: `${Math.floor(limits.bytes / 1_000_000)} MB` },
        ),
      ])
    yield chunk
  }
}
