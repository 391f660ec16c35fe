import { type Layer, layerReferences, mapReferences } from '@jieli/engine'

/**
 * The layer resting on exactly these versions, in place of ranges. What is not named stays as it is. Pure.
 * @param versions by ruleset
 */
export function pinLayer(layer: Layer, versions: ReadonlyMap<string, string>): Layer {
  const named = layerReferences(layer).filter(({ id }) => versions.has(id))
  if (named.length === 0) return layer
  const manifest = mapReferences(layer['manifest'] as Layer, (reference) => ({
    ...reference,
    version: versions.get(reference.id) ?? reference.version,
  }))
  return { ...layer, manifest }
}
