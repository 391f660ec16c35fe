import type { CollectionName, DocumentKinds, DocumentWrite } from './document-store.ts'

/**
 * The write of a document's next revision: the first puts it in, each later one takes the place of the one before it, or
 * is not taken where somebody was faster. Pure.
 */
export function nextWrite<Name extends CollectionName>(
  collection: Name,
  document: DocumentKinds[Name],
): DocumentWrite {
  const { revision } = document
  const write =
    revision === 1
      ? { kind: 'insert', collection, document }
      : { kind: 'replace', collection, document, expectedRevision: revision - 1 }
  // Which of the collections it is, the compiler does not follow; the parameters hold the two together.
  return write as DocumentWrite
}
