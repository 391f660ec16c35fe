import { satisfies, validRange } from 'semver'
import { isJsonObject } from '../model/json.ts'
import type { RulesetReference } from '../model/manifest.ts'

/** The rulesets a layer rests on, as its manifest names them: its parent first, then its overlays in order. Pure. */
export function groundReferences(layer: unknown): readonly RulesetReference[] {
  const manifest = manifestOf(layer)
  return [manifest['basedOn'], ...listOf(manifest['overlays'])].flatMap(referenceOf)
}

/**
 * Every ruleset a layer names, each once: what it rests on ({@link groundReferences}), then those it adopts single
 * items from. Pure.
 */
export function layerReferences(layer: unknown): readonly RulesetReference[] {
  const ground = groundReferences(layer)
  const named = new Set(ground.map(nameOf))
  const adopted = adoptedReferences(layer).filter(
    (each, at, all) =>
      !named.has(nameOf(each)) && all.findIndex((other) => nameOf(other) === nameOf(each)) === at,
  )
  return [...ground, ...adopted]
}

/** The rulesets that a layer's adoptions name, one for each adoption. Pure. */
function adoptedReferences(layer: unknown): readonly RulesetReference[] {
  return listOf(manifestOf(layer)['adopts']).flatMap((adoption) =>
    isJsonObject(adoption) ? referenceOf(adoption['from']) : [],
  )
}

/** A manifest with each of its references replaced. What is no reference stays as it is. Pure. */
export function mapReferences<T extends object>(
  manifest: T,
  replace: (reference: RulesetReference) => RulesetReference,
): T {
  const written = manifest as Readonly<Record<string, unknown>>
  const { basedOn, overlays, adopts } = written
  const put = (value: unknown): unknown => {
    const [reference] = referenceOf(value)
    return reference === undefined ? value : { ...(value as object), ...replace(reference) }
  }
  return {
    ...manifest,
    ...(basedOn !== undefined && { basedOn: put(basedOn) }),
    ...(Array.isArray(overlays) && { overlays: overlays.map(put) }),
    ...(Array.isArray(adopts) && {
      adopts: adopts.map((each: unknown) =>
        isJsonObject(each) ? { ...each, from: put(each['from']) } : each,
      ),
    }),
  }
}

function manifestOf(layer: unknown): Readonly<Record<string, unknown>> {
  const manifest = isJsonObject(layer) ? layer['manifest'] : undefined
  return isJsonObject(manifest) ? manifest : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function nameOf({ id, version }: RulesetReference): string {
  return `${id}@${version}`
}

function referenceOf(value: unknown): readonly RulesetReference[] {
  if (!isJsonObject(value)) return []
  const { id, version } = value
  return typeof id === 'string' && typeof version === 'string' ? [{ id, version }] : []
}

/** True when a version lies in a range (`1.2.0`, `^1.2.0`, `>=1 <2`, `*`); a range that is none fits nothing. Pure. */
export function versionSatisfies(version: string, range: string): boolean {
  return validRange(range) !== null && satisfies(version, range)
}
