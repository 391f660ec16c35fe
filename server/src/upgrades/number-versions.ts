import { systemActor } from '../audit/audit-entry.ts'
import type { PublicationDocument } from '../operations/documents.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { sequenceOf } from '../operations/sequence-of.ts'

/** Publications are read this many at a time. */
const pageSize = 200

/**
 * Gives the publications of before versions were ordered by their number their place. Until then the clock decided; a
 * version published while it was wrong stood above all that came after.
 */
export async function numberVersions(context: OperationContext): Promise<void> {
  let after: { value: string; id: string } | undefined
  for (;;) {
    const page = await context.store.find<PublicationDocument>('publications', {
      ...(after && { after }),
      limit: pageSize,
    })
    for (const publication of page) {
      if ((publication as { sequence?: string }).sequence !== undefined) continue
      const document: PublicationDocument = {
        ...publication,
        revision: publication.revision + 1,
        sequence: sequenceOf(publication.version),
      }
      await context.commit(
        [
          {
            kind: 'replace',
            collection: 'publications',
            document,
            expectedRevision: publication.revision,
          },
        ],
        {
          action: 'upgrade.number-versions',
          actor: systemActor,
          target: publication.ruleset,
          county: publication.manifest.county,
          detail: { version: publication.version },
        },
      )
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = { value: last.id, id: last.id }
  }
}
