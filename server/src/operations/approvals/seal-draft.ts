import { bringForward, createBundle, type Layer, resolveRuleset, type Ruleset } from '@jieli/engine'
import type { DraftDocument } from '../../documents/draft-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { withVersion } from '../../rulesets/check-layer.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { pinReferences } from '../drafts/pin-references.ts'
import { gatherParents } from '../library/parent-layers.ts'
import { nextVersion } from '../context/next-version.ts'

/** A draft as it would be published now: which revision, under which number, and the hash of all it comes to. */
export interface SealedDraft {
  readonly revision: number
  readonly version: string
  readonly content: string
}

/**
 * What the draft of a ruleset comes to, as it would be published now: with the parents it would be pinned to and the
 * number it would get. Whether it may be published is not asked.
 * @throws ServerError DRAFT_MISSING, DRAFT_BROKEN, VERSION_WITHDRAWN
 */
export async function resolveSealed(
  context: OperationContext,
  ruleset: string,
): Promise<{
  sealed: SealedDraft
  candidate: Ruleset
  parent: Ruleset | undefined
  draft: DraftDocument
}> {
  const draft = await context.store.get('drafts', ruleset)
  if (draft?.manifest == null || draft.layer === null)
    throw new ServerError('DRAFT_MISSING', { ruleset })
  const latest = await findLatestPublication(context.store, ruleset)
  const version = nextVersion(draft.manifest.version, latest?.version)
  const layer: Layer = withVersion(bringForward(await pinReferences(context, draft.layer)), version)
  const parents = await gatherParents(context, layer)
  const resolved = resolveRuleset(layer, (id, range) => parents[publicationId(id, range)])
  if (resolved.ruleset === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: resolved.issues })
  const { hash } = createBundle(resolved.ruleset, resolved.origin)
  return {
    sealed: { revision: draft.revision, version, content: hash },
    candidate: resolved.ruleset,
    parent: resolved.parent,
    draft,
  }
}

/** @throws ServerError DRAFT_MISSING, DRAFT_BROKEN, VERSION_WITHDRAWN */
export async function sealDraft(context: OperationContext, ruleset: string): Promise<SealedDraft> {
  return (await resolveSealed(context, ruleset)).sealed
}
