import type { Database } from 'better-sqlite3'
import type { CollectionDefinition } from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { fieldSql, plainName } from './field-sql.ts'

/** "JILI": what SQLite's file header says of a file that is ours. */
export const applicationId = 0x4a_49_4c_49

/** Takes the data from one version to the next; runs inside the transaction that records it. */
export type Migration = (database: Database, collections: readonly CollectionDefinition[]) => void

/**
 * How the data came to be as they are: the first step makes version 1, the
 * second takes version 1 to 2, and so on. A step that has been released is
 * never changed: data files made by it exist.
 */
export const migrations: readonly Migration[] = [createCollections]

/**
 * Brings the data up to the newest version, one transaction for all steps, and
 * creates the collections and indexes that are new.
 *
 * @throws {StoreError} STORE_FOREIGN for another program's file, STORE_NEWER
 *   for data of a later Jieli; neither is touched.
 */
export function migrate(
  database: Database,
  collections: readonly CollectionDefinition[],
  steps: readonly Migration[] = migrations,
): void {
  database
    .transaction(() => {
      const version = readVersion(database)
      if (version > steps.length) {
        throw new StoreError(
          'STORE_NEWER',
          `${database.name} was written by a newer Jieli (data version ${version}, this one knows ${steps.length})`,
        )
      }
      if (version === 0) {
        database.pragma(`application_id = ${applicationId}`)
        database.exec(
          'CREATE TABLE storeSchema (version INTEGER PRIMARY KEY, migratedAt TEXT NOT NULL) STRICT',
        )
      }
      const record = database.prepare(
        `INSERT INTO storeSchema VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))`,
      )
      for (const [index, step] of steps.entries()) {
        if (index < version) continue
        step(database, collections)
        record.run(index + 1)
      }
      createCollections(database, collections)
    })
    .immediate()
}

/** 0 for a new, empty file. */
function readVersion(database: Database): number {
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number
  if (tables === 0) return 0
  if (database.pragma('application_id', { simple: true }) !== applicationId) {
    throw new StoreError('STORE_FOREIGN', `${database.name} is a database of another program`)
  }
  return database.prepare('SELECT max(version) FROM storeSchema').pluck().get() as number
}

function createCollections(database: Database, collections: readonly CollectionDefinition[]): void {
  for (const { name, indexes, unique } of collections) {
    const table = plainName(name)
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, doc TEXT NOT NULL) STRICT`,
    )
    for (const fields of indexes) {
      // The id ends each index, so that a page is read in its order without sorting.
      const columns = [...fields.map(fieldSql), 'id'].join(', ')
      const index = [table, ...fields].join('_')
      database.exec(`CREATE INDEX IF NOT EXISTS ${index} ON ${table} (${columns})`)
    }
    for (const field of unique) {
      const column = fieldSql(field)
      database.exec(
        `CREATE UNIQUE INDEX IF NOT EXISTS ${table}_unique_${field} ON ${table} (${column}) WHERE ${column} IS NOT NULL`,
      )
    }
  }
}
