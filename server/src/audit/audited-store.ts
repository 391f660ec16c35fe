import { randomBytes } from 'node:crypto'
import type { ContentReader } from '../ports/attachment-contents.ts'
import type { AlgorithmSet } from '../ports/data-keys.ts'
import type { Clock } from '../ports/clock.ts'
import { keepReads, type KeptReads } from '../ports/kept-reads.ts'
import type { CommitResult, Store, StoreReader, Write } from '../ports/store.ts'
import type { SigningKey } from '../package-file/signing-key.ts'
import { adoptStore } from './adopt-store.ts'
import {
  closingAction,
  faultOf,
  headAt,
  openingAction,
  sealEntry,
  systemActor,
  withoutDetail,
  type AuditEntry,
  type AuditRecord,
  type ChainHead,
} from './audit-entry.ts'
import type { AuditedCollections } from './audited-collections.ts'
import { ChainPool, chainName } from './chain-pool.ts'
import { CheckpointWriter } from './checkpoint-writer.ts'
import { UntracedError, type Audited, type AuditedAction, type Commit } from './commit.ts'
import { remark, unmarkedReader } from './document-mark.ts'
import { findFormerHeads } from './former-heads.ts'
import { findLostKeys } from './lost-keys.ts'
import { auditedAs, placeChange, sealContent, type Placer } from './place-change.ts'
import { assertMark, carryMark, placeOf } from './place-of.ts'
import type { Pace } from './read-pages.ts'
import { createSealer, type Sealer } from './sealer.ts'
import type { AuditReport } from './verify/findings.ts'
import { verifyStore } from './verify/verify-store.ts'

export interface AuditedStoreOptions {
  readonly store: Store
  readonly clock: Clock
  /** Seals what is written, and signs the checkpoints. */
  readonly signingKey: SigningKey
  readonly collections: AuditedCollections
  /** By what seals are made from now on; by those of everywhere when absent. */
  readonly algorithms?: AlgorithmSet
  /** The contents that documents name, to be verified with them. */
  readonly contents?: ContentReader
  /** The file checkpoints are appended to, one a line; without one they are in the store alone. */
  readonly checkpointFile?: string
  /** The key the log is sealed with, where it is lost for good: what it sealed is not checked from now on. */
  readonly lostKey?: string
  /** Commits without a document of their own under way at once; more wait their turn. */
  readonly chains?: number
  /** Told of a checkpoint that could not be written; it is tried again with the next. */
  readonly failed?: (error: unknown) => void
  /** Told how many documents of an older store were taken over so far. */
  readonly adopting?: (documents: number) => void
}

/** A store that can be written to through the log alone. */
export interface AuditedStore extends StoreReader {
  readonly commit: Commit
  /** What seals the entries, and whatever else is kept for ever. */
  readonly sealer: Sealer
  /**
   * Takes the detail of an entry away, with the salt it was hidden under; its chain holds on. An entry that says so comes
   * first: see `erasingAction`. @returns false where it has none, or is sealed in a way that does not let it go
   */
  readonly eraseDetail: (id: string) => Promise<boolean>
  /** Writes where the chains end into a signed checkpoint, if any has moved since the last. */
  readonly writeCheckpoint: () => Promise<void>
  /**
   * Verifies what is stored: all of it, or what was written from a moment on.
   * @throws {StoreError}
   */
  readonly verify: (since: string | undefined, pace: Pace) => Promise<AuditReport>
  /** When the last checkpoint before this process was written; undefined when there was none. */
  readonly since: string | undefined
  /** The file checkpoints are appended to. */
  readonly checkpointFile: string | undefined
  /** Ends the chains, writes a last checkpoint, and lets go of the store. A second call does nothing. */
  readonly close: () => Promise<void>
}

/**
 * Opens the log over a store: several processes may each have one over the same data. Takes over what an older version
 * stored, begins by naming where the chains of former processes ended, and writes a first checkpoint.
 *
 * @throws {StoreError}
 * @throws {AuditKeyError} when the log is sealed with another key
 */
export async function openAuditedStore(options: AuditedStoreOptions): Promise<AuditedStore> {
  const { store, clock, signingKey, collections, chains = 64 } = options
  const lost = await findLostKeys(store, createSealer(signingKey), options.lostKey)
  const sealer = createSealer(signingKey, lost, options.algorithms)
  const placer: Placer = { sealer, collections }
  const checkpoints = new CheckpointWriter({
    store,
    clock,
    signingKey,
    keyId: sealer.keyId,
    ...(options.checkpointFile !== undefined && { file: options.checkpointFile }),
    failed: options.failed ?? (() => {}),
  })
  const known = await checkpoints.open()
  if (!known) await adoptStore({ store, clock, placer, adopted: options.adopting ?? (() => {}) })

  const at = clock.now()
  const moment = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const process = `${moment}-${randomBytes(4).toString('hex')}`
  const former = (await findFormerHeads(store)).map((head) => ({ ...head }))
  const opening = sealEntry(
    {
      at,
      actor: systemActor,
      action: openingAction,
      target: process,
      detail: { former, ...(lost.size > 0 && { lostKeys: [...lost] }) },
    },
    { head: { chain: chainName(process, 0), seq: 0, hash: '' } },
    sealer,
  )
  const result = await store.commit([{ kind: 'insert', collection: 'audit', document: opening }])
  if (!result.committed) throw new Error('two processes chose the same random name')
  await checkpoints.gather()
  await checkpoints.write()
  const pool = new ChainPool(process, { head: headAt(opening) }, chains)
  const verify: AuditedStore['verify'] = async (since, pace) =>
    await verifyStore({
      store,
      sealer,
      collections,
      contents: options.contents,
      publicKey: signingKey.publicKey,
      checkpointFile: options.checkpointFile,
      since,
      pace,
    })
  return new OpenAuditedStore({
    store,
    clock,
    process,
    pool,
    placer,
    checkpoints,
    checkpointFile: options.checkpointFile,
    verify,
  })
}

class OpenAuditedStore implements AuditedStore {
  readonly #store: Store
  readonly #kept: KeptReads
  readonly #clock: Clock
  readonly #process: string
  readonly #pool: ChainPool
  readonly #placer: Placer
  readonly #checkpoints: CheckpointWriter
  readonly #busy = new Set<Promise<unknown>>()
  #closing: Promise<void> | undefined

  readonly sealer: Sealer
  readonly verify: AuditedStore['verify']
  readonly since: string | undefined
  readonly checkpointFile: string | undefined
  readonly get: StoreReader['get']
  readonly find: StoreReader['find']
  readonly distinct: StoreReader['distinct']
  readonly ping: StoreReader['ping']

  constructor(parts: {
    readonly store: Store
    readonly clock: Clock
    readonly process: string
    readonly pool: ChainPool
    readonly placer: Placer
    readonly checkpoints: CheckpointWriter
    readonly checkpointFile: string | undefined
    readonly verify: AuditedStore['verify']
  }) {
    const { store } = parts
    this.#store = store
    this.#clock = parts.clock
    this.#process = parts.process
    this.#pool = parts.pool
    this.#placer = parts.placer
    this.#checkpoints = parts.checkpoints
    this.sealer = parts.placer.sealer
    this.verify = parts.verify
    this.since = parts.checkpoints.since
    this.checkpointFile = parts.checkpointFile
    this.#kept = keepReads(store)
    const reader = unmarkedReader({
      ...this.#kept,
      distinct: async (...asked) => store.distinct(...asked),
      ping: async () => store.ping(),
    })
    this.get = reader.get
    this.find = reader.find
    this.distinct = reader.distinct
    this.ping = reader.ping
  }

  readonly commit: Commit = (change, audited) => {
    const committing = this.#kept.through(change, async () => this.#commit(change, audited))
    const finished = committing.catch(() => {}).finally(() => this.#busy.delete(finished))
    this.#busy.add(finished)
    return committing
  }

  readonly eraseDetail = async (id: string): Promise<boolean> => {
    const entry = await this.#store.get<AuditEntry>('audit', id)
    if (entry?.salt === undefined || faultOf(entry, this.sealer) !== undefined) return false
    const document = withoutDetail(entry)
    const write = { kind: 'replace', collection: 'audit', document } as const
    return (await this.#store.commit([{ ...write, expectedRevision: entry.revision }])).committed
  }

  readonly writeCheckpoint = (): Promise<void> => this.#checkpoints.write()

  readonly close = (): Promise<void> => {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #commit(change: readonly Write[], audited: Audited): Promise<CommitResult> {
    assertPromised(change)
    if (audited === 'content') {
      return await this.#store.commit(change.map((write) => sealContent(write, this.#placer)))
    }
    if (audited === 'mark') {
      for (const write of change) assertMark(write, this.#placer.collections)
      return await this.#store.commit(await carryMark(this.#store, change, this.#placer))
    }
    const records = this.#recordsOf(audited)
    const place = await placeOf(this.#store, change[0], this.#placer)
    if (place === 'stale') return { committed: false, index: 0, reason: 'stale' }
    if (place === 'process') return await this.#commitToProcess(change, records)
    const placed = placeChange(change, records, place, this.#placer)
    const result = await this.#store.commit(placed.writes)
    if (result.committed) this.#noteStored(change, placed.head)
    else if (result.index >= change.length || this.#isMark(change[result.index], result.index))
      throw untraced(change)
    return result
  }

  /** A mark that follows a document is there only where the document was put back to what it was before. */
  #isMark(write: Write | undefined, index: number): boolean {
    if (write === undefined || index === 0) return false
    return auditedAs(this.#placer.collections, write.collection).kind === 'mark'
  }

  /** What no document decides goes into one of the process's own chains, which has one commit under way at a time. */
  async #commitToProcess(
    asked: readonly Write[],
    records: readonly AuditRecord[],
  ): Promise<CommitResult> {
    let change = asked
    for (;;) {
      let chain = this.#pool.take()
      if (!chain) {
        // What the caller does to its objects while we wait must not be stored.
        change = structuredClone(change)
        chain = await this.#pool.wait()
      }
      const placed = placeChange(change, records, { head: chain.head }, this.#placer)
      let result: CommitResult
      try {
        result = await this.#store.commit(placed.writes)
      } catch (cause) {
        this.#pool.retire(chain)
        throw cause
      }
      if (result.committed) {
        chain.head = placed.head
        this.#noteStored(asked, placed.head)
      } else if (result.index >= change.length) {
        // Someone else wrote to our chain: leave it to whoever verifies, and go on with another.
        this.#pool.retire(chain)
        continue
      }
      this.#pool.give(chain)
      return result
    }
  }

  #noteStored(change: readonly Write[], head: ChainHead): void {
    this.#checkpoints.note(head)
    for (const write of change) if (write.kind !== 'remove') remark(write.document, head)
  }

  #recordsOf(audited: AuditedAction | readonly AuditedAction[]): AuditRecord[] {
    const at = this.#clock.now()
    const actions = Array.isArray(audited)
      ? (audited as readonly AuditedAction[])
      : [audited as AuditedAction]
    return actions.map(({ county, ...action }) => ({
      at,
      ...action,
      ...(county !== undefined && county !== '' && { county }),
    }))
  }

  async #close(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy)
    try {
      const heads = this.#pool.heads().map((head) => ({ ...head }))
      const record = {
        at: this.#clock.now(),
        actor: systemActor,
        action: closingAction,
        target: this.#process,
        detail: { heads },
      }
      await this.#commitToProcess([], [record])
      await this.#checkpoints.write()
    } finally {
      await this.#store.close()
    }
  }
}

/** A list that only one of the stores could take would be found out in production. @throws {TypeError} our own code asked wrongly */
function assertPromised([, ...rest]: readonly Write[]): void {
  if (rest.some(({ kind }) => kind !== 'insert'))
    throw new TypeError('only inserts may follow the write that decides a commit')
}

function untraced([first]: readonly Write[]): UntracedError {
  const id = first === undefined ? '' : first.kind === 'remove' ? first.id : first.document.id
  return new UntracedError(first?.collection ?? '', id)
}
