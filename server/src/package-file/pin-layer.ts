import { type Layer, layerReferences } from '@jieli/engine'

/**
 * The layer resting on exactly these versions, in place of ranges. What is not named stays as it is. Pure.
 * @param versions by ruleset
 */
export function pinLayer(layer: Layer, versions: ReadonlyMap<string, string>): Layer {
  const named = layerReferences(layer).filter(({ id }) => versions.has(id))
  if (named.length === 0) return layer
  const manifest = layer['manifest'] as { readonly [name: string]: Layer[string] }
  const { basedOn, overlays } = manifest
  const pin = (reference: Layer[string]): Layer[string] => {
    const { id } = reference as { id: string }
    const version = versions.get(id)
    return version === undefined ? reference : { ...(reference as Layer), version }
  }
  return {
    ...layer,
    manifest: {
      ...manifest,
      ...(basedOn !== undefined && { basedOn: pin(basedOn) }),
      ...(Array.isArray(overlays) && { overlays: overlays.map(pin) }),
    },
  } as Layer
}
