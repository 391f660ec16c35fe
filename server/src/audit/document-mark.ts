import type { StoredDocument, StoreReader } from '../ports/store.ts'
import type { ChainHead } from './audit-entry.ts'

/** What a document carries of the log: the entry that tells of it last, or the seal over itself. */
export type DocumentMark = ChainHead | { readonly seal: string }

/** Where the mark is while a document is in use: whoever copies the document copies it, and no reply has it. */
const inUse = Symbol('what a document carries of the log')

/** A mark together with what it was read of: a copy may have become another document, or another revision. */
interface UsedMark {
  readonly id: string
  readonly revision: number
  readonly mark: DocumentMark
}

interface Marked extends StoredDocument {
  readonly audit?: DocumentMark
  readonly [inUse]?: UsedMark
}

/** What a document carries of the log. Pure. */
export function markOf(document: StoredDocument): DocumentMark | undefined {
  const { [inUse]: used, audit } = document as Marked
  return used?.mark ?? audit
}

/** The mark of the revision that a document replaces, where it was copied from that one. Pure. */
export function carriedMark(
  document: StoredDocument,
  expectedRevision: number,
): DocumentMark | undefined {
  const { [inUse]: used, id } = document as Marked
  return used?.id === id && used.revision === expectedRevision ? used.mark : undefined
}

/** The entry that tells of a document last; undefined for one that is older than the chains. Pure. */
export function headOf(document: StoredDocument): ChainHead | undefined {
  const mark = markOf(document)
  return isHead(mark) ? mark : undefined
}

/** Whether a mark names an entry: whoever writes past the server may leave anything. Pure. */
export function isHead(mark: DocumentMark | undefined): mark is ChainHead {
  const { chain, seq, hash } = (mark ?? {}) as Partial<ChainHead>
  return (
    typeof chain === 'string' &&
    typeof hash === 'string' &&
    Number.isInteger(seq) &&
    Object.keys(mark ?? {}).length === 3
  )
}

/** The seal a document carries over itself; undefined where it carries none, or not that alone. Pure. */
export function sealIn(mark: DocumentMark | undefined): string | undefined {
  const { seal } = (mark ?? {}) as { readonly seal?: unknown }
  return typeof seal === 'string' && Object.keys(mark ?? {}).length === 1 ? seal : undefined
}

/** A document with its mark as it is stored. Pure. */
export function withMark(document: StoredDocument, mark: DocumentMark): StoredDocument {
  const { [inUse]: _used, ...rest } = document as Marked
  return { ...rest, audit: mark } as Marked
}

/**
 * Gives a document that was stored the mark it was stored with, so that whoever has it in hand can write it again
 * without reading it.
 */
export function remark(document: StoredDocument, mark: DocumentMark): void {
  const { id, revision } = document
  if (!Object.isExtensible(document)) return
  ;(document as { [inUse]?: UsedMark })[inUse] = { id, revision, mark }
}

/** A document without its mark. Pure. */
export function withoutMark(document: StoredDocument): StoredDocument {
  const { [inUse]: _used, audit: _audit, ...rest } = document as Marked
  return rest
}

/**
 * A store to be read by whoever works with documents and need not know of the log: the marks travel along with the
 * documents, and with every copy that is made of them in memory, where nothing that lists their fields comes upon them.
 */
export function unmarkedReader(store: StoreReader): StoreReader {
  return {
    get: async <T extends StoredDocument>(collection: string, id: string) => {
      const document = await store.get<T>(collection, id)
      return document && use(document)
    },
    find: async <T extends StoredDocument>(
      ...asked: Parameters<StoreReader['find']>
    ): Promise<T[]> => (await store.find<T>(...asked)).map(use),
    distinct: (...asked) => store.distinct(...asked),
    ping: () => store.ping(),
  }
}

function use<T extends StoredDocument>(document: T): T {
  const { audit, ...rest } = document as T & Marked
  if (audit === undefined) return document
  const { id, revision } = document
  return { ...rest, [inUse]: { id, revision, mark: audit } } as unknown as T
}
