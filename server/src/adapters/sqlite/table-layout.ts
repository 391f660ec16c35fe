import type { CollectionDefinition, Query, Scalar, StoredDocument } from '../../ports/store.ts'
import { plainName } from '../check-query.ts'
import { ListParts } from './list-parts.ts'
import { scalarField } from '../scalar-field.ts'

/** A value as SQLite holds it. */
export type SqlValue = string | number | null

/** Columns every table has. */
const ownColumns = new Set(['id', 'revision', 'summary', 'doc', 'rowid', 'oid', '_rowid_'])

/** How a collection lies in its table: which fields have a column of their own beside the document. */
export class TableLayout {
  readonly table: string
  /** The fields that indexes name, in the order of the columns. */
  readonly fields: readonly string[]
  /** Absent for a collection without one: its table has no such column. */
  readonly summary: readonly string[] | undefined
  /** Absent for a collection whose documents lie whole in its table. */
  readonly parts: ListParts | undefined
  readonly indexes: readonly { readonly name: string; readonly sql: string }[]

  /** @throws {TypeError} for a name that is no plain word, or one of our own columns */
  constructor({ name, indexes, sparse, unique, summary, lists }: CollectionDefinition) {
    this.table = plainName(name)
    const named = new Set([...indexes.flat(), ...unique])
    named.delete('id')
    named.delete('revision')
    this.fields = [...named].map(plainName)
    const taken = this.fields.find((field) => ownColumns.has(field.toLowerCase()))
    if (taken !== undefined) throw new TypeError(`${name}: no index may name ${taken}`)
    this.summary = summary?.map(plainName)
    this.parts = lists && new ListParts(this.table, lists)
    this.indexes = [
      ...indexes.map((fields) => {
        // The id ends each index, so that a page is read in its order without sorting.
        const columns = [...fields, 'id'].map(quoted).join(', ')
        const index = [name, ...fields].join('_')
        const last = fields.at(-1) ?? ''
        const among = sparse?.includes(last) === true ? ` WHERE ${quoted(last)} IS NOT NULL` : ''
        return { name: index, sql: `CREATE INDEX ${index} ON ${name} (${columns})${among}` }
      }),
      ...unique.map((field) => {
        const index = `${name}_unique_${field}`
        const column = quoted(field)
        const sql = `CREATE UNIQUE INDEX ${index} ON ${name} (${column}) WHERE ${column} IS NOT NULL`
        return { name: index, sql }
      }),
    ]
  }

  /** The columns in their order: the document last, so that the others are read without it. */
  get columns(): readonly string[] {
    const { fields, summary } = this
    return ['id', 'revision', ...fields, ...(summary === undefined ? [] : ['summary']), 'doc']
  }

  /** `CREATE TABLE …` under the name given. A column takes any scalar and changes none. */
  createSql(table = this.table): string {
    const columns = [
      'id TEXT PRIMARY KEY',
      'revision INTEGER NOT NULL',
      ...this.fields.map((field) => `${quoted(field)} ANY`),
      ...(this.summary === undefined ? [] : ['summary TEXT NOT NULL']),
      'doc TEXT NOT NULL',
    ]
    return `CREATE TABLE ${table} (${columns.join(', ')}) STRICT`
  }

  insertSql(table = this.table): string {
    const { columns } = this
    return `INSERT INTO ${table} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  }

  /** A document as the values of its row, in the order of the columns. @throws {TypeError} */
  rowOf(document: StoredDocument): SqlValue[] {
    const { id, revision } = document
    const values = this.fields.map((field) => sqlValue(scalarField(document, field)))
    const summary = this.summary === undefined ? [] : [this.#summaryOf(document, this.summary)]
    const stem = this.parts?.stemOf(document) ?? document
    return [id, revision, ...values, ...summary, JSON.stringify(stem)]
  }

  /**
   * A document beside the other columns of its row: the same where they are what it says, and else as it is found by
   * them, with the names of those in `misfit`; so are lists whose elements are not in their places.
   */
  asFound<T extends StoredDocument>(
    document: T,
    row: readonly unknown[],
    parts: readonly (readonly unknown[])[],
  ): T {
    let wanted: readonly SqlValue[] = []
    try {
      wanted = this.rowOf(document)
    } catch {
      // A field to be found by holds what no column can.
    }
    const columns = this.columns.filter(
      (_, at) => at < row.length && asStored(wanted[at]) !== row[at],
    )
    const misfit = [...columns, ...(this.parts?.misplacedIn(parts) ?? [])]
    if (misfit.length === 0) return document
    const found = this.columns.map((column, at) => [column, row[at]] as const)
    const fields = found.filter(([column]) => column !== 'summary' && misfit.includes(column))
    return { ...document, ...Object.fromEntries(fields), misfit }
  }

  /** The SQL that reads a top-level field: its column, or where it has none the document. */
  fieldSql(field: string, of: string): string {
    return field === 'id' || field === 'revision' || this.fields.includes(field)
      ? `${of}.${quoted(field)}`
      : `json_extract(${of}.doc, '$.${plainName(field)}')`
  }

  /** Whether all that a query asks for of documents is kept beside them. */
  hasBeside({ only = [] }: Query): boolean {
    const { summary } = this
    return only.length > 0 && only.every((path) => summary?.includes(path) === true)
  }

  #summaryOf(document: StoredDocument, names: readonly string[]): string {
    const { id, revision } = document
    const fields = document as unknown as Readonly<Record<string, unknown>>
    const shown = names.filter((name) => name in fields).map((name) => [name, fields[name]])
    return JSON.stringify({ id, revision, ...Object.fromEntries(shown) })
  }
}

/** SQLite keeps no half characters in a text of its own. */
function asStored(value: SqlValue | undefined): SqlValue | undefined {
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** SQLite has no true and false: they are kept as 1 and 0. Infinity is none, as in JSON. */
export function sqlValue(value: Scalar): SqlValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'boolean' ? Number(value) : value
}

/** Some names of fields are words of SQL. */
export function quoted(name: string): string {
  return `"${name}"`
}
