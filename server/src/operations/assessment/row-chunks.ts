import type { OperationContext } from '../context/operation-context.ts'
import type { TableChunk } from '../../documents/assessment-documents.ts'
import { packRows, rowsInChunk, unpackRows } from '../context/pack-rows.ts'

/** Where rows of runs and settlements lie. */
export type ChunkCollection = 'runChunks' | 'settlementChunks'

/** Stores rows by themselves, before the document that will name them; what a crash leaves behind is never read. */
export async function storeChunk(
  context: OperationContext,
  collection: ChunkCollection,
  rows: readonly unknown[],
): Promise<string> {
  const chunk: TableChunk = { id: context.newId(), revision: 1, content: packRows(rows) }
  await context.commit([{ kind: 'insert', collection, document: chunk }], 'content')
  return chunk.id
}

/** The same for any number of rows, in as many chunks as it takes. */
export async function storeChunks(
  context: OperationContext,
  collection: ChunkCollection,
  rows: readonly unknown[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (let at = 0; at < rows.length; at += rowsInChunk)
    ids.push(await storeChunk(context, collection, rows.slice(at, at + rowsInChunk)))
  return ids
}

/** The rows of some chunks, in order. */
export async function readChunks<Row>(
  context: OperationContext,
  collection: ChunkCollection,
  ids: readonly string[],
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const id of ids) {
    const chunk = await context.store.get(collection, id)
    // Chunks are stored before what names them and never removed.
    if (chunk === undefined) throw new Error(`The chunk ${id} of ${collection} is gone.`)
    for (const row of unpackRows<Row>(chunk.content)) rows.push(row)
  }
  return rows
}
