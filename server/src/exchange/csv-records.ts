import { CsvReader } from './csv-reader.ts'
import { decodeText } from './decode-text.ts'
import type { TableLimits } from './table-column.ts'
import { createTableProblem, TableError, type TableProblem } from './table-problem.ts'
import type { TableRecord } from './table-record.ts'

/**
 * The rows of a CSV text as they arrive; a row without content is not there.
 * @throws TableError when it is not CSV, or larger in some way than it may be
 */
export async function* csvRecords(
  source: AsyncIterable<Uint8Array>,
  limits: TableLimits,
  onNote: (note: TableProblem) => void,
): AsyncGenerator<TableRecord, void> {
  const reader = new CsvReader()
  for await (const text of decodeText(measured(source, limits), onNote)) yield* reader.write(text)
  yield* reader.end()
}

async function* measured(
  source: AsyncIterable<Uint8Array>,
  limits: TableLimits,
): AsyncGenerator<Uint8Array, void> {
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
