import type { Write } from '../ports/store.ts'
import {
  headAt,
  sealEntry,
  type AuditRecord,
  type ChainHead,
  type ContentSeal,
  type EntryPlace,
} from './audit-entry.ts'
import { contentSeal, type AuditedCollections } from './audited-collections.ts'
import { withMark } from './document-mark.ts'
import type { Sealer } from './sealer.ts'

/** A change with its entries in their places. */
export interface PlacedChange {
  readonly writes: readonly Write[]
  /** Where the chain ends once the change is stored. */
  readonly head: ChainHead
}

/** What a change is placed by. */
export interface Placer {
  readonly sealer: Sealer
  readonly collections: AuditedCollections
}

/**
 * Puts the entries of a change behind the head of a chain, seals in them what every document is left as, and writes
 * into each document where the chain then ends.
 */
export function placeChange(
  change: readonly Write[],
  records: readonly AuditRecord[],
  place: Pick<EntryPlace, 'head' | 'follows'>,
  { sealer, collections }: Placer,
): PlacedChange {
  const contents = change.flatMap((write): ContentSeal[] => {
    const { collection } = write
    const audited = auditedAs(collections, collection)
    if (audited.kind !== 'subject') return []
    if (write.kind === 'remove') return [{ collection, id: write.id, seal: null }]
    const { document } = write
    return [
      { collection, id: document.id, seal: contentSeal(audited, { collection, document }, sealer) },
    ]
  })
  let { head } = place
  const entries: Write[] = []
  for (const [index, record] of records.entries()) {
    const { follows } = place
    const document = sealEntry(
      record,
      {
        head,
        ...(contents.length > 0 && { contents }),
        ...(index === 0 && follows && { follows }),
      },
      sealer,
    )
    head = headAt(document)
    entries.push({ kind: 'insert', collection: 'audit', document })
  }
  const marked = change.map((write): Write => {
    if (write.kind === 'remove') return write
    switch (auditedAs(collections, write.collection).kind) {
      case 'subject':
        return { ...write, document: withMark(write.document, head) }
      case 'content':
        return sealContent(write, { sealer, collections })
      case 'mark':
        return write
    }
  })
  return { writes: [...marked, ...entries], head }
}

/** A write of something that is named later, with its own seal. */
export function sealContent(write: Write, { sealer, collections }: Placer): Write {
  const { collection } = write
  const audited = auditedAs(collections, collection)
  if (write.kind !== 'insert' || audited.kind !== 'content') {
    throw new TypeError(`${collection} does not hold what is written once and named later`)
  }
  const { document } = write
  const seal = contentSeal(audited, { collection, document }, sealer)
  return { ...write, document: withMark(document, { seal }) }
}

/** How a collection is audited. @throws {TypeError} nobody has said so */
export function auditedAs(
  collections: AuditedCollections,
  name: string,
): AuditedCollections[string] {
  const found = collections[name]
  if (found === undefined) throw new TypeError(`nobody has said how ${name} is audited`)
  return found
}
