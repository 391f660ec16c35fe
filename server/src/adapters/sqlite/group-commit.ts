import type { Database } from 'better-sqlite3'
import type { CommitResult } from '../../ports/store.ts'
import { sqliteError } from './sqlite-error.ts'
import { type RowWrite, RowWriter } from './write-row.ts'

interface Waiting {
  readonly writes: readonly RowWrite[]
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
  readonly #writer: RowWriter
  #waiting: Waiting[] = []

  constructor(database: Database) {
    this.#database = database
    this.#writer = new RowWriter(database)
  }

  commit(writes: readonly RowWrite[]): Promise<CommitResult> {
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

  #apply(writes: readonly RowWrite[]): CommitResult {
    // A single statement that fails has undone itself.
    const guarded = writes.length > 1
    if (guarded) this.#run('SAVEPOINT one')
    for (const [index, write] of writes.entries()) {
      const reason = this.#writer.write(write)
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

  #run(sql: string): void {
    this.#writer.statement(sql).run()
  }

  #rollBack(): void {
    // A full disk may have ended the transaction already.
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
  }
}
