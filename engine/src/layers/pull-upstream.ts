import { jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { differenceLayer } from './difference-layer.ts'
import {
  type Branch,
  fromItemTree,
  isItemNode,
  type ItemNode,
  sameOwn,
  toItemTree,
} from './item-tree.ts'
import { rootPlace } from './merge-layer.ts'
import type { Layer } from './resolve-ruleset.ts'

/** What to do with one upstream change: take it, or keep what the county has. */
export type PullChoice = 'take' | 'keep'

/** One upstream change as a county sees it: how it was, what the parent says now, what the county says. */
export interface PullItem {
  readonly path: string
  /** `clean`: the county had not touched it. `conflict`: both changed it, and somebody has to choose. */
  readonly status: 'clean' | 'conflict'
  readonly base: Json | null
  readonly theirs: Json | null
  readonly ours: Json | null
}

export interface Pulled {
  readonly items: readonly PullItem[]
  /** Conflicts nobody has chosen for: until there are none, the county's own saying stands. */
  readonly undecided: readonly string[]
  /** The county's ruleset on the new parent. */
  readonly ruleset: Ruleset
  /** Its own files then: only what differs from the new parent. */
  readonly layer: Layer
}

/**
 * Brings a parent's new version into a county's ruleset, item by item. A clean change is taken unless the county
 * keeps the old; where both changed an item, the choice decides for the whole item: nothing is made up that neither
 * side had, nothing lost, nothing taken in silence. Pure.
 *
 * @param base the parent the county rests on now; `theirs` the parent's new version; `ours` the county, resolved on `base`
 */
export function pullUpstream(input: {
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
  readonly choices?: Readonly<Record<string, PullChoice>>
}): Pulled {
  const { base, theirs, ours, choices = {} } = input
  const items: PullItem[] = []
  const undecided: string[] = []
  const tree = (ruleset: Ruleset) => {
    const { manifest: _manifest, ...lists } = ruleset
    return toItemTree(lists as unknown as JsonObject, rootPlace)
  }
  const settle: Settle = (path, sides) => {
    const [b, t, o] = sides
    // Where one side struck the whole item out, everything inside it counts; else only what the item says itself.
    const same = t === undefined || o === undefined ? sameWhole : sameOwn
    if (same(b, t)) return o
    if (same(o, t)) return t
    const clean = same(b, o)
    items.push({
      path,
      status: clean ? 'clean' : 'conflict',
      base: ownOf(b),
      theirs: ownOf(t),
      ours: ownOf(o),
    })
    const choice = choices[path] ?? (clean ? 'take' : undefined)
    if (choice === undefined) undecided.push(path)
    return choice === 'take' ? t : o
  }
  const merged = mergeItems([tree(base), tree(theirs), tree(ours)], '', settle)
  const lists = isItemNode(merged) ? fromItemTree(merged) : {}
  const ruleset = { ...(lists as JsonObject), manifest: ours.manifest } as unknown as Ruleset
  return { items, undecided, ruleset, layer: differenceLayer(theirs, ruleset) }
}

type Side = ItemNode | Json | undefined
type Sides = readonly [base: Side, theirs: Side, ours: Side]
type Settle = (path: string, sides: Sides) => Side

function sameWhole(a: Side, b: Side): boolean {
  const whole = (side: Side) => (isItemNode(side) ? fromItemTree(side) : side)
  return jsonEqual(whole(a), whole(b))
}

function ownOf(item: Side): Json | null {
  return item === undefined ? null : isItemNode(item) ? item.own : item
}

/** What the item says itself is settled first; if it stays, the items inside it are merged the same way. */
function mergeItems(sides: Sides, path: string, settle: Settle): Side {
  const chosen = settle(path, sides)
  if (!isItemNode(chosen)) return chosen
  const nodes = sides.map((side) => (isItemNode(side) ? side : undefined))
  const names = new Set(nodes.flatMap((node) => [...(node?.branches.keys() ?? [])]))
  const branches = new Map<string, Branch>()
  for (const name of names) {
    const [base, theirs, ours] = nodes.map((node) => node?.branches.get(name))
    const merged = mergeBranches(
      [base, theirs, ours],
      name === '' ? path : `${path}/${name}`,
      settle,
    )
    if (merged.items.size > 0 || chosen.branches.has(name)) branches.set(name, merged)
  }
  return { own: chosen.own, branches }
}

type BranchSide = Branch | undefined

function mergeBranches(
  [base, theirs, ours]: readonly [BranchSide, BranchSide, BranchSide],
  path: string,
  settle: Settle,
): Branch {
  const keysOf = (branch: BranchSide) => [...(branch?.items.keys() ?? [])]
  // The county's order stands where it chose one of its own; otherwise the parent's.
  const reordered = !jsonEqual(
    keysOf(base).filter((key) => ours?.items.has(key) === true),
    keysOf(ours).filter((key) => base?.items.has(key) === true),
  )
  const keys = reordered ? woven(keysOf(ours), keysOf(theirs)) : woven(keysOf(theirs), keysOf(ours))
  const items = new Map<string, ItemNode | Json>()
  for (const key of keys) {
    const sides: Sides = [base?.items.get(key), theirs?.items.get(key), ours?.items.get(key)]
    const merged = mergeItems(sides, `${path}/${key}`, settle)
    if (merged !== undefined) items.set(key, merged)
  }
  return { kind: theirs?.kind ?? ours?.kind ?? 'list', items }
}

/** The first order with each key that only the second has put after the one it followed there. */
function woven(first: readonly string[], second: readonly string[]): readonly string[] {
  const keys = [...first]
  for (const [at, key] of second.entries()) {
    if (keys.includes(key)) continue
    const before = second.slice(0, at).findLast((other) => keys.includes(other))
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key)
  }
  return keys
}
