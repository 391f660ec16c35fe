import type { StoredDocument } from '../ports/store.ts'
import type {
  AuditedCollection,
  ErasedMark,
  InnerProblem,
  NamedDocument,
} from './audited-collections.ts'
import type { Sealer } from './sealer.ts'

/** Each function of a collection is given its own documents alone. */
export function subject<Document extends StoredDocument>(of: {
  readonly content?: (document: Document) => unknown
  readonly marks?: readonly (keyof Document & string)[]
  readonly names?: (document: Document) => readonly NamedDocument[]
  readonly files?: (document: Document) => readonly string[]
  readonly erased?: (document: Document) => ErasedMark | undefined
  readonly check?: (document: Document, sealer: Sealer) => readonly InnerProblem[]
}): AuditedCollection {
  return { kind: 'subject', ...of } as unknown as AuditedCollection
}

/** A collection whose documents are named with the hash of their content. Pure. */
export function content<Document extends StoredDocument>(
  hash: (document: Document) => string,
): AuditedCollection {
  return { kind: 'content', hash } as unknown as AuditedCollection
}

/** Documents of one collection, by their ids. Pure. */
export function named(collection: string, ids: readonly string[]): NamedDocument[] {
  return ids.map((id) => ({ collection, id }))
}
