import type { CaseRecord } from '@jieli/engine'
import { IdWatch } from './id-watch.ts'
import { readFactRows, type ReadRowsOptions } from './read-fact-rows.ts'
import { caseColumns } from './table-kinds.ts'

/** A case of a table, with its row. */
export interface ImportedCase {
  readonly row: number
  readonly record: CaseRecord
  /** When it came to be known, where the table says so. */
  readonly recordedAt?: string
}

/**
 * Reads the cases of one pathway, one by one. Facts the table does not tell are unknown.
 * @param open gives the table's bytes; asked a second time only where the ids do not ascend
 * @throws TableError when the table cannot be read at all
 */
export async function* readCases(
  open: () => Uint8Array | AsyncIterable<Uint8Array>,
  pathway: string,
  options: ReadRowsOptions,
): AsyncGenerator<ImportedCase, void> {
  const columns = caseColumns(options.ruleset)
  const watch = new IdWatch()
  for await (const { row, cells, facts } of readFactRows(open(), columns, options)) {
    const { id = '', recordedAt } = cells
    watch.see(id)
    const record: CaseRecord = { id, pathway, facts }
    yield { row, record, ...(recordedAt === undefined ? {} : { recordedAt }) }
  }
  await watch.reportRepeated(open, columns, options)
}
