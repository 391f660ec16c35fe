import type { CaseArchiving, CaseDocument } from '../../documents/case-document.ts'
import type { ArchiveFiles } from '../../ports/archive-files.ts'
import { findAlterations } from '../cases/case-soundness.ts'
import { caseReceipt } from '../cases/receipts/write-receipt.ts'
import { verifiedContent } from '../../audit/verified-content.ts'
import { unlessDamaged } from '../context/damaged-versions.ts'
import {
  eraseDocuments,
  eraseEntries,
  eraseTraces,
  type ErasingContext,
  type ErasingEntry,
} from './erase-beside.ts'
import { withoutPerson } from './erase-case.ts'

/** By which rule a case is archived, and by whom that was set. */
export type ArchivingRule = Pick<CaseArchiving, 'source' | 'days' | 'by' | 'confirmedBy'>

/**
 * Writes a closed case to a signed file, with the documents that were filed with it beside it, and takes out of the store what
 * tells of the person. Done again it comes to the same.
 * @returns why it stayed: it is not as it was written, its rules do not open, or somebody else changed it
 */
export async function archiveCase(
  context: ErasingContext & { readonly archive: ArchiveFiles },
  document: CaseDocument,
  rule: ArchivingRule,
): Promise<'archived' | 'left' | 'later'> {
  const { id, county } = document
  const entry = entryOf(county, rule)
  if (document.archived === undefined) {
    // One that an older version wrote without seals could not be verified without what it tells.
    const hidden = [...document.history, ...document.refusals]
    if (hidden.some(({ payload }) => payload === undefined)) return 'left'
    if ((await findAlterations(context, document)).length > 0) return 'left'
    const written = await unlessDamaged(async () => await caseReceipt(context, document))
    if (!('value' in written)) return 'left'
    const at = context.clock.now()
    const file = `${folderOf(county)}/${document.updatedAt.slice(0, 4)}/${id}.json`
    if (!(await copyDocuments(context, document, file))) return 'left'
    await context.archive.write(file, new TextEncoder().encode(JSON.stringify(written.value)))
    const { patient } = document
    const next: CaseDocument = {
      ...withoutPerson(document),
      archived: { ...rule, at, file },
      ...(patient !== null && { archivedPatient: patient }),
    }
    const write = { kind: 'replace', collection: 'cases', document: next } as const
    const { committed } = await context.commit(
      [{ ...write, expectedRevision: document.revision }],
      { ...entry, action: 'case.archive', target: id, detail: { ...entry.detail, file } },
    )
    if (!committed) return 'later'
  }
  await eraseEntries(context, id, entry)
  await eraseTraces(context, document, entry)
  const now = await context.store.get('cases', id)
  const { later } = await eraseDocuments(context, now ?? document)
  return later ? 'later' : 'archived'
}

/** The contents of its documents, each under its hash, beside its file; false where one is not as it was filed. */
async function copyDocuments(
  { archive, attachments }: ErasingContext & { readonly archive: ArchiveFiles },
  { history }: CaseDocument,
  file: string,
): Promise<boolean> {
  for (const { sha256 } of history.flatMap((entry) => entry.attachments ?? [])) {
    const kept = await attachments?.contents.open(sha256)
    if (kept === undefined) return false
    try {
      await archive.write(`${file.replace(/\.json$/, '')}/${sha256}`, verifiedContent(kept, sha256))
    } catch (error) {
      if (error instanceof Error && error.name === 'ContentChangedError') return false
      throw error
    }
  }
  return true
}

/** A name of a folder for any county. */
function folderOf(county: string): string {
  return /^[\w-]+$/.test(county) ? county : Buffer.from(county).toString('hex')
}

function entryOf(county: string, rule: ArchivingRule): ErasingEntry {
  const actor = { kind: 'system', id: 'retention', title: 'retention' } as const
  const { source, days, by, confirmedBy } = rule
  return { actor, county, detail: { source, days, setBy: by, confirmedBy } }
}
