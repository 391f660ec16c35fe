import type { StoredDocument } from '../ports/store.ts'
import { withoutMark } from './document-mark.ts'
import type { Sealer } from './sealer.ts'
import type { AuditProblemCode } from './problem-catalogue.ts'

/** Something that is wrong inside a document, whatever the log says of it. */
export interface InnerProblem {
  readonly code: AuditProblemCode
  /** Where in the document, as a path. */
  readonly path: string
}

/** Another document that one names, and cannot be without. */
export interface NamedDocument {
  readonly collection: string
  readonly id: string
  /** The hash its content must have, where the name says it. */
  readonly hash?: string
}

/** When and by whom something of a person was erased, and on what ground. */
export interface ErasedMark {
  readonly at: string
  readonly ground: string
  readonly by: string
  readonly confirmedBy: string
  /** Where it lies since, where it was archived. */
  readonly file?: string
}

/**
 * How a collection is audited.
 * - `subject`: each document has a chain of its own, and each entry of it the seal of what is audited of the document.
 * - `content`: a document is written once, and carries its own seal; whatever names it is audited.
 * - `mark`: the server's own marks of how far it has come, and nothing anybody could be asked about.
 */
export type AuditedCollection =
  | {
      readonly kind: 'subject'
      /** What is audited of a document, given without its mark, where it is not all of it. Pure. */
      readonly content?: (document: StoredDocument) => unknown
      /** Fields the server marks for itself without an entry; they, and how often it did, are not audited. */
      readonly marks?: readonly string[]
      /** True where documents are removed, and may come again under the same id. */
      readonly removable?: true
      /** True where the server removes what ran out, and nobody is asked. */
      readonly expires?: true
      /** What a document names. Pure. */
      readonly names?: (document: StoredDocument) => readonly NamedDocument[]
      /** The contents a document names, by their SHA-256; they are kept beside the store. Pure. */
      readonly files?: (document: StoredDocument) => readonly string[]
      /** By which erasure what told of a person is gone from a document; undefined where it is not. Pure. */
      readonly erased?: (document: StoredDocument) => ErasedMark | undefined
      /** Looks at a document by itself. Pure. */
      readonly check?: (document: StoredDocument, sealer: Sealer) => readonly InnerProblem[]
    }
  | {
      readonly kind: 'content'
      /** The hash of a document's content, where what names it says one. Pure. */
      readonly hash?: (document: StoredDocument) => string
    }
  | { readonly kind: 'mark' }

/** By the name of the collection. */
export type AuditedCollections = Readonly<Record<string, AuditedCollection>>

/** What is audited of a document: all of it but the mark itself, unless its collection says otherwise. Pure. */
export function auditedContent(audited: AuditedCollection, document: StoredDocument): unknown {
  const whole = withoutMark(document)
  if (audited.kind !== 'subject') return whole
  const { content, marks } = audited
  const unmarked = marks === undefined ? whole : withoutFields(whole, ['revision', ...marks])
  return content === undefined ? unmarked : content(unmarked)
}

function withoutFields(document: StoredDocument, left: readonly string[]): StoredDocument {
  const kept = Object.entries(document).filter(([field]) => !left.includes(field))
  return Object.fromEntries(kept) as unknown as StoredDocument
}

/** The seal of what is audited of a document. */
export function contentSeal(
  audited: AuditedCollection,
  where: { readonly collection: string; readonly document: StoredDocument },
  sealer: Sealer,
): string {
  return sealer.seal(sealedContent(audited, where))
}

/** Whether a seal is the one of what is audited of a document now. Pure. */
export function contentHolds(
  audited: AuditedCollection,
  where: {
    readonly collection: string
    readonly document: StoredDocument
    readonly seal: string
  },
  sealer: Sealer,
): boolean {
  return sealer.holds(sealedContent(audited, where), where.seal)
}

function sealedContent(
  audited: AuditedCollection,
  { collection, document }: { readonly collection: string; readonly document: StoredDocument },
): unknown {
  return { collection, id: document.id, content: auditedContent(audited, document) }
}

/** The chain of a document. One that may come again after it was removed gets another each time. Pure. */
export function subjectChain(collection: string, id: string): string {
  return `${collection}/${id}`
}

/** Whether a chain is one of a document's. Pure. */
export function isChainOf(chain: string, collection: string, id: string): boolean {
  const own = subjectChain(collection, id)
  return chain === own || chain.startsWith(`${own}${againMark}`)
}

/** Comes before what tells the chains of one id apart. */
export const againMark = '~'
