import {
  type ContractedPull,
  differenceLayer,
  type Layer,
  groundReferences,
  layerReferences,
  mapReferences,
  type Manifest,
  type PullChoice,
  pullUnderContract,
  pullUpstream,
  type Resolved,
  resolveRuleset,
  type Ruleset,
  rulesetLists,
  type RulesetReference,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { LayerInput, ParentLayers } from '../../rulesets/checked-ruleset.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { Caller } from '../context/caller.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findPublications } from '../context/find-publication.ts'
import { silentlyHad } from './adopt-on-move.ts'
import { followManifest } from './follow-manifest.ts'
import type { Move } from './move.ts'
import { mayName } from './nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from './parent-layers.ts'
import { dayAt } from '../../ports/time.ts'
import type { ParentVersions } from '../../contracts/pull.ts'

/** A move with its choices, and the rules it had without a word of its own ({@link silentlyHad}), by path. */
export interface MergedMove extends ContractedPull {
  readonly silent: ReadonlyMap<string, string>
}

/** A ruleset beside one of its parents, as that was and as it is now. */
export interface VersionGap extends Move {
  readonly parent: ParentVersions
  /** Every ruleset it rests on directly that the caller may read: its template first, then its overlays in order. */
  readonly all: readonly ParentVersions[]
}

/**
 * Where a layer stands to the newest version of a parent, its template or an overlay, or to the version named.
 * Without a parent named it is the first that has moved on. What else the layer rests on stays at its version. A
 * parent that the caller may not read is as if it were none.
 * @throws ServerError TEMPLATE_NONE, PULL_PARENT_UNKNOWN, VERSION_UNKNOWN, VERSION_WITHDRAWN, DRAFT_BROKEN
 */
export async function gapTo(
  context: OperationContext,
  caller: Caller,
  request: {
    ruleset: string
    layer: Layer
    parent?: string | undefined
    to?: string | undefined
  },
): Promise<VersionGap> {
  const { layer, ruleset } = request
  const now = await resolveLayer(context, layer)
  const all = await readParentVersions(context, caller, { layer, parents: now.parents })
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
  const references = movedReferences(layer['manifest'] as unknown as Manifest, parent)
  const move = await moveTo(context, layer, references)
  return { ...move, leaves: parent.id, parent, all }
}

/**
 * A layer between what it rests on now and what it is to rest on. One that rests on nothing yet has said all itself.
 * @throws ServerError DRAFT_BROKEN
 */
export async function moveTo(
  context: OperationContext,
  layer: Layer,
  references: Move['references'],
): Promise<Move> {
  const { resolved: now, parents } = await resolveLayer(context, layer)
  const { ruleset: ours } = now
  if (ours === undefined) throw new ServerError('DRAFT_BROKEN', {}, { issues: now.issues })
  // The parents alone, so that a change here that no longer fits them is told, not stumbled over.
  const { basedOn: _basedOn, overlays: _overlays, adopts: _adopts, ...manifest } = ours.manifest
  const bare = { manifest: { ...manifest, ...references } } as unknown as Layer
  const { resolved: then } = await resolveLayer(context, bare)
  if (then.parent === undefined) throw new ServerError('DRAFT_BROKEN', {}, { issues: then.issues })
  const base = now.parent ?? emptyRuleset(manifest)
  const { origin } = now
  const manifests = Object.values(parents).map(({ manifest }) => manifest as unknown as Manifest)
  const titles = new Map(manifests.map(({ id, title }) => [id, title]))
  const asOf = dayAt(context.clock.now())
  return { base, theirs: then.parent, ours, references, origin, titles, asOf }
}

function emptyRuleset(manifest: Manifest): Ruleset {
  const lists = Object.fromEntries(rulesetLists.map((list) => [list, []]))
  return { ...lists, layout: {}, manifest } as unknown as Ruleset
}

/** Every ruleset a layer rests on directly, with where it stands to it: its template first, then its overlays. */
async function readParentVersions(
  context: OperationContext,
  caller: Caller,
  { layer, parents }: LayerInput,
): Promise<readonly ParentVersions[]> {
  const { basedOn } = layer['manifest'] as unknown as Manifest
  const found: ParentVersions[] = []
  const ground = groundReferences(layer).length
  for (const [at, reference] of layerReferences(layer).entries()) {
    if (!(await mayName(context, caller, reference.id))) continue
    const versions = await findPublications(context.store, reference.id)
    const resting = parents[publicationId(reference.id, reference.version)]
    const manifest = resting?.['manifest'] as Partial<Manifest> | undefined
    const from = manifest?.version ?? reference.version
    const newest = versions.find(({ withdrawn }) => withdrawn === undefined)
    const publication = versions.find(({ version }) => version === from)
    found.push({
      id: reference.id,
      title: manifest?.title ?? { zh: reference.id, en: reference.id },
      role: roleOf(at, { basedOn, ground }),
      from,
      // Where the version rested on was withdrawn, the newest that was not may be an older one.
      to: newest?.version ?? from,
      behind: versionsBehind(versions, from),
      ...(publication?.withdrawn && { withdrawn: publication.withdrawn }),
    })
  }
  return found
}

/** What a reference of a layer is to it: they come template first, then overlays, then what is adopted from. */
function roleOf(
  at: number,
  { basedOn, ground }: { readonly basedOn: RulesetReference | undefined; readonly ground: number },
): ParentVersions['role'] {
  if (at >= ground) return 'adopted'
  return at === 0 && basedOn !== undefined ? 'template' : 'overlay'
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

/** What a manifest names, with one of them at another version. Pure. */
function movedReferences(
  { basedOn, overlays, adopts }: Manifest,
  { id, to }: ParentVersions,
): Move['references'] {
  return mapReferences(
    {
      ...(basedOn !== undefined && { basedOn }),
      ...(overlays !== undefined && { overlays }),
      ...(adopts !== undefined && { adopts }),
    },
    (reference) => (reference.id === id ? { ...reference, version: to } : reference),
  )
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
 * What a ruleset is to rest on brought into it, each change taken, kept or replaced as chosen, and held to the contracts
 * of what it is to rest on. Pure.
 */
export function mergeMove(move: Move, choices: Readonly<Record<string, PullChoice>>): MergedMove {
  const { base, theirs, ours, asOf, references } = move
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
  const { basedOn: _basedOn, overlays: _overlays, adopts: _adopts, ...own } = ours.manifest
  const manifest = followManifest(move, { ...own, ...references })
  const ruleset = { ...pulled.ruleset, manifest }
  const items = pulled.items.filter(({ path }) => !isLayout(path))
  const silent = silentlyHad(move, items)
  // What it had in silence is neither kept nor dropped in silence.
  const open = [...silent.keys()].filter((path) => !Object.hasOwn(choices, path))
  return {
    ...pulled,
    items: items.map((item) => (silent.has(item.path) ? { ...item, status: 'conflict' } : item)),
    undecided: [...new Set([...pulled.undecided, ...open])],
    silent,
    ruleset,
    layer: differenceLayer(theirs, ruleset),
  }
}

function isLayout(path: string): boolean {
  return path.startsWith('/layout')
}
