import {
  differenceLayer,
  jsonEqual,
  type Layer,
  layerReferences,
  type Manifest,
  type PullChoice,
  type Pulled,
  pullUpstream,
  type Resolved,
  resolveRuleset,
  type Ruleset,
} from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { ParentLayers } from '../ports/ruleset-bench.ts'
import { publicationId } from './bundle-shelf.ts'
import type { PublicationDocument } from './documents.ts'
import { findPublications } from './find-publication.ts'
import type { OperationContext } from './operation-context.ts'
import { gatherParents } from './parent-layers.ts'

/** A ruleset beside its template, as it was and as it is now. */
export interface Standing {
  readonly template: string
  readonly from: string
  readonly to: string
  readonly behind: number
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
  /** Everything the ruleset rests on once it is moved. */
  readonly parents: Readonly<Record<string, Layer>>
}

/**
 * Where a layer stands to the newest version of its template, or to the one named.
 * @throws ServerError TEMPLATE_NONE, VERSION_UNKNOWN, DRAFT_BROKEN
 */
export async function standAgainst(
  context: OperationContext,
  request: { ruleset: string; layer: Layer; to?: string | undefined },
): Promise<Standing> {
  const { layer, ruleset } = request
  const manifest = layer['manifest'] as unknown as Manifest
  const { basedOn } = manifest
  if (basedOn === undefined) throw new ServerError('TEMPLATE_NONE', { ruleset })
  const versions = await findPublications(context.store, basedOn.id)
  const now = await resolveLayer(context, layer)
  const { ruleset: ours, parent: base } = now.resolved
  if (ours === undefined || base === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: now.resolved.issues })
  const from = restingVersion(layer, now.parents)
  const to = request.to ?? versions[0]?.version ?? from
  if (to !== from && !versions.some(({ version }) => version === to))
    throw new ServerError('VERSION_UNKNOWN', { id: basedOn.id, version: to.slice(0, 40) })
  // The parent alone, so that a change here that no longer fits it is told, not stumbled over.
  const moved = { manifest: { ...manifest, basedOn: { id: basedOn.id, version: to } } }
  const then = await resolveLayer(context, moved as unknown as Layer)
  const theirs = then.resolved.parent
  if (theirs === undefined)
    throw new ServerError('DRAFT_BROKEN', {}, { issues: then.resolved.issues })
  return {
    template: basedOn.id,
    from,
    to,
    behind: versionsBehind(versions, from),
    base,
    theirs,
    ours,
    parents: then.parents,
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

/** The version of its parent a layer comes to rest on; its reference may still be a range. Pure. */
function restingVersion(layer: Layer, parents: Readonly<Record<string, Layer>>): string {
  const [reference] = layerReferences(layer)
  if (reference === undefined) return ''
  const parent = parents[publicationId(reference.id, reference.version)]
  const { version } = (parent?.['manifest'] ?? {}) as { version?: string }
  return version ?? reference.version
}

/** How many of a template's publications are newer than a version. Pure. @param versions newest first */
export function versionsBehind(versions: readonly PublicationDocument[], version: string): number {
  const at = versions.findIndex((each) => each.version === version)
  return at < 0 ? versions.length : at
}

/**
 * The template's newer version brought into the ruleset, with each change taken or kept as chosen. Pure.
 */
export function mergeTemplate(
  standing: Standing,
  choices: Readonly<Record<string, PullChoice>>,
): Pulled {
  const { base, theirs, ours } = standing
  // Where boxes lie on the canvas is nobody's rule: what a county has drawn for itself stays.
  const drawn = pullUpstream({ base, theirs, ours }).undecided.filter(isLayout)
  const kept = Object.fromEntries(drawn.map((path): [string, PullChoice] => [path, 'keep']))
  const pulled = pullUpstream({ base, theirs, ours, choices: { ...choices, ...kept } })
  const ruleset = { ...pulled.ruleset, manifest: pulledManifest(standing) }
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

/** The ruleset's own manifest on the new version: documents and notes it left as they were follow the template. */
function pulledManifest({ base, theirs, ours, template, to }: Standing): Manifest {
  const own = ours.manifest
  const sources = new Map(theirs.manifest.sources.map((source) => [source.id, source]))
  for (const source of own.sources) {
    const before = base.manifest.sources.find(({ id }) => id === source.id)
    if (!jsonEqual(before, source)) sources.set(source.id, source)
  }
  const { notes } = jsonEqual(own.notes, base.manifest.notes) ? theirs.manifest : own
  return {
    ...own,
    basedOn: { id: template, version: to },
    sources: [...sources.values()],
    ...(notes !== undefined && { notes }),
  }
}
