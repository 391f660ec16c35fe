import { itemKey } from '../model/item-key.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import {
  isKeyedList,
  isOpenRecord,
  type MergePlace,
  placeOfItem,
  placeOfKey,
} from './merge-layer.ts'

/**
 * A ruleset as a tree of items. `own` is what an item says in one breath: its fields but for the lists and records
 * that hold items of their own, which are its `branches`.
 */
export interface ItemNode {
  readonly own: JsonObject
  readonly branches: ReadonlyMap<string, Branch>
}

/** A list of items by key, or a record of items by name, in order. */
export interface Branch {
  readonly kind: 'list' | 'record'
  readonly items: ReadonlyMap<string, ItemNode | Json>
}

/** True for an item; false for a plain value in a record. */
export function isItemNode(value: ItemNode | Json | undefined): value is ItemNode {
  return isJsonObject(value) && value['branches'] instanceof Map
}

/** Reads an object as an item with its branches. Pure. */
export function toItemTree(value: JsonObject, place: MergePlace): ItemNode {
  const own: JsonObject = {}
  const branches = new Map<string, Branch>()
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue
    const at = placeOfKey(place, key)
    const branch = toBranch(inner, at)
    if (branch === undefined) own[key] = inner
    else branches.set(key, branch)
  }
  return { own, branches }
}

function toBranch(value: Json, place: MergePlace): Branch | undefined {
  if (Array.isArray(value)) {
    // An empty list may be one of items: nothing is lost by reading it so.
    if (!isKeyedList(value)) return undefined
    const keys = value.map(itemKey)
    if (new Set(keys).size < keys.length) return undefined
    const items = value.map((item): [string, ItemNode] => {
      const key = itemKey(item) as string
      return [key, toItemTree(item as JsonObject, placeOfItem(place, key))]
    })
    return { kind: 'list', items: new Map(items) }
  }
  if (!isJsonObject(value) || !isOpenRecord(place, value)) return undefined
  // What a transition or state says of itself in `meta`, and the cells of a row, belong to the item, in one breath
  // with the rest: a row made up of one side's cell and the other's would be a rule that neither had.
  if (place.name === 'meta' || place.name === 'when') return undefined
  const items = Object.entries(value).map(([key, inner]): [string, ItemNode | Json] => {
    const at = placeOfKey(place, key)
    if (place.name === 'states' && isJsonObject(inner)) return [key, toItemTree(inner, at)]
    const branch = toBranch(inner, at)
    if (branch !== undefined) return [key, { own: {}, branches: new Map([['', branch]]) }]
    return [key, isJsonObject(inner) ? toItemTree(inner, at) : inner]
  })
  return { kind: 'record', items: new Map(items) }
}

/** Writes a tree back as JSON. The inverse of `toItemTree` but for the order of an object's keys. Pure. */
export function fromItemTree(node: ItemNode): Json {
  const bare = node.branches.get('')
  if (bare !== undefined) return fromBranch(bare)
  const value: JsonObject = { ...node.own }
  for (const [key, branch] of node.branches) value[key] = fromBranch(branch)
  return value
}

function fromBranch(branch: Branch): Json {
  const entries = [...branch.items].map(([key, item]): [string, Json] => [
    key,
    isItemNode(item) ? fromItemTree(item) : item,
  ])
  return branch.kind === 'list' ? entries.map(([, item]) => item) : Object.fromEntries(entries)
}

/** Equal in what the item itself says; its branches are compared on their own. Pure. */
export function sameOwn(a: ItemNode | Json | undefined, b: ItemNode | Json | undefined): boolean {
  if (isItemNode(a) && isItemNode(b)) return jsonEqual(a.own, b.own)
  if (isItemNode(a) || isItemNode(b)) return false
  return jsonEqual(a, b)
}
