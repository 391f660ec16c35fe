import Sqlite from 'better-sqlite3'
import type { CollectionDefinition } from '../../ports/store.ts'
import { dataVersionOf, isPresent } from './schema.ts'
import { sqliteError } from './sqlite-error.ts'

/** What is known of a data file before it is opened to be written to, which would bring it forward. */
export interface InspectedFile {
  /** How it keeps its data; 0 for one that is empty. */
  readonly dataVersion: number
  /** Whether every table is as this program keeps it. */
  readonly present: boolean
  /** A document, as its text; undefined where there is none. */
  readonly text: string | undefined
}

/**
 * Looks at a data file and at one of its documents without changing anything.
 * @throws {StoreError} STORE_FOREIGN for another program's file
 */
export function inspectSqliteFile(
  file: string,
  collections: readonly CollectionDefinition[],
  { collection, id }: { readonly collection: string; readonly id: string },
): InspectedFile {
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 })
    try {
      const dataVersion = dataVersionOf(database)
      const there = database
        .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
        .get(collection)
      const text =
        there && database.prepare(`SELECT doc FROM ${collection} WHERE id = ?`).pluck().get(id)
      return {
        dataVersion,
        present: dataVersion > 0 && isPresent(database, collections),
        text: typeof text === 'string' ? text : undefined,
      }
    } finally {
      database.close()
    }
  } catch (cause) {
    throw sqliteError(file, cause)
  }
}
