import {
  differenceLayer,
  type Layer,
  type PullChoice,
  type PullItem,
  pullUpstream,
  type Ruleset,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { changeOf, inBoth } from './describe-change.ts'
import {
  layerToOverlay,
  type OverlayRequest,
  overlaysOf,
  shortId,
  storeOverlaid,
  withOverlays,
} from './draft-overlays.ts'
import { followManifest } from '../library/follow-manifest.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { resolveLayer } from '../library/version-gap.ts'
import type { OverlaidDraft } from '../../contracts/ruleset.ts'

/** Something said here of an overlay's item, which goes with it. */
export interface LostChange {
  readonly path: string
  readonly sentence: Text
}

/**
 * Takes an overlay off the draft, with everything only the overlay brought. What the ruleset says of other things
 * stays; what it changed of the overlay's own items goes too, once somebody has seen the list.
 * @throws ServerError OVERLAY_ABSENT, OVERLAY_CHANGED with `changes`, OVERLAY_UNFIT, DRAFT_STALE, DRAFT_BROKEN, RULESET_UNKNOWN, RULESET_ELSEWHERE, SCOPE_MISSING
 */
export async function removeOverlay(
  context: OperationContext,
  caller: Caller,
  request: OverlayRequest & { readonly despiteChanges: boolean },
): Promise<OverlaidDraft> {
  const { ruleset, overlay } = request
  const before = await layerToOverlay(context, caller, request)
  const overlays = overlaysOf(before.layer).filter(({ id }) => id !== overlay)
  if (overlays.length === overlaysOf(before.layer).length)
    throw new ServerError('OVERLAY_ABSENT', { ruleset, overlay: shortId(overlay) })
  const sides = await readSides(context, before.layer, withOverlays(before.layer, overlays))
  const conflicts = pullUpstream(sides).items.filter(({ status }) => status === 'conflict')
  const lost = conflicts.filter(({ path, theirs }) => theirs === null && !isLayout(path))
  if (lost.length > 0 && !request.despiteChanges)
    throw new ServerError(
      'OVERLAY_CHANGED',
      { overlay: shortId(overlay), count: lost.length },
      { extra: { changes: lost.map((item) => describeLost(item, sides)) } },
    )
  // What goes with the overlay goes; of what stays, the ruleset's own saying holds as it did.
  const choices = conflicts.map(({ path, theirs }): [string, PullChoice] => [
    path,
    theirs === null ? 'take' : 'keep',
  ])
  const { ruleset: lists } = pullUpstream({ ...sides, choices: Object.fromEntries(choices) })
  const { overlays: _before, ...own } = sides.ours.manifest
  const manifest = followManifest(sides, { ...own, ...(overlays.length > 0 && { overlays }) })
  return await storeOverlaid(context, caller, {
    ...request,
    before,
    layer: differenceLayer(sides.theirs, { ...lists, manifest }),
    places: [],
  })
}

interface Sides {
  /** What the draft rests on with the overlay, and without it. */
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
}

async function readSides(context: OperationContext, now: Layer, then: Layer): Promise<Sides> {
  const { resolved } = await resolveLayer(context, now)
  // What is rested on, alone: what is said here may make no sense without the overlay.
  const bare = { manifest: then['manifest'] } as unknown as Layer
  const without = (await resolveLayer(context, bare)).resolved
  const { ruleset: ours, parent: base } = resolved
  if (ours === undefined || base === undefined || without.parent === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: [...resolved.issues, ...without.issues] })
  return { base, theirs: without.parent, ours }
}

function describeLost(item: PullItem, { base, ours }: Sides): LostChange {
  const change = changeOf(item, item.ours)
  return { path: item.path, sentence: inBoth({ before: base, after: ours }, change) }
}

function isLayout(path: string): boolean {
  return path.startsWith('/layout')
}
