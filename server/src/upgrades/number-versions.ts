import { systemActor } from '../audit/audit-entry.ts'
import type { PublicationDocument } from '../documents/publication-document.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { readAll } from '../operations/context/read-all.ts'
import { sequenceOf } from '../operations/context/sequence-of.ts'

/**
 * Gives the publications of before versions were ordered by their number their place. Until then the clock decided; a
 * version published while it was wrong stood above all that came after.
 */
export async function numberVersions(context: OperationContext): Promise<void> {
  for await (const publication of readAll(context.store, 'publications')) {
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
}
