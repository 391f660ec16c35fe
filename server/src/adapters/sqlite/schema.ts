import type { Database } from 'better-sqlite3'
import type { CollectionDefinition, StoredDocument } from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { dataVersion } from '../data-version.ts'
import { newerData } from '../newer-data.ts'
import { TableLayout } from './table-layout.ts'

/** "JILI": what SQLite's file header says of a file that is ours. */
const applicationId = 0x4a_49_4c_49

/** Documents of a table that is made anew are read this many at a time. */
const batch = 500

/**
 * Brings every table to its present layout, in one transaction: whoever opens the file sees all of it or nothing. A
 * table that only lacks columns gets them; one whose columns are otherwise no longer the declared ones is made anew from
 * its documents.
 *
 * @throws {StoreError} STORE_FOREIGN for another program's file, STORE_NEWER
 *   for data of a later Jieli; neither is touched.
 */
export function migrate(database: Database, collections: readonly CollectionDefinition[]): void {
  database
    .transaction(() => {
      const version = dataVersionOf(database)
      if (version > dataVersion) {
        throw newerData(database.name, version)
      }
      if (version === 0) prepareNewFile(database)
      const record = database.prepare(
        `INSERT INTO storeSchema VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))`,
      )
      for (let next = version + 1; next <= dataVersion; next++) record.run(next)
      database.exec(
        'CREATE TABLE IF NOT EXISTS storeLayout (collection TEXT PRIMARY KEY, columns TEXT NOT NULL) STRICT',
      )
      for (const definition of collections) bringTable(database, new TableLayout(definition))
    })
    .immediate()
}

/** Whether every table has its present layout. */
export function isPresent(
  database: Database,
  collections: readonly CollectionDefinition[],
): boolean {
  if (dataVersionOf(database) !== dataVersion) return false
  const layouts = database.prepare('SELECT columns FROM storeLayout WHERE collection = ?').pluck()
  return collections
    .map((definition) => new TableLayout(definition))
    .every((layout) => layouts.get(layout.table) === declaredColumns(layout))
}

/** How a data file keeps its data; 0 for a new, empty file. @throws {StoreError} STORE_FOREIGN */
export function dataVersionOf(database: Database): number {
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number
  if (tables === 0) return 0
  if (database.pragma('application_id', { simple: true }) !== applicationId) {
    throw new StoreError('STORE_FOREIGN', `${database.name} is a database of another program`)
  }
  return database.prepare('SELECT max(version) FROM storeSchema').pluck().get() as number
}

function prepareNewFile(database: Database): void {
  database.pragma(`application_id = ${applicationId}`)
  database.exec(
    'CREATE TABLE storeSchema (version INTEGER PRIMARY KEY, migratedAt TEXT NOT NULL) STRICT',
  )
}

/** Creates a table, or makes it anew where its columns are others than declared. */
function bringTable(database: Database, layout: TableLayout): void {
  const { table } = layout
  const exists = database
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .get(table)
  const declared = declaredColumns(layout)
  const present = database
    .prepare('SELECT columns FROM storeLayout WHERE collection = ?')
    .pluck()
    .get(table) as string | undefined
  if (exists === undefined) {
    database.exec(layout.createSql())
    for (const sql of layout.parts?.createSql() ?? []) database.exec(sql)
  } else if (present !== declared) {
    const lacking = lackingColumns(layout, present)
    if (lacking === undefined) makeAnew(database, layout, present)
    else addColumns(database, layout, lacking)
  }
  database.prepare('INSERT OR REPLACE INTO storeLayout VALUES (?, ?)').run(table, declared)
  bringIndexes(database, layout)
}

/** Creates the indexes that are missing; one that is declared otherwise by now, or no more, is taken away. */
function bringIndexes(database: Database, { table, indexes }: TableLayout): void {
  const there = database
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    )
    .all(table) as { readonly name: string; readonly sql: string }[]
  const declared = new Map(indexes.map(({ name, sql }) => [name, sql]))
  const present = new Map(there.map(({ name, sql }) => [name, sql]))
  for (const [name, sql] of present)
    if (declared.get(name) !== sql) database.exec(`DROP INDEX ${name}`)
  for (const [name, sql] of declared) if (present.get(name) !== sql) database.exec(sql)
}

function declaredColumns({ columns, summary, parts }: TableLayout): string {
  return JSON.stringify({ columns, summary, lists: parts?.lists })
}

/** The columns that a table lacks, where it differs from what is declared in nothing else. Pure. */
function lackingColumns(layout: TableLayout, present = '{}'): readonly string[] | undefined {
  const { columns = [], ...rest } = JSON.parse(present) as { readonly columns?: readonly string[] }
  const { columns: wanted, ...declared } = JSON.parse(declaredColumns(layout)) as {
    readonly columns: readonly string[]
  }
  const isSame =
    columns.length > 0 &&
    JSON.stringify(rest) === JSON.stringify(declared) &&
    wanted.filter((column) => columns.includes(column)).join() === columns.join()
  return isSame ? wanted.filter((column) => !columns.includes(column)) : undefined
}

/** Adds columns, filled from the documents that have the field: a table of millions is read, and not written again. */
function addColumns(database: Database, layout: TableLayout, lacking: readonly string[]): void {
  const { table } = layout
  for (const column of lacking) database.exec(`ALTER TABLE ${table} ADD COLUMN "${column}" ANY`)
  const has = lacking.map((column) => `json_type(doc, '$.${column}') IS NOT NULL`).join(' OR ')
  const read = database.prepare(
    `SELECT rowid AS place, doc FROM ${table} WHERE rowid > ? AND (${has}) ORDER BY rowid LIMIT ${batch}`,
  )
  const setting = lacking.map((column) => `"${column}" = ?`).join(', ')
  const write = database.prepare(`UPDATE ${table} SET ${setting} WHERE rowid = ?`)
  let last = 0
  for (;;) {
    const rows = read.all(last) as { place: number; doc: string }[]
    for (const { place, doc } of rows) {
      const row = layout.rowOf(JSON.parse(doc) as StoredDocument)
      write.run(...lacking.map((column) => row[layout.columns.indexOf(column)] ?? null), place)
    }
    const end = rows.at(-1)
    if (end === undefined) break
    last = end.place
  }
}

/**
 * Makes a table anew from its documents. The elements of lists stay where they lie; where none lay apart before, they
 * come out of the documents.
 */
function makeAnew(database: Database, layout: TableLayout, present = '{}'): void {
  const { table, parts } = layout
  const { lists } = JSON.parse(present) as { readonly lists?: readonly string[] }
  const filled = lists === undefined ? parts : undefined
  if (filled === undefined && lists?.join() !== parts?.lists.join())
    throw new TypeError(`${table}: which lists lie apart cannot be changed once some do`)
  const former = `former_${table}`
  database.exec(`ALTER TABLE ${table} RENAME TO ${former}`)
  database.exec(layout.createSql())
  for (const sql of filled?.createSql() ?? []) database.exec(sql)
  const insert = database.prepare(layout.insertSql())
  const add = filled && database.prepare(filled.addSql)
  const read = database.prepare(
    `SELECT rowid AS place, doc FROM ${former} WHERE rowid > ? ORDER BY rowid LIMIT ${batch}`,
  )
  let last = 0
  for (;;) {
    const rows = read.all(last) as { place: number; doc: string }[]
    for (const { doc } of rows) {
      const document = JSON.parse(doc) as StoredDocument
      insert.run(layout.rowOf(document))
      for (const part of filled?.partsOf(document, []) ?? [])
        add?.run(filled?.addValues(document.id, part))
    }
    const end = rows.at(-1)
    if (end === undefined) break
    last = end.place
  }
  // Its indexes go with it.
  database.exec(`DROP TABLE ${former}`)
}
