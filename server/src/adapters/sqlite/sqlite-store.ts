import type { Database, Statement } from 'better-sqlite3'
import type {
  CollectionDefinition,
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { checkDistinct, checkQuery } from '../check-query.ts'
import { GroupCommit } from './group-commit.ts'
import { type BoundSql, distinctSql, mergedSql, querySql } from './query-sql.ts'
import { sqliteError } from './sqlite-error.ts'
import { TableLayout } from './table-layout.ts'
import type { RowWrite } from './write-row.ts'

/** More shapes of query than our own code has. */
const keptStatements = 256

/** How SQLite goes about a query: what was asked, and its steps one a line. */
export interface QueryPlan {
  readonly collection: string
  readonly query: Pick<Query, 'where' | 'anyOf' | 'sort'> & {
    /** The fields whose combinations were asked for. */
    readonly distinct?: readonly string[]
  }
  readonly steps: readonly string[]
}

/** The store over one open SQLite database, which becomes its own to close. */
export class SqliteStore implements Store {
  readonly #database: Database
  readonly #layouts: ReadonlyMap<string, TableLayout>
  readonly #group: GroupCommit
  readonly #reads = new Map<string, Statement<unknown[], unknown>>()
  readonly #onPlan: ((plan: QueryPlan) => void) | undefined

  constructor(
    database: Database,
    collections: readonly CollectionDefinition[],
    onPlan?: (plan: QueryPlan) => void,
  ) {
    this.#database = database
    this.#onPlan = onPlan
    this.#layouts = new Map(
      collections.map((definition) => [definition.name, new TableLayout(definition)]),
    )
    this.#group = new GroupCommit(database)
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    const layout = this.#layoutOf(collection)
    const { table, parts } = layout
    const [row, ...rest] = this.#allRows(
      parts === undefined
        ? { sql: `SELECT NULL, NULL, doc FROM ${table} WHERE id = ?`, values: [id] }
        : { sql: parts.readWholeSql, values: [id, id] },
    )
    // Whoever writes past the server may have left elements without their document.
    if (row === undefined || row[0] !== null) return undefined
    return joined(layout, readDocument<T>(id, row[2]), rest)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    const layout = this.#layoutOf(collection)
    checkQuery(query)
    const { anyOf, limit } = query
    if (limit === 0 || anyOf?.length === 0) return []
    const bound = anyOf === undefined ? querySql(layout, query) : mergedSql(layout, query, anyOf)
    this.#reportPlan({ collection, query }, bound)
    return query.only === undefined
      ? this.#atOnce(layout, () => this.#found<T>(layout, query, bound))
      : this.#found<T>(layout, query, bound)
  }

  #found<T extends StoredDocument>(layout: TableLayout, query: Query, bound: BoundSql): T[] {
    const { anyOf, limit } = query
    const pick = layout.hasBeside(query) ? query.only : undefined
    const found: T[] = []
    let last: unknown
    // What a merge of ranges gives is known only as it is taken; the rest ends by itself.
    const rows = anyOf === undefined ? this.#allRows(bound) : this.#rows(bound)
    for (const [id, text, ...row] of rows) {
      if (id === null || id === last) continue
      last = id
      const stem = readDocument<T>(id as string, text)
      const parts = query.only === undefined ? this.#partsOf(layout, stem) : []
      const document = joined(layout, stem, parts)
      if (query.checked === true) found.push(layout.asFound(document, row, parts))
      else found.push(pick === undefined ? document : onlyOf(document, pick))
      if (found.length === limit) break
    }
    return found
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among: FieldValues = {},
  ): Promise<DistinctValues[]> {
    const layout = this.#layoutOf(collection)
    checkDistinct(fields, among)
    const bound = distinctSql(layout, fields, among)
    this.#reportPlan({ collection, query: { anyOf: [among], distinct: fields } }, bound)
    return this.#allRows(bound) as DistinctValues[]
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    this.#refuseClosed()
    const rows = writes.map((write) => this.#rowOf(write))
    if (rows.length === 0) return { committed: true }
    return this.#group.commit(rows)
  }

  writesOfOthers(): number {
    this.#refuseClosed()
    const [[version = 0] = []] = this.#allRows({ sql: 'PRAGMA data_version', values: [] })
    return version as number
  }

  async ping(): Promise<void> {
    this.#allRows({ sql: 'SELECT 1', values: [] })
  }

  async close(): Promise<void> {
    if (!this.#database.open) return
    this.#group.flush()
    this.#database.close()
  }

  #rowOf(write: Write): RowWrite {
    const layout = this.#layoutOf(write.collection)
    if (write.kind === 'remove') return { ...write, layout }
    const { document } = write
    const row = layout.rowOf(document)
    if (write.kind === 'insert')
      return { kind: 'insert', layout, row, parts: layout.parts?.partsOf(document, []) ?? [] }
    const { expectedRevision, grown } = write
    const kept = layout.parts?.keptOf(document, grown) ?? []
    const parts = layout.parts?.partsOf(document, kept) ?? []
    return { kind: 'replace', layout, row, kept, parts, expectedRevision }
  }

  /** Reads what lies in two tables as it was at one moment: another connection may write in between. */
  #atOnce<T>({ parts }: TableLayout, read: () => T): T {
    if (parts === undefined) return read()
    this.#refuseClosed()
    return this.#database.transaction(read)()
  }

  /** The elements of the lists of a document. */
  #partsOf({ parts }: TableLayout, { id }: StoredDocument): unknown[][] {
    return parts === undefined ? [] : this.#allRows({ sql: parts.readSql, values: [id] })
  }

  #reportPlan(asked: Omit<QueryPlan, 'steps'>, { sql, values }: BoundSql): void {
    if (this.#onPlan === undefined || this.#reads.has(sql)) return
    this.#refuseClosed()
    const rows = this.#database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
    this.#onPlan({ ...asked, steps: rows.map((row) => (row as { detail: string }).detail) })
  }

  /** The rows of a statement, read as they are taken. */
  *#rows({ sql, values }: BoundSql): Generator<unknown[], void> {
    try {
      yield* this.#prepared(sql).iterate(...values) as Iterable<unknown[]>
    } catch (cause) {
      throw sqliteError(this.#database.name, cause)
    }
  }

  /** The rows of a statement that gives few, read at once: what it costs to take them singly, one row has to pay for. */
  #allRows({ sql, values }: BoundSql): unknown[][] {
    try {
      return this.#prepared(sql).all(...values) as unknown[][]
    } catch (cause) {
      throw sqliteError(this.#database.name, cause)
    }
  }

  #prepared(sql: string): Statement<unknown[], unknown> {
    this.#refuseClosed()
    const kept = this.#reads.get(sql)
    if (kept !== undefined) return kept
    if (this.#reads.size >= keptStatements) this.#reads.clear()
    const statement = this.#database.prepare(sql).raw()
    this.#reads.set(sql, statement)
    return statement
  }

  #refuseClosed(): void {
    if (!this.#database.open) throw new StoreError('STORE_CLOSED', 'the store is closed')
  }

  #layoutOf(collection: string): TableLayout {
    const layout = this.#layouts.get(collection)
    if (!layout) throw new TypeError(`no such collection: ${collection}`)
    return layout
  }
}

/** A document of its text; of one that is no document any more the id alone, so that one hides no others. */
function readDocument<T extends StoredDocument>(id: string, text: unknown): T {
  try {
    const document: unknown = JSON.parse(String(text))
    if (typeof document === 'object' && document !== null && 'id' in document) return document as T
  } catch {
    // Not even JSON.
  }
  return { id, revision: 0 } as T
}

/** A document with the elements of its lists; with its id alone where one cannot be read. */
function joined<T extends StoredDocument>(
  { parts }: TableLayout,
  stem: T,
  rows: readonly (readonly unknown[])[],
): T {
  if (parts === undefined) return stem
  return parts.joined(stem, rows) ?? ({ id: stem.id, revision: 0 } as T)
}

/** Of what is kept beside a document, as much as was asked for. */
function onlyOf<T extends StoredDocument>(summary: T, only: readonly string[]): T {
  const wanted = new Set(['id', 'revision', ...only])
  return Object.fromEntries(Object.entries(summary).filter(([name]) => wanted.has(name))) as T
}
