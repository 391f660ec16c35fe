import type { Database, Statement } from 'better-sqlite3'
import type { ListPart } from './list-parts.ts'
import { isTaken } from './sqlite-error.ts'
import { quoted, type SqlValue, type TableLayout } from './table-layout.ts'

/** A write whose document is already a row, so that what the caller does to its object later cannot reach the store. */
export type RowWrite =
  | {
      kind: 'insert'
      layout: TableLayout
      row: readonly SqlValue[]
      parts: readonly ListPart[]
    }
  | {
      kind: 'replace'
      layout: TableLayout
      row: readonly SqlValue[]
      /** How many elements of each list stay, and those that come behind them. */
      kept: readonly number[]
      parts: readonly ListPart[]
      expectedRevision: number
    }
  | { kind: 'remove'; layout: TableLayout; id: string; expectedRevision: number }

/** Writes rows inside the transaction that is open. Each statement is prepared once. */
export class RowWriter {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()

  constructor(database: Database) {
    this.#database = database
  }

  /** The reason when the write loses. */
  write(write: RowWrite): 'exists' | 'stale' | undefined {
    try {
      switch (write.kind) {
        case 'insert':
          this.statement(write.layout.insertSql()).run(write.row)
          this.#replaceParts(write.layout, write.row[0], [], write.parts)
          return undefined
        case 'replace': {
          const reason = this.#replace(write.layout, write.row, write.expectedRevision)
          if (reason === undefined)
            this.#replaceParts(write.layout, write.row[0], write.kept, write.parts)
          return reason
        }
        case 'remove': {
          const { table, parts } = write.layout
          const sql = `DELETE FROM ${table} WHERE id = ? AND revision = ?`
          const { changes } = this.statement(sql).run(write.id, write.expectedRevision)
          if (changes === 1 && parts) this.statement(parts.removeSql).run(write.id)
          return changes === 1 ? undefined : 'stale'
        }
      }
    } catch (cause) {
      if (isTaken(cause)) return 'exists'
      throw cause
    }
  }

  statement(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  /** @throws {TypeError} our own code says of elements that they are kept, and they are not there */
  #replaceParts(
    { parts }: TableLayout,
    id: SqlValue | undefined,
    kept: readonly number[],
    added: readonly ListPart[],
  ): void {
    if (parts === undefined) return
    // Whoever writes past the server may have left some without their document.
    if (kept.every((count) => count === 0)) this.statement(parts.removeSql).run(id)
    else
      for (const list of parts.lists.keys())
        this.statement(parts.cutSql).run(id, list, kept[list] ?? 0)
    for (const part of added) {
      const { changes } = this.statement(parts.addSql).run(parts.addValues(String(id), part))
      if (changes !== 1) throw new TypeError(`${parts.table}: nothing stands before ${part[1]}`)
    }
  }

  /** Sets only the columns that change: SQLite writes every index again that names one of those set. */
  #replace(
    layout: TableLayout,
    row: readonly SqlValue[],
    expectedRevision: number,
  ): 'stale' | undefined {
    const { table, fields, columns } = layout
    const [id = null] = row
    const reading = `SELECT ${['revision', ...fields].map(quoted).join(', ')} FROM ${table} WHERE id = ? AND revision = ?`
    const present = this.statement(reading).raw().get(id, expectedRevision) as
      | SqlValue[]
      | undefined
    if (present === undefined) return 'stale'
    const changed = columns
      .map((column, place) => ({ column, value: row[place] ?? null, before: present[place - 1] }))
      .filter(({ column, value, before }) => column !== 'id' && value !== before)
    const setting = changed.map(({ column }) => `${quoted(column)} = ?`).join(', ')
    const values = changed.map(({ value }) => value)
    this.statement(`UPDATE ${table} SET ${setting} WHERE id = ?`).run(...values, id)
    return undefined
  }
}
