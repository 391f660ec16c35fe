import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import path from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { CollectionDefinition, Store } from '../../ports/store.ts'
import { isPresent, migrate } from './schema.ts'
import { sqliteError } from './sqlite-error.ts'
import { type QueryPlan, SqliteStore } from './sqlite-store.ts'
import { StoreError } from '../../ports/store-error.ts'

export interface SqliteStoreOptions {
  /** The data file; its folder is made when missing. */
  readonly file: string
  readonly collections: readonly CollectionDefinition[]
  /** Milliseconds to wait for another process that holds the file. */
  readonly busyTimeout?: number
  /** Told of each new way of asking; only tests listen. */
  readonly onPlan?: (plan: QueryPlan) => void
}

/** In KiB: there is a reader for each thread. */
const readerCache = 16 * 1024

/** Files up to this many bytes are checked through when opened: some tenths of a second. */
const checkedSize = 64 * 1024 * 1024

/**
 * Opens the embedded store: one SQLite file, which survives a crash of the
 * process and of the machine (write-ahead log, full sync).
 *
 * @throws {StoreError} with one line to print: STORE_UNWRITABLE, STORE_FOREIGN,
 *   STORE_NEWER, STORE_BUSY.
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { file, collections } = options
  let database: Database | undefined
  try {
    createPrivately(file)
    database = new Sqlite(file, { timeout: options.busyTimeout ?? 5000 })
    refuseDamaged(database, file)
    migrate(database, collections)
    // Only now: a file that was refused above is left as it was.
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    tune(database)
    return new SqliteStore(database, collections, options.onPlan)
  } catch (cause) {
    database?.close()
    throw sqliteError(file, cause)
  }
}

/**
 * Opens one more connection to a store, which reads beside whoever writes to it, without waiting for them and without
 * touching it.
 *
 * @throws {StoreError} STORE_UNWRITABLE when there is no such file, STORE_FOREIGN, STORE_OLDER
 */
export function openSqliteReader(
  options: Pick<SqliteStoreOptions, 'file' | 'collections' | 'busyTimeout' | 'onPlan'>,
): Store {
  const { file, collections, busyTimeout = 5000 } = options
  let database: Database | undefined
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeout })
    if (!isPresent(database, collections)) throw older(file)
    database.pragma(`cache_size = -${readerCache}`)
    return new SqliteStore(database, collections, options.onPlan)
  } catch (cause) {
    database?.close()
    throw sqliteError(file, cause)
  }
}

function older(file: string): StoreError {
  return new StoreError(
    'STORE_OLDER',
    `${file} was written by an older Jieli; start the server on it once, which takes it over`,
  )
}

/** The data name patients, if only by pseudonyms: their owner alone may read them. */
function createPrivately(file: string): void {
  makeFolder(path.resolve(path.dirname(file)))
  closeSync(openSync(file, 'a', 0o600))
}

/** Step by step: Node's own recursive way never ends where a folder refuses new ones as if it were missing (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * What is left at SQLite's own values is left so for a reason. `mmap_size` 0: pages read through a map gain nothing
 * measurable here, and a disk that fails would end the process instead of a request. `wal_autocheckpoint` 1000 pages:
 * ten times as many write a fifth less, but whoever's commit it falls to waits ten times as long.
 */
function tune(database: Database): void {
  // In KiB: the upper levels of every index of a million cases.
  database.pragma(`cache_size = -${64 * 1024}`)
  // What is removed or written over is overwritten in the file, and not only let go of: it may have told of a person.
  database.pragma('secure_delete = ON')
  // In bytes: a log that once grew with a large change does not keep its size on the disk for ever.
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
}

function refuseDamaged(database: Database, file: string): void {
  if (statSync(file).size > checkedSize) return
  const found = database.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') {
    throw new StoreError(
      'STORE_FOREIGN',
      `${file} is damaged; restore it from a backup (${String(found)})`,
    )
  }
}
