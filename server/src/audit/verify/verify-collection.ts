import type { StoredDocument } from '../../ports/store.ts'
import { lastOfChain, type AuditEntry } from '../audit-entry.ts'
import {
  againMark,
  isChainOf,
  subjectChain,
  type AuditedCollection,
  type NamedDocument,
} from '../audited-collections.ts'
import { headOf } from '../document-mark.ts'
import { readAll, readChecked } from '../read-pages.ts'
import { verifyChains, type ChainEnd } from './verify-chains.ts'
import { suspect, suspectInside, type SeenDocument, type Suspicion } from './verify-document.ts'
import { suspectFiles } from './verify-files.ts'
import type { Verifier } from './verifier.ts'

/** The hash of each document that is written once and named later, by collection and id; empty where it has none. */
export type KnownContents = Map<string, string>

interface Collection {
  readonly name: string
  readonly audited: AuditedCollection
  /** False for a store that was never taken over: there is nothing to compare with. */
  readonly adopted: boolean
}

/**
 * Goes through a collection and the chains of its documents side by side, both in the order of their ids: in memory of
 * one page each, however many there are. Where one id begins with another the orders differ; then each is looked up.
 */
export async function verifyCollection(
  verifier: Verifier,
  collection: Collection,
  contents: KnownContents,
): Promise<void> {
  const { store, pace, findings, progress } = verifier
  const { name } = collection
  const documents = readAll<StoredDocument>(store, name, { query: { checked: true }, pace })
  const chains = verifyChains(verifier, { above: `${name}/`, below: `${name}0` })
  let chain = await next(chains)
  for await (const document of documents) {
    const ends: AuditEntry[] = []
    while (chain !== undefined && inOrder(ownerOf(chain, name), document.id) <= 0) {
      if (ownerOf(chain, name) === document.id) ends.push(chain.last)
      else await verifyGone(verifier, collection, chain)
      chain = await next(chains)
    }
    await verifyDocument(verifier, { ...collection, document, ends }, contents)
    findings.looked.documents += 1
    if (findings.looked.documents % 100 === 0) progress(findings.looked)
  }
  for (; chain !== undefined; chain = await next(chains)) {
    await verifyGone(verifier, collection, chain)
  }
}

/** Looks at a document; what is wrong is looked at again before it is told, for somebody may be writing. */
export async function verifyDocument(
  verifier: Verifier,
  seen: Omit<SeenDocument, 'collection'> & Collection,
  contents: KnownContents,
): Promise<void> {
  const { store, findings } = verifier
  const { name, audited, adopted } = seen
  let found: readonly Suspicion[] = []
  let present: SeenDocument = { ...seen, collection: name }
  for (let look = 0; look < looks; look++) {
    found = await suspicionsOf(verifier, present, { adopted, contents })
    if (found.length === 0) break
    const document = await readChecked(store, name, present.document.id)
    // Gone meanwhile: its chain tells.
    if (document === undefined) return
    const ends = await endsOf(verifier, name, document)
    present = { collection: name, audited, document, ends }
  }
  for (const [code, where, values] of found) findings.add(code, where, values)
  const { document: looked } = present
  const erased = audited.kind === 'subject' ? audited.erased?.(looked) : undefined
  // What is not as the log says tells nothing, not even that.
  if (erased !== undefined && found.length === 0)
    findings.addErased(subjectChain(name, looked.id), erased)
  if (audited.kind === 'content') {
    const { document } = present
    contents.set(subjectChain(name, document.id), hashOf(audited, document))
  }
}

/** Enough for whatever was being written to be written. */
const looks = 3

async function suspicionsOf(
  verifier: Verifier,
  seen: SeenDocument,
  known: { readonly adopted: boolean; readonly contents: KnownContents },
): Promise<Suspicion[]> {
  const found = await suspect(verifier, seen)
  const told = found.filter(([code]) => known.adopted || code !== 'DOCUMENT_UNRECORDED')
  const names = await suspectNames(verifier, seen, known.contents)
  const files = await suspectFiles(verifier, seen)
  return [...told, ...suspectInside(verifier, seen), ...names, ...files]
}

/** What a document names must be there, and of a published version be what was published. */
async function suspectNames(
  verifier: Verifier,
  { audited, document }: SeenDocument,
  contents: KnownContents,
): Promise<readonly Suspicion[]> {
  const found: Suspicion[] = []
  for (const { collection, id, hash } of namesIn(audited, document)) {
    const where = subjectChain(collection, id)
    const known = contents.get(where) ?? (await hashNow(verifier, collection, id))
    if (known === undefined) found.push(['DOCUMENT_MISSING', where, { document: where }])
    else if (hash !== undefined && hash !== known) {
      found.push(['BUNDLE_CHANGED', document.id, { document: document.id }])
    }
  }
  return found
}

function namesIn(audited: AuditedCollection, document: StoredDocument): readonly NamedDocument[] {
  if (audited.kind !== 'subject' || audited.names === undefined) return []
  try {
    return audited.names(document)
  } catch {
    // What is wrong with it is told by the log.
    return []
  }
}

/** The hash of what was written since the others were looked at; undefined when it is not there. */
async function hashNow(
  { store, collections }: Verifier,
  collection: string,
  id: string,
): Promise<string | undefined> {
  const document = await store.get(collection, id)
  const audited = collections[collection]
  return document && audited && hashOf(audited, document)
}

/** A chain without its document. */
async function verifyGone(
  { store, findings }: Verifier,
  { name, audited }: Collection,
  chain: ChainEnd,
): Promise<void> {
  const removed = chain.last.contents?.[0]?.seal === null
  if (removed || (audited.kind === 'subject' && audited.expires)) return
  const id = ownerOf(chain, name)
  const where = subjectChain(name, id)
  if ((await store.get(name, id)) === undefined) {
    findings.add('DOCUMENT_MISSING', where, { document: where })
  }
}

/** The last entries of a document's own chains, as they are now. */
export async function endsOf(
  { store }: Pick<Verifier, 'store'>,
  collection: string,
  document: StoredDocument,
): Promise<readonly AuditEntry[]> {
  const { id } = document
  const named = headOf(document)?.chain
  const own = new Set([subjectChain(collection, id)])
  if (typeof named === 'string' && isChainOf(named, collection, id)) own.add(named)
  const ends: AuditEntry[] = []
  for (const chain of own) {
    const last = await lastOfChain(store, chain)
    if (last !== undefined) ends.push(last)
  }
  return ends
}

/** The id of the document a chain is about. */
function ownerOf({ chain }: ChainEnd, collection: string): string {
  const [id = ''] = chain.slice(collection.length + 1).split(againMark)
  return id
}

function hashOf(audited: AuditedCollection, document: StoredDocument): string {
  try {
    return audited.kind === 'content' ? (audited.hash?.(document) ?? '') : ''
  } catch {
    return ''
  }
}

/** As both stores sort: by the bytes of UTF-8. */
function inOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

async function next(chains: AsyncGenerator<ChainEnd>): Promise<ChainEnd | undefined> {
  const { value, done } = await chains.next()
  return done === true ? undefined : value
}
