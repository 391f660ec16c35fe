import type { Database, Statement } from 'better-sqlite3'
import type { CommitResult } from '../../ports/store.ts'
import { plainName } from './field-sql.ts'
import { isTaken, sqliteError } from './sqlite-error.ts'

/** A write whose document is already text, so that what the caller does to its object later cannot reach the store. */
export type EncodedWrite =
  | { kind: 'insert'; collection: string; id: string; revision: number; doc: string }
  | {
      kind: 'replace'
      collection: string
      id: string
      revision: number
      doc: string
      expectedRevision: number
    }
  | { kind: 'remove'; collection: string; id: string; expectedRevision: number }

interface Waiting {
  readonly writes: readonly EncodedWrite[]
  readonly resolve: (result: CommitResult) => void
  readonly reject: (error: Error) => void
}

/**
 * Makes many commits durable with one write to the disk: those asked for while
 * the event loop goes round once go into one transaction. Each is on its own
 * for all that: one that loses is undone alone. Nobody is answered before the
 * transaction is on the disk.
 */
export class GroupCommit {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()
  #waiting: Waiting[] = []

  constructor(database: Database) {
    this.#database = database
  }

  commit(writes: readonly EncodedWrite[]): Promise<CommitResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, resolve, reject })
      if (this.#waiting.length === 1) setImmediate(() => this.flush())
    })
  }

  /** Writes what is waiting, now. */
  flush(): void {
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []

    let results: CommitResult[]
    try {
      this.#run('BEGIN IMMEDIATE')
      results = group.map(({ writes }) => this.#apply(writes))
      this.#run('COMMIT')
    } catch (cause) {
      this.#rollBack()
      const error = sqliteError(this.#database.name, cause)
      for (const { reject } of group) reject(error)
      return
    }
    for (const [index, { resolve }] of group.entries()) resolve(results[index]!)
  }

  #apply(writes: readonly EncodedWrite[]): CommitResult {
    // A single statement that fails has undone itself.
    const guarded = writes.length > 1
    if (guarded) this.#run('SAVEPOINT one')
    for (const [index, write] of writes.entries()) {
      const reason = this.#write(write)
      if (reason === undefined) continue
      if (guarded) {
        this.#run('ROLLBACK TO one')
        this.#run('RELEASE one')
      }
      return { committed: false, index, reason }
    }
    if (guarded) this.#run('RELEASE one')
    return { committed: true }
  }

  #write(write: EncodedWrite): 'exists' | 'stale' | undefined {
    const table = plainName(write.collection)
    try {
      switch (write.kind) {
        case 'insert':
          this.#run(
            `INSERT INTO ${table} (id, revision, doc) VALUES (?, ?, ?)`,
            write.id,
            write.revision,
            write.doc,
          )
          return undefined
        case 'replace':
          return this.#run(
            `UPDATE ${table} SET revision = ?, doc = ? WHERE id = ? AND revision = ?`,
            write.revision,
            write.doc,
            write.id,
            write.expectedRevision,
          ) === 1
            ? undefined
            : 'stale'
        case 'remove':
          return this.#run(
            `DELETE FROM ${table} WHERE id = ? AND revision = ?`,
            write.id,
            write.expectedRevision,
          ) === 1
            ? undefined
            : 'stale'
      }
    } catch (cause) {
      if (isTaken(cause)) return 'exists'
      throw cause
    }
  }

  /** Runs one statement, prepared once; the number of rows it changed. */
  #run(sql: string, ...values: (string | number)[]): number {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement.run(...values).changes
  }

  #rollBack(): void {
    // A full disk may have ended the transaction already.
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
  }
}
