import type { StoredDocument } from '../ports/store.ts'

/**
 * What a document keeps of the request that made it, so that a repeat is known for one. Documents that were made
 * without an idempotency key have none of it.
 */
export interface MadeDocument extends StoredDocument, RequestTrace {}

/** Scalars of their own, for the store finds a document by them. */
interface RequestTrace {
  readonly requestKey?: string
  readonly requestHash?: string
  /** The same key where no two documents may share it: the store itself lets only one of two be made. */
  readonly createKey?: string | null
}

/** A document without what it keeps of the request that made it: as the world sees it. Pure. */
export function withoutMark<D extends RequestTrace>(document: D): Omit<D, keyof RequestTrace> {
  const { requestKey: _, requestHash: __, createKey: ___, ...rest } = document
  return rest
}
