import { randomBytes } from 'node:crypto'
import { storedAfter } from '../ports/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { SigningKey } from '../package-file/signing-key.ts'
import { headAt, latestOwn, openingAction, type ChainHead } from './audit-entry.ts'
import {
  checkpointId,
  checkpointPlace,
  lineHash,
  signCheckpoint,
  type CheckpointDocument,
  type CheckpointLine,
} from './checkpoint.ts'
import { appendCheckpoints, readCheckpointFile } from './checkpoint-file.ts'
import { entriesSince } from './entries-since.ts'
import { readAll } from './read-pages.ts'
import { isKeyed } from './sealer.ts'

/** After this many chains have moved a checkpoint is written without waiting for its time; no checkpoint names more. */
export const maxHeads = 1000

/** How far before the last checkpoint entries are looked for that no checkpoint names, in milliseconds: clocks differ. */
const margin = 600_000

/** Writes where the chains of this process stand into the store and into a file, signed, each naming the one before. */
export class CheckpointWriter {
  readonly #store: Store
  readonly #clock: Clock
  readonly #signingKey: SigningKey
  readonly #keyId: string
  readonly #file: string | undefined
  readonly #failed: (error: unknown) => void
  #moved = new Map<string, ChainHead>()
  #server = randomBytes(4).toString('hex')
  #number = 0
  #previous = ''
  /** When the last checkpoint was written before this process: this server's own, or else the newest of any. */
  #since: string | undefined
  /** Stored, but not in the file yet. */
  #unwritten: CheckpointLine[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(parts: {
    readonly store: Store
    readonly clock: Clock
    readonly signingKey: SigningKey
    readonly keyId: string
    readonly file?: string
    readonly failed: (error: unknown) => void
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#signingKey = parts.signingKey
    this.#keyId = parts.keyId
    this.#file = parts.file
    this.#failed = parts.failed
  }

  /**
   * Goes on where the file ends.
   * @returns whether the log has been kept with a key before
   */
  async open(): Promise<boolean> {
    let last: CheckpointLine | undefined
    if (this.#file !== undefined) {
      for await (const { line } of readCheckpointFile(this.#file)) last = line ?? last
    }
    if (last !== undefined) {
      const { server, number } = checkpointPlace(last.id)
      this.#server = server
      this.#number = number
      this.#previous = lineHash(last)
      await this.#follow()
    }
    const [newest] = await this.#store.find<CheckpointDocument>('checkpoints', {
      sort: { field: 'at', direction: 'descending' },
      limit: 1,
    })
    this.#since = last?.at ?? newest?.at
    if (last !== undefined || newest !== undefined) return true
    const [opening] = await latestOwn(this.#store, openingAction, 1)
    return opening !== undefined && isKeyed(opening.hash)
  }

  /** Takes note of every chain that has moved since the last checkpoint of whatever process wrote it. */
  async gather(): Promise<void> {
    const now = this.#clock.now()
    // A clock that ran ahead when it was written must not hide what came after.
    const since = this.#since !== undefined && this.#since < now ? this.#since : now
    const from = this.#since === undefined ? undefined : storedAfter(since, -margin)
    for await (const entry of entriesSince(this.#store, from)) {
      // Of entries from before there was a key the one that took them over tells.
      if (!isKeyed(entry.hash)) continue
      this.#add(headAt(entry))
      if (this.#moved.size >= maxHeads) await this.write()
    }
  }

  /** When the last checkpoint before this process was written; undefined when there was none. */
  get since(): string | undefined {
    return this.#since
  }

  /** Takes note of a chain that has moved. */
  note(head: ChainHead): void {
    this.#add(head)
    if (this.#moved.size === maxHeads) this.write().catch(this.#failed)
  }

  /** Writes a checkpoint if any chain has moved. @throws {StoreError}, or what the file throws */
  async write(): Promise<void> {
    const writing = this.#writing.catch(() => {}).then(() => this.#write())
    this.#writing = writing
    await writing
  }

  async #write(): Promise<void> {
    // What moves while this is written waits for the next.
    const moved = this.#moved
    this.#moved = new Map()
    const heads = [...moved.values()]
    try {
      for (let from = 0; from < heads.length; from += maxHeads) {
        await this.#insert(heads.slice(from, from + maxHeads))
      }
    } catch (error) {
      const since = this.#moved
      this.#moved = moved
      for (const head of since.values()) this.#add(head)
      throw error
    }
    await this.#append()
  }

  async #insert(heads: readonly ChainHead[]): Promise<void> {
    for (;;) {
      const id = checkpointId(this.#server, this.#number + 1)
      const at = this.#clock.now()
      const place = { id, at, previous: this.#previous, key: this.#keyId }
      const document = signCheckpoint(place, heads, this.#signingKey)
      const { committed } = await this.#store.commit([
        { kind: 'insert', collection: 'checkpoints', document },
      ])
      if (committed) {
        this.#take(document.line)
        return
      }
      // Another process over the same file was faster.
      await this.#follow()
    }
  }

  /** Goes on behind what is stored of this server's checkpoints. */
  async #follow(): Promise<void> {
    const stored = readAll<CheckpointDocument>(this.#store, 'checkpoints', {
      query: {
        where: [
          {
            field: 'id',
            operator: 'greaterThan',
            value: checkpointId(this.#server, this.#number),
          },
          // The semicolon comes right after the colon.
          { field: 'id', operator: 'lessThan', value: `${this.#server};` },
        ],
      },
    })
    for await (const { line } of stored) this.#take(line)
  }

  #take(line: CheckpointLine): void {
    this.#number = checkpointPlace(line.id).number
    this.#previous = lineHash(line)
    this.#unwritten.push(line)
  }

  async #append(): Promise<void> {
    const lines = this.#unwritten
    if (this.#file === undefined || lines.length === 0) return
    this.#unwritten = []
    try {
      await appendCheckpoints(this.#file, lines)
    } catch (error) {
      this.#unwritten = [...lines, ...this.#unwritten]
      throw error
    }
  }

  #add(head: ChainHead): void {
    const known = this.#moved.get(head.chain)
    if (known === undefined || known.seq < head.seq) this.#moved.set(head.chain, head)
  }
}
