import type { Issue, Layer, Manifest, RulesetReference } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { checkLayer } from '../../rulesets/check-layer.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertNothingWithdrawnTaken, pinReferences } from './pin-references.ts'
import { draftLayer } from './read-draft.ts'
import type { RevisionCondition } from '../context/revision-condition.ts'
import { assertDraftRevision, nextDraft, storeDraft } from './save-draft.ts'
import type { OverlaidDraft } from '../../contracts/ruleset.ts'

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
  assertRulesetScope(caller, 'drafts.overlay', input.layer['manifest'] as unknown as Manifest)
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
  const checked = checkLayer(await checkInput(context, layer))
  if (checked.ruleset === undefined) throw unfit(overlay, checked.issues)
  const wrong = checked.issues.filter(
    ({ severity, path }) =>
      severity === 'error' &&
      change.places.some((place) => path === place || path.startsWith(`${place}/`)),
  )
  if (wrong.length > 0) throw unfit(overlay, wrong)
  const { manifest } = checked.ruleset
  const { stored } = before
  const document = nextDraft(context, caller, stored, { id: ruleset, layer, manifest })
  const done = { action: 'draft.overlay', overlay } as const
  await storeDraft(context, caller, { document, before: stored, done })
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
