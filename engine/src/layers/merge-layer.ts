import { itemKey } from '../model/item-key.ts'
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'

/** Names whose objects merge key by key. Every other object is one thing and is replaced whole. */
const openRecords: ReadonlySet<string> = new Set([
  'manifest',
  'machine',
  'states',
  'on',
  'after',
  'meta',
  'layout',
  'when',
])

/** Records whose entries are lists of transitions, none of them empty. */
const transitionRecords: ReadonlySet<string> = new Set(['on', 'after'])

/** What a merge needs to know of the place it works at. */
export interface MergePlace {
  readonly path: string
  /** The property name the value stands under; an item of a keyed list has none. */
  readonly name: string | undefined
  /** True where the object's own values merge key by key too: the nodes under `states`. */
  readonly inside: string | undefined
}

/** Told of each item a layer says something about, and of each removal of something that is not there. */
export interface MergeListener {
  readonly said: (path: string) => void
  readonly unknownRemoval: (path: string, key: string) => void
  /** Told of each value written as one thing, where nothing merges any further, and of each removal. */
  readonly wrote?: (path: string, value: Json) => void
}

/** The root of a ruleset: an object that merges by key. */
export const rootPlace: MergePlace = { path: '', name: undefined, inside: undefined }

/** True for a written removal: `{"removed": {"zh": …, "en": …}}`, with the item's key beside it in a list. Pure. */
export function isTombstone(value: unknown): boolean {
  return isJsonObject(value) && isJsonObject(value['removed'])
}

/** True when objects at this place merge key by key. Pure. */
export function mergesByKey(place: MergePlace, parent: JsonObject, child: JsonObject): boolean {
  if (isDelay(parent) || isDelay(child)) return false
  if (place.name === undefined) return true
  return openRecords.has(place.name) || place.inside === 'states' || place.inside === 'layout'
}

/** A written delay also stands under the name `after`, but is one thing. */
function isDelay(value: JsonObject): boolean {
  return ['duration', 'workingDays', 'workingTime', 'parameter'].some(
    (key) => typeof value[key] === 'string' || typeof value[key] === 'number',
  )
}

/** True when both lists can be merged item by item. Pure. */
export function isKeyedList(items: readonly Json[]): boolean {
  return items.every((item) => itemKey(item) !== undefined || isOrder(item))
}

/** The element of a child's list that states the order of the whole list. */
export function isOrder(item: Json | undefined): item is { order: string[] } & JsonObject {
  return isJsonObject(item) && Array.isArray(item['order']) && Object.keys(item).length === 1
}

/** The place of a value found under `key` of an object at `place`. Pure. */
export function placeOfKey(place: MergePlace, key: string): MergePlace {
  return { path: `${place.path}/${key}`, name: key, inside: place.name }
}

/** The place of an item of a keyed list. Pure. */
export function placeOfItem(place: MergePlace, key: string): MergePlace {
  return { path: `${place.path}/${key}`, name: undefined, inside: undefined }
}

/**
 * Lays a child's saying over its parent's: lists merge by item key, open records by name, anything else is replaced.
 * Pure but for the listener.
 */
export function mergeLayer(
  parent: Json | undefined,
  child: Json,
  place: MergePlace,
  listener: MergeListener,
): Json {
  if (Array.isArray(child) && isKeyedList(child)) {
    const base = Array.isArray(parent) && isKeyedList(parent) ? parent : []
    return mergeList(base, child, place, listener)
  }
  if (isJsonObject(child)) {
    const base = isJsonObject(parent) ? parent : {}
    if (isJsonObject(parent) ? mergesByKey(place, base, child) : isOpen(place))
      return mergeObject(base, child, place, listener)
  }
  listener.wrote?.(place.path, child)
  return child
}

/** True when an object at this place is a record of items rather than one thing. Pure. */
export function isOpenRecord(place: MergePlace, value: JsonObject): boolean {
  return place.name !== undefined && isOpen(place) && !isDelay(value)
}

function isOpen(place: MergePlace): boolean {
  return place.name === undefined || openRecords.has(place.name) || place.inside === 'states'
}

function mergeObject(
  parent: JsonObject,
  child: JsonObject,
  place: MergePlace,
  listener: MergeListener,
): JsonObject {
  const merged: JsonObject = { ...parent }
  for (const [key, value] of Object.entries(child)) {
    const inner = placeOfKey(place, key)
    if (isTombstone(value) && Object.keys(value as JsonObject).length === 1) {
      if (!(key in parent)) listener.unknownRemoval(inner.path, key)
      listener.wrote?.(inner.path, value)
      delete merged[key]
      continue
    }
    if (place.name === 'states') listener.said(inner.path)
    const laid = mergeLayer(parent[key], value, inner, listener)
    // An event whose last transition was taken away is no longer waited for.
    if (Array.isArray(laid) && laid.length === 0 && transitionRecords.has(place.name ?? ''))
      delete merged[key]
    else merged[key] = laid
  }
  return merged
}

function mergeList(
  parent: readonly Json[],
  child: readonly Json[],
  place: MergePlace,
  listener: MergeListener,
): Json[] {
  const merged = new Map<string, Json>()
  for (const item of parent) merged.set(itemKey(item) as string, item)
  // Two items with one key in one layer must stay visible, so that the check can report the duplicate.
  const duplicates: Json[] = []
  const seen = new Set<string>()
  let order: readonly string[] | undefined
  for (const item of child) {
    if (isOrder(item)) {
      order = item.order
      continue
    }
    const key = itemKey(item) as string
    const inner = placeOfItem(place, key)
    if (isTombstone(item)) {
      if (!merged.delete(key)) listener.unknownRemoval(inner.path, key)
      listener.wrote?.(inner.path, { removed: true })
      continue
    }
    if (seen.has(key)) {
      duplicates.push(item)
      continue
    }
    seen.add(key)
    listener.said(inner.path)
    merged.set(key, mergeLayer(merged.get(key), item, inner, listener))
  }
  const items = [...merged.entries()]
  if (order !== undefined) {
    const rank = new Map(order.map((key, index) => [key, index]))
    const last = order.length
    items.sort((a, b) => (rank.get(a[0]) ?? last) - (rank.get(b[0]) ?? last))
  }
  return [...items.map(([, item]) => item), ...duplicates]
}
