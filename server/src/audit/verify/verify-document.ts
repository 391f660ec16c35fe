import type { StoredDocument } from '../../ports/store.ts'
import type { ProblemValues } from '../audit-problem.ts'
import { entryId, type AuditEntry } from '../audit-entry.ts'
import {
  contentHolds,
  isChainOf,
  subjectChain,
  type AuditedCollection,
} from '../audited-collections.ts'
import { isHead, markOf, sealIn } from '../document-mark.ts'
import type { AuditProblemCode } from '../problem-catalogue.ts'
import { makerOf } from '../sealer.ts'
import type { Verifier } from './verifier.ts'
import { isEntry } from './verify-entry.ts'

/** A problem before it is told: somebody may be writing at this moment, and it is looked at again. */
export type Suspicion = readonly [code: AuditProblemCode, where: string, values: ProblemValues]

/** A document beside the last entries of its chains. */
export interface SeenDocument {
  readonly collection: string
  readonly audited: AuditedCollection
  readonly document: StoredDocument
  /** The last entries of its own chains: of one at most, where documents are never removed. */
  readonly ends: readonly AuditEntry[]
}

/** What the log says of a document against what is stored of it. */
export async function suspect(verifier: Verifier, seen: SeenDocument): Promise<Suspicion[]> {
  const { collection, document, audited, ends } = seen
  const where = subjectChain(collection, document.id)
  const mark = markOf(document)
  if (mark === undefined) {
    const [adopted] = ends
    if (adopted === undefined) return [['DOCUMENT_UNRECORDED', where, { document: where }]]
    if (adopted.seq === 0) return compare(verifier, seen, adopted)
    const taken = await verifier.store.get('audit', entryId(adopted.chain, 0))
    // Only what was taken over ever was without a mark.
    return taken === undefined
      ? [['DOCUMENT_CHANGED', where, { document: where }]]
      : [older(where, adopted.chain, adopted.seq)]
  }
  if (audited.kind === 'content') {
    return holds(verifier, seen, sealIn(mark))
      ? []
      : [['DOCUMENT_CHANGED', where, { document: where }]]
  }
  if (!isHead(mark)) return [['DOCUMENT_CHANGED', where, { document: where }]]
  const foreign = !isChainOf(mark.chain, collection, document.id)
  if (foreign && ends[0] !== undefined) return [older(where, ends[0].chain, ends[0].seq)]
  const id = entryId(mark.chain, mark.seq)
  const entry = foreign
    ? await verifier.store.get<AuditEntry>('audit', id)
    : ends.find(({ chain }) => chain === mark.chain)
  if (entry === undefined || entry.seq < mark.seq) return [['ENTRY_MISSING', id, { entry: id }]]
  if (entry.seq > mark.seq) return [older(where, entry.chain, entry.seq)]
  return entry.hash === mark.hash && entry.chain === mark.chain
    ? compare(verifier, seen, entry)
    : [['DOCUMENT_CHANGED', where, { document: where }]]
}

/** What a document says against itself. */
export function suspectInside({ sealer }: Verifier, seen: SeenDocument): Suspicion[] {
  const { collection, audited, document } = seen
  if (audited.kind !== 'subject' || audited.check === undefined) return []
  const where = subjectChain(collection, document.id)
  try {
    return audited
      .check(document, sealer)
      .map(({ code, path }): Suspicion => [code, `${where}${path}`, { document: where, path }])
  } catch {
    // Whoever writes past the server may leave what nothing can read.
    return [['DOCUMENT_CHANGED', where, { document: where }]]
  }
}

function compare(verifier: Verifier, seen: SeenDocument, entry: AuditEntry): Suspicion[] {
  const { collection, document } = seen
  const where = subjectChain(collection, document.id)
  const told = isEntry(entry)
    ? entry.contents?.find((of) => of.collection === collection && of.id === document.id)
    : undefined
  if (told?.seal == null) return [['DOCUMENT_UNRECORDED', where, { document: where }]]
  return holds(verifier, seen, told.seal) ? [] : [['DOCUMENT_CHANGED', where, { document: where }]]
}

/** Whether a seal holds, or was made with a key that cannot be had: of that the entry tells. */
function holds({ sealer }: Verifier, seen: SeenDocument, seal: unknown): boolean {
  if (typeof seal !== 'string') return false
  const maker = makerOf(seal, sealer)
  if (maker === 'lost' || maker === 'other') return true
  try {
    return contentHolds(seen.audited, { ...seen, seal }, sealer)
  } catch {
    return false
  }
}

function older(where: string, chain: string, seq: number): Suspicion {
  return ['DOCUMENT_OLDER', where, { document: where, entry: entryId(chain, seq) }]
}
