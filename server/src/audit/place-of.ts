import { randomBytes } from 'node:crypto'
import type { StoreReader, Write } from '../ports/store.ts'
import {
  adoptingAction,
  entryId,
  type AuditEntry,
  type ChainHead,
  type EntryPlace,
} from './audit-entry.ts'
import {
  againMark,
  isChainOf,
  subjectChain,
  type AuditedCollections,
} from './audited-collections.ts'
import { UntracedError } from './commit.ts'
import { carriedMark, headOf, isHead, markOf, withMark } from './document-mark.ts'
import { auditedAs, type Placer } from './place-change.ts'

type Place = Pick<EntryPlace, 'head' | 'follows'>

/**
 * Where the entry of a change belongs: behind the end of the deciding document's chain, which the document itself tells;
 * or, where no such document decides, into a chain of the process. `stale` when the document has moved on or is gone.
 * @throws {UntracedError} when the document was written past the log
 */
export async function placeOf(
  store: StoreReader,
  first: Write | undefined,
  { collections }: Placer,
): Promise<Place | 'process' | 'stale'> {
  if (first === undefined) return 'process'
  const { collection } = first
  const audited = auditedAs(collections, collection)
  if (audited.kind !== 'subject') return 'process'
  if (first.kind === 'insert') {
    const own = subjectChain(collection, first.document.id)
    const chain = audited.removable ? `${own}${againMark}${randomBytes(6).toString('hex')}` : own
    return { head: { chain, seq: 0, hash: '' } }
  }
  if (first.kind === 'remove' && !audited.removable) {
    throw new TypeError(`documents of ${collection} are never removed`)
  }
  const id = first.kind === 'remove' ? first.id : first.document.id
  // Whoever changes what they read has the mark in what they write.
  const carried =
    first.kind === 'replace' ? carriedMark(first.document, first.expectedRevision) : undefined
  if (isHead(carried)) return behind(carried, collection, id)
  const stored = await store.get(collection, id)
  if (stored?.revision !== first.expectedRevision) return 'stale'
  const head = headOf(stored)
  return head ? behind(head, collection, id) : await behindAdoption(store, collection, id)
}

/** Behind the entry a document names: its own chain goes on, or begins behind the entry it came with. */
function behind(head: ChainHead, collection: string, id: string): Place {
  const { chain, seq, hash } = head
  if (isChainOf(chain, collection, id)) return { head }
  const own = subjectChain(collection, id)
  return { head: { chain: own, seq: 0, hash }, follows: { chain, seq } }
}

/** Behind the entry that took over a document older than the chains. */
async function behindAdoption(store: StoreReader, collection: string, id: string): Promise<Place> {
  const chain = subjectChain(collection, id)
  const adopted = await store.get<AuditEntry>('audit', entryId(chain, 0))
  if (adopted?.action !== adoptingAction) throw new UntracedError(collection, id)
  return { head: { chain, seq: 0, hash: adopted.hash } }
}

/** What the server marks for itself keeps what its document carries of the log. */
export async function carryMark(
  store: StoreReader,
  change: readonly Write[],
  { collections }: Placer,
): Promise<readonly Write[]> {
  const [first, ...rest] = change
  if (first?.kind !== 'replace') return change
  if (auditedAs(collections, first.collection).kind !== 'subject') return change
  const carried = carriedMark(first.document, first.expectedRevision)
  const stored = carried ? undefined : await store.get(first.collection, first.document.id)
  const mark = carried ?? (stored && markOf(stored))
  return mark === undefined
    ? change
    : [{ ...first, document: withMark(first.document, mark) }, ...rest]
}

/** @throws {TypeError} where our own code would leave a change without an entry */
export function assertMark(write: Write, collections: AuditedCollections): void {
  const audited = auditedAs(collections, write.collection)
  if (audited.kind === 'mark') return
  if (audited.kind === 'subject' && write.kind === 'replace' && audited.marks) return
  if (audited.kind === 'subject' && write.kind === 'remove' && audited.expires) return
  throw new TypeError(`${write.collection} is audited: this write needs an entry`)
}
