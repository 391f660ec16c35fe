import type { Database, Statement } from 'better-sqlite3'
import type {
  CollectionDefinition,
  CommitResult,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { checkQuery } from '../check-query.ts'
import { GroupCommit, type EncodedWrite } from './group-commit.ts'
import { querySql } from './query-sql.ts'
import { sqliteError } from './sqlite-error.ts'

/** More shapes of query than our own code has. */
const keptStatements = 256

/** The store over one open SQLite database, which becomes its own to close. */
export class SqliteStore implements Store {
  readonly #database: Database
  readonly #names: ReadonlySet<string>
  readonly #group: GroupCommit
  readonly #reads = new Map<string, Statement>()

  constructor(database: Database, collections: readonly CollectionDefinition[]) {
    this.#database = database
    this.#names = new Set(collections.map(({ name }) => name))
    this.#group = new GroupCommit(database)
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    this.#refuseUnknown(collection)
    const [found] = this.#read(`SELECT doc FROM ${collection} WHERE id = ?`, [id])
    return found === undefined ? undefined : (JSON.parse(found) as T)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    this.#refuseUnknown(collection)
    checkQuery(query)
    const { sql, values } = querySql(collection, query)
    return this.#read(sql, values).map((doc) => JSON.parse(doc) as T)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    this.#refuseClosed()
    for (const { collection } of writes) this.#refuseUnknown(collection)
    if (writes.length === 0) return { committed: true }
    return this.#group.commit(writes.map(encode))
  }

  async ping(): Promise<void> {
    this.#read('SELECT 1', [])
  }

  async close(): Promise<void> {
    if (!this.#database.open) return
    this.#group.flush()
    this.#database.close()
  }

  #read(sql: string, values: readonly unknown[]): string[] {
    this.#refuseClosed()
    try {
      let statement = this.#reads.get(sql)
      if (!statement) {
        if (this.#reads.size >= keptStatements) this.#reads.clear()
        statement = this.#database.prepare(sql).pluck()
        this.#reads.set(sql, statement)
      }
      return statement.all(...values) as string[]
    } catch (cause) {
      throw sqliteError(this.#database.name, cause)
    }
  }

  #refuseClosed(): void {
    if (!this.#database.open) throw new StoreError('STORE_CLOSED', 'the store is closed')
  }

  #refuseUnknown(collection: string): void {
    if (!this.#names.has(collection)) throw new TypeError(`no such collection: ${collection}`)
  }
}

function encode(write: Write): EncodedWrite {
  if (write.kind === 'remove') return write
  const { id, revision } = write.document
  return { ...write, id, revision, doc: JSON.stringify(write.document) }
}
