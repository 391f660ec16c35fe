import { satisfies, validRange } from 'semver'
import { isJsonObject } from '../model/json.ts'
import type { RulesetReference } from '../model/manifest.ts'

/** The rulesets a layer rests on, as its manifest names them: its parent first, then its overlays in order. Pure. */
export function layerReferences(layer: unknown): readonly RulesetReference[] {
  const manifest = isJsonObject(layer) ? layer['manifest'] : undefined
  if (!isJsonObject(manifest)) return []
  const overlays = Array.isArray(manifest['overlays']) ? manifest['overlays'] : []
  return [manifest['basedOn'], ...overlays].flatMap((reference) => {
    if (!isJsonObject(reference)) return []
    const { id, version } = reference
    return typeof id === 'string' && typeof version === 'string' ? [{ id, version }] : []
  })
}

/** True when a version lies in a range (`1.2.0`, `^1.2.0`, `>=1 <2`, `*`); a range that is none fits nothing. Pure. */
export function versionSatisfies(version: string, range: string): boolean {
  return validRange(range) !== null && satisfies(version, range)
}
