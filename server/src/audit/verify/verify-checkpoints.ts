import type { Query } from '../../ports/store.ts'
import { entryId, type AuditEntry, type ChainHead } from '../audit-entry.ts'
import {
  checkpointId,
  checkpointPlace,
  isSigned,
  isWhole,
  lineHash,
  type CheckpointDocument,
  type CheckpointLine,
} from '../checkpoint.ts'
import { readCheckpointFile } from '../checkpoint-file.ts'
import { readAll, readChecked } from '../read-pages.ts'
import type { Verifier } from './verifier.ts'

/** Ends of chains looked up at once. */
const batch = 50

/**
 * Looks at the checkpoints of the store: each as it was signed and behind the one before, and every entry it names as
 * it was then.
 * @param since those written from a moment on; all when absent
 */
export async function verifyCheckpoints(verifier: Verifier, since?: string): Promise<void> {
  const { findings, progress } = verifier
  let before: { server: string; number: number; hash: string } | undefined
  for await (const document of checkpointsSince(verifier, since)) {
    findings.looked.checkpoints += 1
    progress(findings.looked)
    const { id } = document
    if (!isWhole(document)) {
      findings.add('CHECKPOINT_CHANGED', id, { entry: id })
      before = undefined
      continue
    }
    const { line, heads } = document
    verifySigner(verifier, line)
    const { server, number } = checkpointPlace(id)
    if (before?.server !== server) before = undefined
    // Of some only, the first is taken as it is.
    before ??= since === undefined ? { server, number: 0, hash: '' } : undefined
    if (before !== undefined && number > before.number + 1) {
      const missing = checkpointId(server, before.number + 1)
      findings.add('CHECKPOINT_MISSING', missing, { entry: missing })
    } else if (before !== undefined && line.previous !== before.hash) {
      findings.add('CHECKPOINT_CHANGED', id, { entry: id })
    }
    before = { server, number, hash: lineHash(line) }
    await verifyHeads(verifier, id, heads)
  }
}

/** Server after server, each in the order of its numbers, whatever the clock showed. */
async function* checkpointsSince(
  { store, pace }: Verifier,
  since: string | undefined,
): AsyncGenerator<CheckpointDocument> {
  if (since === undefined) {
    yield* readAll<CheckpointDocument>(store, 'checkpoints', {
      query: { checked: true },
      pace,
    })
    return
  }
  const query: Pick<Query, 'where' | 'sort' | 'checked'> = {
    checked: true,
    where: [{ field: 'at', operator: 'greaterThanInclusive', value: since }],
    sort: { field: 'at', direction: 'ascending' },
  }
  const ids: string[] = []
  for await (const { id } of readAll(store, 'checkpoints', { query, pace })) ids.push(id)
  for (const id of ids.toSorted()) {
    const document = await readChecked(store, 'checkpoints', id)
    if (document !== undefined) yield document as CheckpointDocument
  }
}

/** Holds a file of checkpoints, perhaps one that was kept elsewhere, against the store. */
export async function verifyCheckpointFile(
  verifier: Verifier,
  file: string,
  required: boolean,
): Promise<void> {
  const { findings, progress } = verifier
  for await (const { number, line, last } of readCheckpointFile(file)) {
    if (line === undefined) {
      if (!last) findings.add('CHECKPOINT_UNREADABLE', `${file}:${number}`, { line: number })
      continue
    }
    findings.looked.lines += 1
    progress(findings.looked)
    await verifyLine(verifier, line)
  }
  if (required && findings.looked.lines === 0) findings.add('CHECKPOINT_NONE', file, {})
}

async function verifyLine(verifier: Verifier, line: CheckpointLine): Promise<void> {
  const { store, findings } = verifier
  const { id } = line
  verifySigner(verifier, line)
  if (!isSigned(line)) {
    findings.add('CHECKPOINT_CHANGED', id, { entry: id })
    return
  }
  const document = await store.get<CheckpointDocument>('checkpoints', id)
  if (document === undefined) findings.add('CHECKPOINT_MISSING', id, { entry: id })
  else if (!isWhole(document) || lineHash(document.line) !== lineHash(line)) {
    findings.add('CHECKPOINT_CHANGED', id, { entry: id })
  }
}

/** A checkpoint is signed with the key asked for, or with one that is known to be lost. */
function verifySigner(
  { publicKey, sealer, findings }: Verifier,
  { id, key, publicKey: signer }: CheckpointLine,
): void {
  if (signer === publicKey) return
  if (sealer.lostKeys.has(key)) findings.addLost(key)
  else findings.add('CHECKPOINT_OTHER_KEY', id, { entry: id })
}

async function verifyHeads(
  { store, findings }: Verifier,
  checkpoint: string,
  heads: readonly ChainHead[],
): Promise<void> {
  for (let from = 0; from < heads.length; from += batch) {
    const some = heads.slice(from, from + batch)
    const entries = await Promise.all(
      some.map(async ({ chain, seq }) => store.get<AuditEntry>('audit', entryId(chain, seq))),
    )
    for (const [index, { chain, seq, hash }] of some.entries()) {
      const id = entryId(chain, seq)
      const entry = entries[index]
      if (entry?.hash === hash && entry.chain === chain && entry.seq === seq) continue
      findings.add('CHECKPOINT_DIFFERS', id, { entry: id, checkpoint })
    }
  }
}
