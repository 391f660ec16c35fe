import type { BindingSet, Issue, Layer, ScenarioResult } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { checkLayer, runLayerScenarios } from '../../rulesets/check-layer.ts'
import type { CheckInput } from '../../rulesets/checked-ruleset.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import type { DraftDocument } from '../../documents/draft-document.ts'
import { isOwn } from './draft-editor.ts'
import { layerTitles } from '../library/layer-titles.ts'
import { rulesetUnknown } from '../library/list-rulesets.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { latestLayer } from '../library/parent-layers.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { Draft } from '../../contracts/ruleset.ts'

/**
 * The draft to go on editing: the one saved, else the latest published version.
 * @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING, DRAFT_BROKEN
 */
export async function readDraft(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<Draft> {
  const { input, stored } = await draftLayer(context, caller, id)
  const checked = checkLayer(input)
  if (checked.ruleset === undefined) {
    throw new ServerError('DRAFT_BROKEN', {}, { issues: checked.issues })
  }
  return {
    revision: stored?.revision ?? 0,
    ruleset: checked.ruleset,
    parent: checked.parent ?? null,
    ...(checked.base && { base: checked.base }),
    ...bindingToShow(checked.binding),
    origin: checked.origin,
    layers: await layerTitles(context, checked.ruleset, checked.origin),
    ...(stored?.discarded === false && { savedAt: stored.savedAt, savedBy: stored.savedBy }),
    own: stored?.discarded === false && isOwn(caller, stored),
    issues: checked.issues,
  }
}

/** A pack is judged by what it comes to; its own files are not needed for that. */
function bindingToShow(binding: BindingSet | undefined): Pick<Draft, 'binding'> {
  if (binding === undefined) return {}
  if (binding.placed && binding.packs.length + binding.left.length === 0) return {}
  const packs = binding.packs.map(({ layer: _layer, ...pack }) => pack)
  return { binding: { ...binding, packs } }
}

/** Everything that is wrong with the draft so far. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function checkDraft(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<readonly Issue[]> {
  const { input } = await draftLayer(context, caller, id)
  return checkLayer(input).issues
}

/** Runs the draft's scenarios. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function runDraftScenarios(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<readonly ScenarioResult[]> {
  const { input } = await draftLayer(context, caller, id)
  return runLayerScenarios(input)
}

/** What the draft says, with everything it rests on. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function draftLayer(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<{ input: CheckInput; stored: DraftDocument | undefined }> {
  const { layer, stored } = await storedLayer(context, caller, { id, permission: 'drafts.read' })
  return { input: await checkInput(context, layer), stored }
}

/** What the draft says beyond what it rests on, for whoever has the right to it. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function storedLayer(
  context: OperationContext,
  caller: Caller,
  { id, permission }: { readonly id: string; readonly permission: Permission },
): Promise<{ layer: Layer; stored: DraftDocument | undefined }> {
  const stored = await context.store.get('drafts', id)
  const layer: Layer | undefined = stored?.layer ?? (await latestLayer(context, id))
  if (layer === undefined) throw await rulesetUnknown(context, caller, id)
  const manifest = layer['manifest'] as { county?: string; id: string }
  assertRulesetScope(caller, permission, {
    id,
    ...(manifest.county !== undefined && { county: manifest.county }),
  })
  return { layer, stored }
}
