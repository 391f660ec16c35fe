import { adoptedChain } from '../adopt-store.ts'
import { entryId, faultOf, lastOfChain, type AuditEntry } from '../audit-entry.ts'
import { entriesSince } from '../entries-since.ts'
import { readChecked } from '../read-pages.ts'
import type { Verifier } from './verifier.ts'
import { endsOf, verifyDocument } from './verify-collection.ts'
import { isEntry, verifyEntry, verifyLink } from './verify-entry.ts'

/** So many chains are remembered as looked at; beyond that one may be looked at twice. */
const maxRemembered = 20_000

/**
 * Looks at what was written from a moment on: the entries, that each follows from the one before, and the documents
 * they tell of.
 */
export async function verifyNewest(verifier: Verifier, since: string): Promise<void> {
  const { store, findings, pace, progress } = verifier
  const seen = new Set<string>()
  for await (const entry of entriesSince(store, since, { pace, checked: true })) {
    findings.looked.entries += 1
    progress(findings.looked)
    const found = await verifyEntry(verifier, entry)
    if (!isEntry(entry)) continue
    if (found === 'unkeyed' && !(await wasAdopted(verifier, entry))) {
      findings.add('ENTRY_UNSEALED', entry.id, { entry: entry.id })
    }
    await verifyPlace(verifier, entry)
    for (const { collection, id } of entry.contents ?? []) {
      const name = `${collection}/${id}`
      if (seen.has(name)) continue
      if (seen.size < maxRemembered) seen.add(name)
      await verifyTold(verifier, entry, { collection, id })
    }
  }
}

/** Where an entry of a chain must follow from the one before it, which may be older than what is looked at. */
async function verifyPlace(verifier: Verifier, entry: AuditEntry): Promise<void> {
  const { chain, seq } = entry
  const before = entryId(chain, seq - 1)
  const previous = await verifier.store.get<AuditEntry>('audit', before)
  if (previous !== undefined) verifyLink(verifier, entry, previous)
  else if (seq > 1) verifier.findings.add('ENTRY_MISSING', before, { entry: before })
}

/** Whether an entry is of a chain that was taken over; where that ended is told by going through everything. */
async function wasAdopted({ store, sealer }: Verifier, { chain }: AuditEntry): Promise<boolean> {
  const adoption = await store.get<AuditEntry>('audit', entryId(adoptedChain(chain), 0))
  return adoption !== undefined && faultOf(adoption, sealer) === undefined
}

async function verifyTold(
  verifier: Verifier,
  entry: AuditEntry,
  { collection, id }: { readonly collection: string; readonly id: string },
): Promise<void> {
  const { store, findings, collections } = verifier
  const audited = collections[collection]
  if (audited?.kind !== 'subject') return
  const document = await readChecked(store, collection, id)
  if (document === undefined) {
    if (!audited.expires && !(await wasRemoved(verifier, entry.chain))) {
      const where = `${collection}/${id}`
      findings.add('DOCUMENT_MISSING', where, { document: where })
    }
    return
  }
  findings.looked.documents += 1
  const ends = await endsOf(verifier, collection, document)
  await verifyDocument(
    verifier,
    { name: collection, audited, adopted: true, document, ends },
    new Map(),
  )
}

/** Whether the last entry of a chain says that its document was removed. */
async function wasRemoved({ store }: Verifier, chain: string): Promise<boolean> {
  const last = await lastOfChain(store, chain)
  return last?.contents?.[0]?.seal === null
}
