import { type Layer, layerReferences, type RulesetReference, versionSatisfies } from '@jieli/engine'
import type { OperationContext } from './operation-context.ts'
import { findLayer } from './parent-layers.ts'

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
  const manifest = layer['manifest'] as Readonly<Record<string, unknown>>
  // What is no reference stays as it is: the schema says what is wrong with it.
  const pin = (reference: unknown): unknown => {
    const { id } = (reference ?? {}) as { id?: unknown }
    const version = typeof id === 'string' ? pinned.get(id) : undefined
    return version === undefined ? reference : { ...(reference as RulesetReference), version }
  }
  const { basedOn, overlays } = manifest
  return {
    ...layer,
    manifest: {
      ...manifest,
      ...(basedOn !== undefined && { basedOn: pin(basedOn) }),
      ...(Array.isArray(overlays) && { overlays: overlays.map(pin) }),
    },
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
