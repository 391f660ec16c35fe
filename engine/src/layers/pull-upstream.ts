import { itemKey } from '../model/item-key.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { endingDays } from './dated-values.ts'
import { withCodedTiers } from './coded-tiers.ts'
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
import { commonKeys, inOrder, orderPath, woven } from './pull-order.ts'
import type { Layer } from './resolve-ruleset.ts'

/**
 * What to do with one upstream change: take it, keep what the county has, or say something else in place of both.
 * An edit says all of the item itself, its key included, and nothing of the items inside it; of an order, the keys.
 */
export type PullChoice = 'take' | 'keep' | { readonly edit: Json }

/** One upstream change as a county sees it: how it was, what the parent says now, what the county says. */
export interface PullItem {
  /** The item; with `#order` after it, the order of the items of that list. */
  readonly path: string
  /**
   * `clean`: the county had not touched it. `conflict`: both changed it, or the county's own saying is put to the
   * choice, and somebody has to choose.
   */
  readonly status: 'clean' | 'conflict'
  readonly base: Json | null
  readonly theirs: Json | null
  readonly ours: Json | null
}

export interface Pulled {
  readonly items: readonly PullItem[]
  /** Conflicts nobody has chosen for: until there are none, the county's own saying stands. */
  readonly undecided: readonly string[]
  /** Edits that are none of the item they are given for; the county's own saying stands there. */
  readonly misfits: readonly string[]
  /** What the county says otherwise and the parent did not touch: it stays, without a choice. */
  readonly own: readonly string[]
  /** The county's ruleset on the new parent. */
  readonly ruleset: Ruleset
  /** Its own files then: only what differs from the new parent. */
  readonly layer: Layer
}

/**
 * What a pull is made of.
 * `base` is the parent the county rests on now, `theirs` the parent's new version, `ours` the county on `base`.
 */
export interface PullInput {
  readonly base: Ruleset
  readonly theirs: Ruleset
  readonly ours: Ruleset
  readonly choices?: Readonly<Record<string, PullChoice>>
  /** What the county says of its own that has to be chosen for, though the parent left the item as it was. */
  readonly contested?: ReadonlySet<string>
}

/**
 * Brings a parent's new version into a county's ruleset, item by item. A clean change is taken unless the county
 * keeps the old or says something else; where both changed an item, the choice decides for the whole item. Nothing
 * comes out that neither side nor the one who chose has said, nothing is lost, nothing taken in silence. Pure.
 */
export function pullUpstream(input: PullInput): Pulled {
  const { theirs } = input
  const [base, ours] = [input.base, input.ours].map((side) => withCodedTiers(side, theirs)) as [
    Ruleset,
    Ruleset,
  ]
  const pull = new Pull(input.choices ?? {}, input.contested ?? new Set(), endingValues(input))
  const tree = (ruleset: Ruleset) => {
    const { manifest: _manifest, ...lists } = ruleset
    return toItemTree(lists as unknown as JsonObject, rootPlace)
  }
  const merged = pull.mergeItems([tree(base), tree(theirs), tree(ours)], '')
  const lists = isItemNode(merged) ? fromItemTree(merged) : {}
  const ruleset = { ...(lists as JsonObject), manifest: ours.manifest } as unknown as Ruleset
  const { items, undecided, misfits, own } = pull
  return { items, undecided, misfits, own, ruleset, layer: differenceLayer(theirs, ruleset) }
}

/** Values of the new version that would end a value of the county's own: the county has to say so. */
function endingValues({ base, theirs, ours }: PullInput): ReadonlySet<string> {
  const valuesOf = ({ parameters }: Ruleset, id: string) =>
    (parameters.find((known) => known.id === id)?.values ?? []) as unknown as Json[]
  const paths = theirs.parameters.flatMap(({ id, values }) =>
    endingDays(values as unknown as Json[], valuesOf(base, id), valuesOf(ours, id)).map(
      (day) => `/parameters/${id}/values/${day}`,
    ),
  )
  return new Set(paths)
}

type Side = ItemNode | Json | undefined
type Sides = readonly [base: Side, theirs: Side, ours: Side]
type BranchSide = Branch | undefined
type BranchSides = readonly [base: BranchSide, theirs: BranchSide, ours: BranchSide]

/** One pull at work: what it was told, and what it has found so far. */
class Pull {
  readonly items: PullItem[] = []
  readonly undecided: string[] = []
  readonly misfits: string[] = []
  readonly own: string[] = []
  readonly #choices: Readonly<Record<string, PullChoice>>
  readonly #contested: ReadonlySet<string>
  readonly #ending: ReadonlySet<string>

  constructor(
    choices: Readonly<Record<string, PullChoice>>,
    contested: ReadonlySet<string>,
    ending: ReadonlySet<string>,
  ) {
    this.#choices = choices
    this.#contested = contested
    this.#ending = ending
  }

  /** What the item says itself is settled first; if it stays, the items inside it are merged the same way. */
  mergeItems(sides: Sides, path: string): Side {
    const chosen = this.#settle(sides, path)
    if (!isItemNode(chosen)) return chosen
    const nodes = sides.map((side) => (isItemNode(side) ? side : undefined))
    const names = new Set(nodes.flatMap((node) => [...(node?.branches.keys() ?? [])]))
    const branches = new Map<string, Branch>()
    for (const name of names) {
      const [base, theirs, ours] = nodes.map((node) => node?.branches.get(name))
      const at = name === '' ? path : `${path}/${name}`
      const merged = this.#mergeBranches([base, theirs, ours], at)
      if (merged.items.size > 0 || chosen.branches.has(name)) branches.set(name, merged)
    }
    return { own: chosen.own, branches }
  }

  #settle(sides: Sides, path: string): Side {
    const [b, t, o] = sides
    // Where one side does not have the item, the choice is about everything in it; else about what it says itself.
    const whole = t === undefined || o === undefined
    const same = whole ? sameWhole : sameOwn
    if (same(b, t) && (same(o, t) || !this.#mustChoose(path))) return whole ? wholeOf(o) : o
    if (same(o, t)) return t
    const told = (side: Side) => (whole ? wholeOf(side) : ownOf(side)) ?? null
    const choice = this.#choiceFor({
      path,
      status: same(b, o) && !this.#ending.has(path) ? 'clean' : 'conflict',
      base: told(b),
      theirs: told(t),
      ours: told(o),
    })
    const mine = whole ? wholeOf(o) : o
    if (choice === 'keep') return mine
    if (choice === 'take') return whole ? wholeOf(t) : t
    const edited = editedItem(choice.edit, whole ? wholeOf(t ?? o) : t)
    if (edited !== undefined) return edited
    this.misfits.push(path)
    return mine
  }

  /** True when the county's own saying here is put to the choice; else it is only noted. */
  #mustChoose(path: string): boolean {
    if (this.#contested.has(path)) return true
    if (path !== '') this.own.push(path)
    return false
  }

  #choiceFor(item: PullItem): PullChoice {
    this.items.push(item)
    const { path, status } = item
    const choice = Object.hasOwn(this.#choices, path) ? this.#choices[path] : undefined
    if (choice !== undefined) return choice
    if (status === 'clean') return 'take'
    this.undecided.push(path)
    return 'keep'
  }

  #mergeBranches(sides: BranchSides, path: string): Branch {
    const [base, theirs, ours] = sides
    const items = new Map<string, ItemNode | Json>()
    for (const key of this.#keysOf(sides, path)) {
      const inner: Sides = [base?.items.get(key), theirs?.items.get(key), ours?.items.get(key)]
      const merged = this.mergeItems(inner, `${path}/${key}`)
      if (merged !== undefined) items.set(key, merged)
    }
    return { kind: theirs?.kind ?? ours?.kind ?? 'list', items }
  }

  /**
   * The keys of a branch in the order that holds. Where the parent put the items that all three sides have in another
   * order, that is a change like any other; what only one side has stays where that side put it.
   */
  #keysOf(sides: BranchSides, path: string): readonly string[] {
    const [base, theirs, ours] = sides.map((side) => [...(side?.items.keys() ?? [])])
    const common = commonKeys(base ?? [], theirs ?? [], ours ?? [])
    const [b, t, o] = [base, theirs, ours].map((keys) => inOrder(keys ?? [], common))
    const asTheirs = woven(theirs ?? [], ours ?? [])
    const asOurs = woven(ours ?? [], theirs ?? [])
    if (jsonEqual(t, o)) return asTheirs
    const isList = sides.some((side) => side?.kind === 'list')
    // The order of named things means nothing: there the county's stands where it has one of its own.
    if (!isList) return jsonEqual(b, o) ? asTheirs : asOurs
    const at = orderPath(path)
    if (jsonEqual(b, t) && !this.#mustChoose(at)) return asOurs
    const choice = this.#choiceFor({
      path: at,
      status: jsonEqual(b, o) ? 'clean' : 'conflict',
      base: b ?? [],
      theirs: t ?? [],
      ours: o ?? [],
    })
    if (typeof choice !== 'object') return choice === 'take' ? asTheirs : asOurs
    if (isOrderOf(choice.edit, common)) return woven(choice.edit, asTheirs)
    this.misfits.push(at)
    return asOurs
  }
}

function sameWhole(a: Side, b: Side): boolean {
  return jsonEqual(wholeOf(a), wholeOf(b))
}

function wholeOf(side: Side): Json | undefined {
  return isItemNode(side) ? fromItemTree(side) : side
}

function ownOf(side: Side): Json | undefined {
  return isItemNode(side) ? side.own : side
}

/** What somebody says in place of what a side says of an item; `undefined` when it is about another item. */
function editedItem(edit: Json, side: Side): Side {
  const own = ownOf(side)
  if (!isJsonObject(own)) return edit === null ? undefined : edit
  if (!isJsonObject(edit) || itemKey(edit) !== itemKey(own)) return undefined
  if (!isItemNode(side)) return edit
  // What lies inside has choices of its own: said here as well, it would be lost.
  if (Object.keys(edit).some((name) => side.branches.has(name))) return undefined
  return { own: edit, branches: side.branches }
}

function isOrderOf(edit: Json, common: ReadonlySet<string>): edit is string[] {
  return (
    Array.isArray(edit) &&
    edit.length === common.size &&
    new Set(edit).size === edit.length &&
    edit.every((key) => typeof key === 'string' && common.has(key))
  )
}
