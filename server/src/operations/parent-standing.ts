import {
  type ContractedPull,
  differenceLayer,
  type Layer,
  layerReferences,
  type Manifest,
  type PullChoice,
  pullUnderContract,
  pullUpstream,
  type Resolved,
  resolveRuleset,
  type Ruleset,
  type RulesetReference,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { ParentLayers } from '../rulesets/checked-ruleset.ts'
import { publicationId } from './bundle-shelf.ts'
import type { PublicationDocument, Withdrawal } from './documents.ts'
import { findPublications } from './find-publication.ts'
import { followManifest } from './follow-manifest.ts'
import type { OperationContext } from './operation-context.ts'
import { gatherParents } from './parent-layers.ts'
import { dayAt } from './time.ts'

/** One ruleset that another rests on, and how far that one is behind it. */
export interface ParentVersions {
  readonly id: string
  readonly title: Text
  readonly role: 'template' | 'overlay'
  /** The version rested on, and the one to move to: the same where there is none to move to. */
  readonly from: string
  readonly to: string
  /** How many of its versions are newer than the one rested on, withdrawn ones apart. */
  readonly behind: number
  /** Set when the version rested on was withdrawn. */
  readonly withdrawn?: Withdrawal
}

/** A ruleset beside one of its parents, as that was and as it is now. */
export interface Standing {
  readonly parent: ParentVersions
  /** Every ruleset it rests on directly: its template first, then its overlays in order. */
  readonly all: readonly ParentVersions[]
  /** Everything the ruleset rests on, before and after that one parent moves. */
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
  /** The layers it rests on once it is moved. */
  readonly parents: ParentLayers
  /** The day exceptions are held to. */
  readonly asOf: string
}

/**
 * Where a layer stands to the newest version of a parent, its template or an overlay, or to the version named.
 * Without a parent named it is the first that has moved on. What else the layer rests on stays at its version.
 * @throws ServerError TEMPLATE_NONE, PULL_PARENT_UNKNOWN, VERSION_UNKNOWN, VERSION_WITHDRAWN, DRAFT_BROKEN
 */
export async function standAgainst(
  context: OperationContext,
  request: {
    ruleset: string
    layer: Layer
    parent?: string | undefined
    to?: string | undefined
  },
): Promise<Standing> {
  const { layer, ruleset } = request
  const now = await resolveLayer(context, layer)
  const all = await readParentVersions(context, layer, now.parents)
  const known =
    request.parent === undefined
      ? (all.find(({ from, to }) => from !== to) ?? all[0])
      : all.find(({ id }) => id === request.parent)
  if (all.length === 0) throw new ServerError('TEMPLATE_NONE', { ruleset })
  if (known === undefined)
    throw new ServerError('PULL_PARENT_UNKNOWN', {
      ruleset,
      parent: (request.parent ?? '').slice(0, 80),
    })
  const parent = { ...known, to: request.to ?? known.to }
  if (parent.to !== parent.from)
    await assertTakeable(context, { id: parent.id, version: parent.to })
  const { ruleset: ours, parent: base } = now.resolved
  if (ours === undefined || base === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: now.resolved.issues })
  // The parents alone, so that a change here that no longer fits them is told, not stumbled over.
  const moved = { manifest: movedManifest(layer['manifest'] as unknown as Manifest, parent) }
  const then = await resolveLayer(context, moved as unknown as Layer)
  const theirs = then.resolved.parent
  if (theirs === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: then.resolved.issues })
  const asOf = dayAt(context.clock.now())
  return { parent, all, base, theirs, ours, parents: then.parents, asOf }
}

/** Every ruleset a layer rests on directly, with where it stands to it: its template first, then its overlays. */
async function readParentVersions(
  context: OperationContext,
  layer: Layer,
  parents: ParentLayers,
): Promise<readonly ParentVersions[]> {
  const { basedOn } = layer['manifest'] as unknown as Manifest
  const found: ParentVersions[] = []
  for (const [at, reference] of layerReferences(layer).entries()) {
    const versions = await findPublications(context.store, reference.id)
    const resting = parents[publicationId(reference.id, reference.version)]
    const manifest = resting?.['manifest'] as Partial<Manifest> | undefined
    const from = manifest?.version ?? reference.version
    const newest = versions.find(({ withdrawn }) => withdrawn === undefined)
    const publication = versions.find(({ version }) => version === from)
    found.push({
      id: reference.id,
      title: manifest?.title ?? { zh: reference.id, en: reference.id },
      role: at === 0 && basedOn !== undefined ? 'template' : 'overlay',
      from,
      // Where the version rested on was withdrawn, the newest that was not may be an older one.
      to: newest?.version ?? from,
      behind: versionsBehind(versions, from),
      ...(publication?.withdrawn && { withdrawn: publication.withdrawn }),
    })
  }
  return found
}

/**
 * That a version of a ruleset was published and not withdrawn, so that another may begin to rest on it.
 * @throws ServerError VERSION_UNKNOWN, VERSION_WITHDRAWN
 */
export async function assertTakeable(
  context: OperationContext,
  { id, version }: RulesetReference,
): Promise<void> {
  const versions = await findPublications(context.store, id)
  const found = versions.find((each) => each.version === version)
  if (found === undefined)
    throw new ServerError('VERSION_UNKNOWN', { id, version: version.slice(0, 40) })
  if (found.withdrawn !== undefined)
    throw new ServerError('VERSION_WITHDRAWN', { id, version, reason: found.withdrawn.reason })
}

/** A manifest with one of the rulesets it rests on at another version. Pure. */
function movedManifest(manifest: Manifest, { id, to }: ParentVersions): Manifest {
  const { basedOn, overlays } = manifest
  const move = (reference: RulesetReference) =>
    reference.id === id ? { ...reference, version: to } : reference
  return {
    ...manifest,
    ...(basedOn !== undefined && { basedOn: move(basedOn) }),
    ...(overlays !== undefined && { overlays: overlays.map(move) }),
  }
}

/** A layer with everything it rests on, and what they come to. */
export async function resolveLayer(
  context: OperationContext,
  layer: Layer,
): Promise<{ readonly parents: ParentLayers; readonly resolved: Resolved }> {
  const parents = await gatherParents(context, layer)
  const resolved = resolveRuleset(layer, (id, version) => parents[publicationId(id, version)])
  return { parents, resolved }
}

/**
 * How many of a ruleset's publications are newer than a version and were not withdrawn. Pure.
 * @param versions newest first
 */
export function versionsBehind(versions: readonly PublicationDocument[], version: string): number {
  const at = versions.findIndex((each) => each.version === version)
  const newer = at < 0 ? versions : versions.slice(0, at)
  return newer.filter(({ withdrawn }) => withdrawn === undefined).length
}

/**
 * The parent's newer version brought into the ruleset, each change taken, kept or replaced as chosen, and held to
 * the contracts of the new version. Pure.
 */
export function mergeParent(
  standing: Standing,
  choices: Readonly<Record<string, PullChoice>>,
): ContractedPull {
  const { base, theirs, ours, asOf } = standing
  // Where boxes lie on the canvas is nobody's rule: what a county has drawn for itself stays.
  const drawn = pullUpstream({ base, theirs, ours }).undecided.filter(isLayout)
  const kept = Object.fromEntries(drawn.map((path): [string, PullChoice] => [path, 'keep']))
  const pulled = pullUnderContract({
    base,
    theirs,
    ours,
    asOf,
    choices: { ...choices, ...kept },
  })
  const manifest = followManifest(standing, movedManifest(ours.manifest, standing.parent))
  const ruleset = { ...pulled.ruleset, manifest }
  return {
    ...pulled,
    items: pulled.items.filter(({ path }) => !isLayout(path)),
    ruleset,
    layer: differenceLayer(theirs, ruleset),
  }
}

function isLayout(path: string): boolean {
  return path.startsWith('/layout')
}
