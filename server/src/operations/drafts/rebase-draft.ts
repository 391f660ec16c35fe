import { hasErrors, type Layer, type Manifest, suggest } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { checkLayer, runLayerScenarios } from '../../rulesets/check-layer.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import { adaptableIds, findAdaptable } from '../library/find-adaptable.ts'
import { mayName } from '../library/nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { Move } from '../library/move.ts'
import { mergeMove, moveTo } from '../library/version-gap.ts'
import { checkMoved, type MoveChoices, presentItems, withAdoptions } from './pull-draft.ts'
import { draftLayer } from './read-draft.ts'
import { assertDraftRevision, nextDraft, storeDraft } from './save-draft.ts'
import type { RebaseView, Rebased } from '../../contracts/pull.ts'

/**
 * What another template changes for the draft, and what of its own no longer fits.
 * @throws ServerError REBASE_TEMPLATE_UNKNOWN, REBASE_SAME, REBASE_OVERLAY, DRAFT_BROKEN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readRebase(
  context: OperationContext,
  caller: Caller,
  request: { readonly ruleset: string; readonly template: string },
): Promise<RebaseView> {
  const { input, stored } = await draftLayer(context, caller, request.ruleset)
  const { basedOn } = input.layer['manifest'] as unknown as Manifest
  const { to, move } = await moveToTemplate(context, caller, { ...request, input })
  const merged = mergeMove(move, {})
  const { issues } = checkLayer(await checkInput(context, merged.layer))
  return {
    ...(basedOn && { from: basedOn }),
    to,
    revision: stored?.revision ?? 0,
    items: presentItems(merged, move),
    issues: issues.filter((issue) => hasErrors([issue])),
  }
}

/**
 * Moves the draft onto another template, each change taken, kept or replaced as chosen. What it then rests on must hold
 * everything that binds its county. Published versions and running cases stay as they are.
 * @throws ServerError REBASE_TEMPLATE_UNKNOWN, REBASE_SAME, REBASE_OVERLAY, REBASE_UNBOUND with what is missing, PULL_UNDECIDED, PULL_CHOICE_UNKNOWN, PULL_EDIT_INVALID, PULL_CONTRACT_BROKEN, DRAFT_STALE, DRAFT_BROKEN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function rebaseDraft(
  context: OperationContext,
  caller: Caller,
  request: {
    readonly ruleset: string
    readonly template: string
    /** The version whose changes were chosen for. */
    readonly version: string
    readonly revision: number
    readonly choices: MoveChoices
  },
): Promise<Rebased> {
  const { ruleset: id, template, version, choices } = request
  const { input, stored } = await draftLayer(context, caller, id)
  const { basedOn, ...manifest } = input.layer['manifest'] as unknown as Manifest
  assertRulesetScope(caller, 'drafts.rebase', manifest)
  assertDraftRevision(stored, [request.revision])
  const { to, move } = await moveToTemplate(context, caller, { ruleset: id, template, input })
  if (to.version !== version)
    throw new ServerError('REBASE_MOVED_ON', { template: to.title, version: to.version })
  const chosen = await withAdoptions(context, input.layer, { move, choices })
  const moved = await checkMoved(context, chosen.move, chosen.choices)
  const unbound = moved.issues.filter(({ code }) => code.startsWith('BINDING_'))
  if (unbound.length > 0)
    throw new ServerError(
      'REBASE_UNBOUND',
      { template: to.title, count: unbound.length },
      { issues: unbound },
    )
  const document = nextDraft(context, caller, stored, {
    id,
    layer: moved.input.layer,
    manifest: moved.ruleset.manifest,
    rebased: true,
  })
  const done = {
    action: 'draft.rebase',
    from: basedOn === undefined ? null : publicationId(basedOn.id, basedOn.version),
    to: publicationId(to.id, to.version),
  } as const
  await storeDraft(context, caller, { document, before: stored, done })
  const scenarios = runLayerScenarios(moved.input)
  return {
    revision: document.revision,
    ...(basedOn && { from: basedOn }),
    to: { id: to.id, version: to.version },
    issues: moved.issues,
    scenarios,
  }
}

/** The draft between its template and another, at that one's version of today. */
async function moveToTemplate(
  context: OperationContext,
  caller: Caller,
  { ruleset, template, input }: { ruleset: string; template: string; input: { layer: Layer } },
): Promise<{ readonly to: RebaseView['to']; readonly move: Move }> {
  const { kind, basedOn, overlays, adopts } = input.layer['manifest'] as unknown as Manifest
  if (kind === 'overlay') throw new ServerError('REBASE_OVERLAY', { ruleset })
  const named = await mayName(context, caller, template)
  const found = named && template !== ruleset ? await findAdaptable(context, template) : undefined
  const usable = found !== undefined && found.publication?.withdrawn === undefined
  if (!usable || found.ruleset.manifest.kind === 'overlay')
    throw await templateUnknown(context, caller, template)
  const { version } = found
  if (basedOn?.id === template) throw new ServerError('REBASE_SAME', { ruleset, template })
  const to = { id: template, version }
  const move = await moveTo(context, input.layer, {
    basedOn: to,
    ...(overlays !== undefined && { overlays }),
    ...(adopts !== undefined && { adopts }),
  })
  return { to: { ...to, title: found.ruleset.manifest.title }, move }
}

async function templateUnknown(
  context: OperationContext,
  caller: Caller,
  template: string,
): Promise<ServerError> {
  const ids = await adaptableIds(context)
  const readable = await Promise.all(ids.map((id) => mayName(context, caller, id)))
  const suggestion = suggest(
    template,
    ids.filter((_, at) => readable[at]),
  )
  return new ServerError('REBASE_TEMPLATE_UNKNOWN', { template: template.slice(0, 80), suggestion })
}
