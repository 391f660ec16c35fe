import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { TableChunk, TableImport } from '../../documents/assessment-documents.ts'
import { nextImportAt } from './known-tables.ts'
import { packRows, rowsInChunk } from '../context/pack-rows.ts'

/** A table whose rows are all good. */
export type GoodTable = Pick<
  TableImport,
  'ruleset' | 'kind' | 'pathway' | 'source' | 'name' | 'notes'
> & {
  readonly county: string | undefined
  /** By period or month. */
  readonly rows: ReadonlyMap<string, readonly unknown[]>
  readonly count: number
}

/**
 * Stores a table. Its rows come first, each chunk by itself: until the import names them nobody sees them, and what a
 * crash leaves behind is never read.
 */
export async function storeTable(
  context: OperationContext,
  caller: Caller,
  table: GoodTable,
): Promise<TableImport> {
  const { county, rows, count, ...about } = table
  const chunks: { period: string; id: string }[] = []
  for (const [period, some] of [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (let at = 0; at < some.length; at += rowsInChunk) {
      const content = packRows(some.slice(at, at + rowsInChunk))
      const chunk: TableChunk = { id: context.newId(), revision: 1, content }
      await context.commit(
        [{ kind: 'insert', collection: 'tableChunks', document: chunk }],
        'content',
      )
      chunks.push({ period, id: chunk.id })
    }
  const actor = recordedActor(caller)
  const document: TableImport = {
    ...about,
    id: context.newId(),
    revision: 1,
    at: await nextImportAt(context, about.ruleset),
    by: actor.title,
    sender: { kind: actor.kind, id: actor.id },
    status: 'accepted',
    rows: count,
    chunks,
    problems: [],
    problemCount: 0,
  }
  await context.commit([{ kind: 'insert', collection: 'tableImports', document }], {
    action: document.source === 'entered' ? 'table.enter' : 'table.import',
    actor,
    target: document.ruleset,
    county,
    detail: { import: document.id, kind: document.kind, rows: count },
  })
  return document
}
