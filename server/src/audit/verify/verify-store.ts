import { storedAfter } from '../../ports/time.ts'
import type { ContentReader } from '../../ports/attachment-contents.ts'
import type { StoreReader } from '../../ports/store.ts'
import { latestOwn, openingAction } from '../audit-entry.ts'
import type { AuditedCollection, AuditedCollections } from '../audited-collections.ts'
import type { CheckpointDocument } from '../checkpoint.ts'
import { readCheckpointFile } from '../checkpoint-file.ts'
import { eager, type Pace } from '../read-pages.ts'
import { keyOf, type Sealer } from '../sealer.ts'
import { Findings, type AuditReport, type Looked } from './findings.ts'
import { lookAtFiles } from './verify-files.ts'
import type { Verifier } from './verifier.ts'
import { verifyProcesses, verifyStrays } from './verify-chains.ts'
import { verifyCheckpointFile, verifyCheckpoints } from './verify-checkpoints.ts'
import { verifyCollection, type KnownContents } from './verify-collection.ts'
import { verifyNewest } from './verify-newest.ts'

export interface VerificationOptions {
  readonly store: StoreReader
  readonly sealer: Sealer
  readonly collections: AuditedCollections
  /** The contents that documents name: hashed in a whole verification, and looked for in one of what is new. */
  readonly contents?: ContentReader | undefined
  /** The public key checkpoints must be signed with, in hexadecimal. */
  readonly publicKey: string
  /** A file of checkpoints to hold against the store. */
  readonly checkpointFile?: string | undefined
  /** True where the file has to hold something. */
  readonly fileRequired?: boolean
  /** Only what was written from a moment on; everything when absent. */
  readonly since?: string | undefined
  readonly pace?: Pace
  readonly progress?: (looked: Readonly<Looked>) => void
}

/** Clocks of several servers differ by less, in milliseconds. */
const margin = 600_000

/**
 * Verifies what is stored: every entry of the log by its seal and its place, every document against what the log says
 * of it, cases against their own history, published versions against their hash, checkpoints by their signature and
 * against a file. Reads page by page in memory that does not grow with what is stored, gives way between any two, and
 * may run beside a server that writes.
 *
 * With `since`, only what was written from then on.
 * @throws {StoreError}, and what reading the file throws
 */
export async function verifyStore(options: VerificationOptions): Promise<AuditReport> {
  const { store, sealer, collections, checkpointFile, since } = options
  const verifier: Verifier = {
    store,
    sealer,
    collections,
    publicKey: options.publicKey,
    pace: options.pace ?? eager,
    findings: new Findings(),
    ...(options.contents && { files: lookAtFiles(options.contents, since === undefined) }),
    progress: options.progress ?? (() => {}),
  }
  const from = since === undefined ? undefined : storedAfter(since, -margin)
  await verifyCheckpoints(verifier, from)
  const required = options.fileRequired === true
  if (checkpointFile !== undefined && (from === undefined || required)) {
    await verifyCheckpointFile(verifier, checkpointFile, required)
  }
  if (from !== undefined) {
    await verifyNewest(verifier, from)
    return verifier.findings.report()
  }
  const adopted = await isAdopted(store, checkpointFile)
  if (!adopted) verifier.findings.add('NOT_ADOPTED', 'store', {})
  await verifyProcesses(verifier, adopted)
  const contents: KnownContents = new Map()
  // What is named comes before what names it.
  for (const kind of ['content', 'subject'] as const) {
    for (const [name, audited] of Object.entries<AuditedCollection>(collections)) {
      if (audited.kind === kind) {
        await verifyCollection(verifier, { name, audited, adopted }, contents)
      }
    }
  }
  const chained = Object.entries<AuditedCollection>(collections).filter(
    ([, { kind }]) => kind !== 'mark',
  )
  await verifyStrays(verifier, ['audit', ...chained.map(([name]) => name)])
  return verifier.findings.report()
}

/** Whether the log of a store was ever kept with a key: what is there says so, or the file beside it. */
async function isAdopted(store: StoreReader, file: string | undefined): Promise<boolean> {
  const [checkpoint] = await store.find<CheckpointDocument>('checkpoints', { limit: 1 })
  if (checkpoint !== undefined) return true
  if (file !== undefined) {
    for await (const { line } of readCheckpointFile(file)) if (line !== undefined) return true
  }
  const openings = await latestOwn(store, openingAction, 1)
  return openings.some(({ hash }) => keyOf(hash) !== undefined)
}
