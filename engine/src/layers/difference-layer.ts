import { itemKey } from '../model/item-key.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { isValuesPlace, ownValues } from './dated-values.ts'
import { inheritedManifest } from './inherited-manifest.ts'
import {
  isKeyedList,
  mergesByKey,
  type MergePlace,
  placeOfItem,
  placeOfKey,
  rootPlace,
} from './merge-layer.ts'

const notUsedHere = { removed: { zh: '本地不采用', en: 'not used here' } }

/**
 * What a ruleset says beyond its parent: the inverse of the merge, so that laying the result over the parent
 * gives `edited` back. Without a parent it is the whole ruleset. Pure.
 */
export function differenceLayer(parent: Ruleset | undefined, edited: Ruleset): JsonObject {
  const target = edited as unknown as JsonObject
  if (parent === undefined) return target
  const base = parent as unknown as JsonObject
  const layer = differenceObject(base, target, rootPlace) ?? {}
  // The manifest is the child's own: it is written out whole even where it says what the parent says.
  return { ...layer, manifest: ownManifest(base, target) }
}

function ownManifest(base: JsonObject, target: JsonObject): Json {
  const manifest = target['manifest'] as JsonObject
  const from = inheritedManifest(base['manifest'] as JsonObject)
  const own = differenceObject(from, manifest, placeOfKey(rootPlace, 'manifest')) ?? {}
  for (const key of ['id', 'kind', 'title', 'version', 'basedOn'])
    if (manifest[key] !== undefined) own[key] = manifest[key]
  return own
}

function difference(parent: Json | undefined, target: Json, place: MergePlace): Json | undefined {
  if (parent === undefined) return target
  if (jsonEqual(parent, target)) return undefined
  if (Array.isArray(parent) && Array.isArray(target) && isKeyedList(parent) && isKeyedList(target))
    return hasDuplicates(target) ? target : differenceList(parent, target, place)
  if (isJsonObject(parent) && isJsonObject(target) && mergesByKey(place, parent, target))
    return differenceObject(parent, target, place)
  return target
}

function hasDuplicates(items: readonly Json[]): boolean {
  return new Set(items.map(itemKey)).size < items.length
}

function differenceObject(
  parent: JsonObject,
  target: JsonObject,
  place: MergePlace,
): JsonObject | undefined {
  const changed: JsonObject = {}
  for (const [key, value] of Object.entries(target)) {
    if (value === undefined) continue
    const inner = difference(parent[key], value, placeOfKey(place, key))
    if (inner !== undefined) changed[key] = inner
  }
  for (const key of Object.keys(parent))
    if (parent[key] !== undefined && target[key] === undefined) changed[key] = notUsedHere
  return Object.keys(changed).length === 0 ? undefined : changed
}

function differenceList(
  parent: readonly Json[],
  target: readonly Json[],
  place: MergePlace,
): Json[] | undefined {
  const before = new Map(parent.map((item) => [itemKey(item) as string, item]))
  const after = new Map(target.map((item) => [itemKey(item) as string, item]))
  const changed: Json[] = []
  if (isValuesPlace(place.path)) {
    const own = ownValues(parent, target, (theirs, ours) => {
      const inner = difference(theirs, ours, placeOfItem(place, itemKey(ours) as string))
      return withKey(ours as JsonObject, inner as JsonObject)
    })
    changed.push(...own.changed, ...own.removed.map((from) => ({ from, ...notUsedHere })))
    return ordered(changed, before, after)
  }
  for (const [key, item] of after) {
    const inner = difference(before.get(key), item, placeOfItem(place, key))
    if (inner !== undefined) changed.push(withKey(item as JsonObject, inner as JsonObject))
  }
  for (const [key, item] of before)
    if (!after.has(key)) changed.push({ ...keyOf(item as JsonObject), ...notUsedHere })
  return ordered(changed, before, after)
}

/** What is said of a list's items, and of their order where it is not the natural one. */
function ordered(
  changed: Json[],
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): Json[] | undefined {
  const natural = [...before.keys()].filter((key) => after.has(key))
  for (const key of after.keys()) if (!before.has(key)) natural.push(key)
  const wanted = [...after.keys()]
  if (natural.some((key, index) => key !== wanted[index])) changed.push({ order: wanted })
  return changed.length === 0 ? undefined : changed
}

/** A partial item must still say which item it is. */
function withKey(item: JsonObject, partial: JsonObject): JsonObject {
  if (itemKey(partial) === itemKey(item)) return partial
  const key = keyOf(item)
  const meta = partial['meta']
  return 'meta' in key && isJsonObject(meta)
    ? { ...partial, meta: { ...(key['meta'] as JsonObject), ...meta } }
    : { ...key, ...partial }
}

function keyOf(item: JsonObject): JsonObject {
  if (typeof item['id'] === 'string') return { id: item['id'] }
  const meta = item['meta']
  if (isJsonObject(meta) && typeof meta['id'] === 'string') return { meta: { id: meta['id'] } }
  return { from: item['from'] as Json }
}
