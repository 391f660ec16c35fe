import {
  type Layer,
  layerReferences,
  mapReferences,
  type RulesetReference,
  versionSatisfies,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findLayer } from '../library/parent-layers.ts'

/**
 * The layer with the exact version of everything it rests on, in place of a range. A county's draft and versions stay
 * on the template they were made on: a newer one reaches them only by a pull that somebody has looked at.
 * @param earlier the layer saved before; what it rests on stays, as long as the reference allows it
 */
export async function pinReferences<T extends Layer | Record<string, unknown>>(
  context: OperationContext,
  layer: T,
  earlier?: Layer | null,
): Promise<T> {
  const kept = new Map(layerReferences(earlier).map(({ id, version }) => [id, version]))
  const pinned = new Map<string, string>()
  for (const reference of layerReferences(layer)) {
    const before = kept.get(reference.id)
    const version =
      before !== undefined && isExact(before) && versionSatisfies(before, reference.version)
        ? before
        : await newestVersion(context, reference)
    if (version !== undefined) pinned.set(reference.id, version)
  }
  if (pinned.size === 0) return layer
  const manifest = layer['manifest'] as object
  const pin = (reference: RulesetReference) => ({
    ...reference,
    version: pinned.get(reference.id) ?? reference.version,
  })
  return { ...layer, manifest: mapReferences(manifest, pin) }
}

/**
 * That a layer does not begin to rest on a version that was withdrawn. What rested on it before may go on.
 * @throws ServerError VERSION_WITHDRAWN
 */
export async function assertNothingWithdrawnTaken(
  context: OperationContext,
  layer: Layer | Record<string, unknown>,
  earlier: Layer | null | undefined,
): Promise<void> {
  const kept = new Set(
    layerReferences(earlier).map(({ id, version }) => publicationId(id, version)),
  )
  for (const { id, version } of layerReferences(layer)) {
    const name = publicationId(id, version)
    if (kept.has(name)) continue
    const found = await context.store.get('publications', name)
    if (found?.withdrawn !== undefined)
      throw new ServerError('VERSION_WITHDRAWN', { id, version, reason: found.withdrawn.reason })
  }
}

/** True for one version, as against a range of them. */
function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version)
}

async function newestVersion(
  context: OperationContext,
  reference: RulesetReference,
): Promise<string | undefined> {
  const layer = await findLayer(context, reference)
  const version = (layer?.['manifest'] as { version?: unknown } | undefined)?.version
  return typeof version === 'string' ? version : undefined
}
