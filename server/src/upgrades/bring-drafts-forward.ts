import { bringForward, currentFormat, type Json } from '@jieli/engine'
import { systemActor } from '../audit/audit-entry.ts'
import type { AuditedAction } from '../audit/commit.ts'
import type { DraftDocument } from '../documents/draft-document.ts'
import type { JurisdictionDocument } from '../documents/jurisdiction-document.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { readAll } from '../operations/context/read-all.ts'

type Context = Pick<OperationContext, 'store' | 'commit'>

/**
 * Drafts and jurisdictions are written in the present format of rulesets. What is still edited follows; what was
 * published or signed stays as it is, and is brought forward whenever it is read.
 */
export async function bringDraftsForward(context: Context): Promise<void> {
  for await (const draft of readAll(context.store, 'drafts')) {
    if (draft.layer == null) continue
    const layer = bringForward(draft.layer)
    if (layer === draft.layer) continue
    const document: DraftDocument = {
      ...draft,
      revision: draft.revision + 1,
      layer,
      manifest: draft.manifest && { ...draft.manifest, formatVersion: currentFormat },
    }
    await replace(context, { collection: 'drafts', document, county: draft.manifest?.county })
  }
  for await (const node of readAll(context.store, 'jurisdictions')) {
    const packs = bringForward({ packs: node.packs as unknown as Json[] })['packs']
    if (JSON.stringify(packs) === JSON.stringify(node.packs)) continue
    const document = { ...node, revision: node.revision + 1, packs } as JurisdictionDocument
    const county = node.level === 'county' ? node.id : undefined
    await replace(context, { collection: 'jurisdictions', document, county })
  }
}

/** One that somebody else wrote meanwhile was written by a server that writes the present format. */
async function replace(
  context: Context,
  change: { readonly county: string | undefined } & (
    | { readonly collection: 'drafts'; readonly document: DraftDocument }
    | { readonly collection: 'jurisdictions'; readonly document: JurisdictionDocument }
  ),
): Promise<void> {
  const { county, ...replaced } = change
  const { document } = replaced
  const action: AuditedAction = {
    action: 'upgrade.bring-drafts-forward',
    actor: systemActor,
    target: document.id,
    county,
    detail: { formatVersion: currentFormat, revision: document.revision },
  }
  const expectedRevision = document.revision - 1
  await context.commit([{ kind: 'replace', ...replaced, expectedRevision }], action)
}
