import { randomBytes } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'
import type {
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../ports/store.ts'
import { isAuditWrite, nextAuditWrite, recordOf } from './append-audit.ts'
import { closingAction, openingAction, sealEntry, type AuditActor } from './audit-entry.ts'
import { ChainPool, chainName, type Chain } from './chain-pool.ts'
import { findFormerHeads } from './former-heads.ts'

export interface AuditedStoreOptions {
  readonly store: Store
  readonly clock: Clock
  /** Commits with audit entries under way at once; more wait their turn. */
  readonly chains?: number
}

const system: AuditActor = { kind: 'system', id: 'jieli', title: 'Jieli' }

/**
 * A store that gives each audit record its place in a hash chain when it is
 * committed. Everything that writes to the audit log goes through it; several
 * processes may each have one over the same data. Begins by naming where the
 * chains of former processes ended.
 *
 * @throws {StoreError}
 */
export async function openAuditedStore(options: AuditedStoreOptions): Promise<Store> {
  const { store, clock, chains = 64 } = options
  const at = clock.now()
  const moment = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const process = `${moment}-${randomBytes(4).toString('hex')}`
  const name = chainName(process, 0)
  const former = (await findFormerHeads(store)).map((head) => ({ ...head }))
  const opening = sealEntry(
    { at, actor: system, action: openingAction, target: process, detail: { former } },
    { chain: name, seq: 0, hash: '' },
  )
  const result = await store.commit([{ kind: 'insert', collection: 'audit', document: opening }])
  if (!result.committed) throw new Error('two processes chose the same random name')
  const first = { head: { chain: name, seq: 1, hash: opening.hash } }
  return new AuditedStore(store, clock, process, new ChainPool(process, first, chains))
}

class AuditedStore implements Store {
  readonly #store: Store
  readonly #clock: Clock
  readonly #process: string
  readonly #pool: ChainPool
  readonly #busy = new Set<Promise<unknown>>()
  #closing: Promise<void> | undefined

  constructor(store: Store, clock: Clock, process: string, pool: ChainPool) {
    this.#store = store
    this.#clock = clock
    this.#process = process
    this.#pool = pool
  }

  get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    return this.#store.get<T>(collection, id)
  }

  find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    return this.#store.find<T>(collection, query)
  }

  distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    return this.#store.distinct(collection, fields, among)
  }

  ping(): Promise<void> {
    return this.#store.ping()
  }

  commit(writes: readonly Write[]): Promise<CommitResult> {
    if (this.#closing || !writes.some(isAuditWrite)) return this.#store.commit(writes)
    const committing = this.#commit(writes)
    const settled = committing.catch(() => {}).finally(() => this.#busy.delete(settled))
    this.#busy.add(settled)
    return committing
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #commit(asked: readonly Write[]): Promise<CommitResult> {
    let writes = asked
    for (;;) {
      let chain = this.#pool.take()
      if (!chain) {
        // What the caller does to its objects while we wait must not be stored.
        writes = structuredClone(writes)
        chain = await this.#pool.wait()
      }
      const placed = place(writes, chain)
      let result: CommitResult
      try {
        result = await this.#store.commit(placed.writes)
      } catch (cause) {
        this.#pool.retire(chain)
        throw cause
      }
      if (result.committed) chain.head = placed.head
      else if (isAuditWrite(writes[result.index]!)) {
        // Someone else wrote to our chain: leave it to whoever verifies, and go on with another.
        this.#pool.retire(chain)
        continue
      }
      this.#pool.give(chain)
      return result
    }
  }

  async #close(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy)
    try {
      const heads = this.#pool.heads().map((head) => ({ ...head }))
      await this.#commit([
        nextAuditWrite({
          at: this.#clock.now(),
          actor: system,
          action: closingAction,
          target: this.#process,
          detail: { heads },
        }),
      ])
    } finally {
      await this.#store.close()
    }
  }
}

/** The writes with their audit records in their places, and where the chain will end. */
function place(writes: readonly Write[], { head }: Chain) {
  let end = head
  const placed = writes.map((write) => {
    if (!isAuditWrite(write)) return write
    const document = sealEntry(recordOf(write), end)
    end = { chain: document.chain, seq: document.seq, hash: document.hash }
    return { ...write, document }
  })
  return { writes: placed, head: end }
}
