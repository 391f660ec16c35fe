import {
  type Layer,
  layerReferences,
  type RulesetReference,
  versionSatisfies,
  bringForward,
} from '@jieli/engine'
import type { ParentLayers } from '../../rulesets/checked-ruleset.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { findLatestPublication, findPublications } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** More rulesets than this under one are no honest ruleset's; the engine reports circles. */
const maxLayers = 100

/**
 * Gathers the layers a layer rests on, parents and overlays, each under the name its child calls it by. What is taken
 * is the newest published version the child's reference allows, not a withdrawn one unless it is named, else the one that comes with the program.
 * @param also further rulesets to gather with what they rest on: packs that bind
 */
export async function gatherParents(
  context: OperationContext,
  layer: Layer | Record<string, unknown>,
  also: readonly RulesetReference[] = [],
): Promise<ParentLayers> {
  const parents: Record<string, Layer> = {}
  const open = [...also, ...layerReferences(layer)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = publicationId(next.id, next.version)
    if (Object.hasOwn(parents, name)) continue
    const parent = await findLayer(context, next)
    if (parent === undefined) continue
    parents[name] = parent
    if (Object.keys(parents).length >= maxLayers) break
    open.push(...layerReferences(parent))
  }
  return parents
}

/**
 * The layer of a ruleset's latest publication, or as it comes with the program; in the present format, whatever it was
 * written in. @throws ServerError BUNDLE_DAMAGED */
export async function latestLayer(
  context: OperationContext,
  ruleset: string,
): Promise<Layer | undefined> {
  const latest = await findLatestPublication(context.store, ruleset)
  const layer =
    latest === undefined ? context.bundled.get(ruleset) : await context.bundles.layerOf(latest)
  return layer && bringForward(layer)
}

/**
 * The newest published layer a reference allows and nobody withdrew, else the one that comes with the program.
 * @throws ServerError BUNDLE_DAMAGED
 */
export async function findLayer(
  context: OperationContext,
  wanted: RulesetReference,
): Promise<Layer | undefined> {
  const publications = await findPublications(context.store, wanted.id)
  const fitting = publications.filter(({ version }) => versionSatisfies(version, wanted.version))
  // What rests on a version by name goes on doing so when it is withdrawn; a range never comes to one.
  const allowed = fitting.find(
    ({ version, withdrawn }) => withdrawn === undefined || version === wanted.version,
  )
  if (allowed !== undefined) return await context.bundles.layerOf(allowed)
  if (fitting.length > 0) return undefined
  const bundled = context.bundled.get(wanted.id)
  const version = (bundled?.['manifest'] as { version?: unknown } | undefined)?.version
  return typeof version === 'string' && versionSatisfies(version, wanted.version)
    ? bundled
    : undefined
}
