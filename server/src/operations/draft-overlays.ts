import type { Issue, Layer, Manifest, RulesetReference } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { assertRulesetScope, type Caller } from './caller.ts'
import type { DraftDocument } from './documents.ts'
import { savedBy } from './draft-editor.ts'
import type { OperationContext } from './operation-context.ts'
import { gatherParents } from './parent-layers.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'
import { draftLayer } from './read-draft.ts'
import type { RevisionCondition } from './revision-condition.ts'
import { assertDraftRevision, storeDraft } from './save-draft.ts'
import { dayAt } from './time.ts'

/** Which overlay of which draft, as somebody saw it. */
export interface OverlayRequest {
  readonly ruleset: string
  readonly overlay: string
  readonly expected: RevisionCondition
}

/** What the draft says, or what it would begin with where nothing is stored. */
export interface DraftToOverlay {
  readonly layer: Layer
  readonly stored: DraftDocument | undefined
}

/** The draft with its overlays changed. */
export interface OverlaidDraft {
  readonly revision: number
  readonly overlays: readonly RulesetReference[]
  readonly issues: readonly Issue[]
}

/**
 * What the draft itself says, for somebody who may change it.
 * @throws ServerError DRAFT_STALE, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function layerToOverlay(
  context: OperationContext,
  caller: Caller,
  { ruleset, expected }: OverlayRequest,
): Promise<DraftToOverlay> {
  const { input, stored } = await draftLayer(context, caller, ruleset)
  assertRulesetScope(caller, 'drafts.write', input.layer['manifest'] as unknown as Manifest)
  assertDraftRevision(stored, expected)
  return { layer: input.layer, stored }
}

/** The overlays a layer names. Pure. */
export function overlaysOf(layer: Layer): readonly RulesetReference[] {
  return (layer['manifest'] as unknown as Manifest).overlays ?? []
}

/** The layer over other overlays; what it says itself stays. Pure. */
export function withOverlays(layer: Layer, overlays: readonly RulesetReference[]): Layer {
  const { overlays: _before, ...manifest } = layer['manifest'] as unknown as Manifest
  const changed = { ...manifest, ...(overlays.length > 0 && { overlays }) }
  return { ...layer, manifest: changed } as unknown as Layer
}

/**
 * Stores the layer as the draft, once it comes to a ruleset of the right form.
 * @param places the places that must be free of errors: what was given just now
 * @throws ServerError OVERLAY_UNFIT, DRAFT_STALE, RULESET_ELSEWHERE, VERSION_WITHDRAWN
 */
export async function storeOverlaid(
  context: OperationContext,
  caller: Caller,
  change: OverlayRequest & {
    readonly before: DraftToOverlay
    readonly layer: Layer
    readonly places: readonly string[]
  },
): Promise<OverlaidDraft> {
  const { ruleset, overlay, before } = change
  const layer = await pinReferences(context, change.layer, before.layer)
  await assertNothingWithdrawnTaken(context, layer, before.layer)
  const now = context.clock.now()
  const parents = await gatherParents(context, layer)
  const checked = await context.bench.check({ layer, parents, asOf: dayAt(now) })
  if (checked.ruleset === undefined) throw unfit(overlay, checked.issues)
  const wrong = checked.issues.filter(
    ({ severity, path }) =>
      severity === 'error' &&
      change.places.some((place) => path === place || path.startsWith(`${place}/`)),
  )
  if (wrong.length > 0) throw unfit(overlay, wrong)
  const document: DraftDocument = {
    id: ruleset,
    revision: (before.stored?.revision ?? 0) + 1,
    discarded: false,
    layer,
    manifest: checked.ruleset.manifest,
    ...savedBy(caller, now),
  }
  const action = 'draft.overlay'
  await storeDraft(context, caller, { document, before: before.stored, action })
  return { revision: document.revision, overlays: overlaysOf(layer), issues: checked.issues }
}

/** Why an overlay cannot be laid over the draft. Pure. */
export function unfit(overlay: string, issues: readonly Issue[]): ServerError {
  const values = { overlay: shortId(overlay), count: issues.length }
  return new ServerError('OVERLAY_UNFIT', values, { issues })
}

/** A name from outside, short enough to be repeated. Pure. */
export function shortId(id: string): string {
  return id.slice(0, 80)
}
