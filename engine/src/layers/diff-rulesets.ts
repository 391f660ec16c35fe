import { jsonEqual, type Json, type JsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type Branch, isItemNode, type ItemNode, sameOwn, toItemTree } from './item-tree.ts'
import { rootPlace } from './merge-layer.ts'

/** One difference between two rulesets, told at the smallest item that has an id. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** `/decisions/upReferral/rules/no-indication`. */
  readonly path: string
  /** What the item says, before and after, without the items inside it. */
  readonly before?: Json
  readonly after?: Json
  /** For a change: which fields differ. */
  readonly fields: readonly string[]
}

/**
 * The differences between two rulesets by id: a row that only moved is told as moved, a value that changed as
 * changed, never as removed and added. Scenarios are compared too, canvas positions are not. Pure.
 */
export function diffRulesets(before: Ruleset, after: Ruleset): readonly Change[] {
  const { layout: _b, ...left } = before
  const { layout: _a, ...right } = after
  const changes: Change[] = []
  compareItems(
    toItemTree(left as unknown as JsonObject, rootPlace),
    toItemTree(right as unknown as JsonObject, rootPlace),
    { path: '', changes },
  )
  return changes
}

interface Told {
  readonly path: string
  readonly changes: Change[]
}

function compareItems(before: ItemNode, after: ItemNode, { path, changes }: Told): void {
  if (path !== '' && !sameOwn(before, after))
    changes.push({
      kind: 'changed',
      path,
      before: before.own,
      after: after.own,
      fields: differingFields(before.own, after.own),
    })
  const names = new Set([...before.branches.keys(), ...after.branches.keys()])
  for (const name of names)
    compareBranches(before.branches.get(name), after.branches.get(name), {
      path: name === '' ? path : `${path}/${name}`,
      changes,
    })
}

function compareBranches(before: Branch | undefined, after: Branch | undefined, told: Told): void {
  const left = before?.items ?? new Map<string, ItemNode | Json>()
  const right = after?.items ?? new Map<string, ItemNode | Json>()
  const { path, changes } = told
  for (const [key, item] of left) {
    const other = right.get(key)
    if (other === undefined)
      changes.push({ kind: 'removed', path: `${path}/${key}`, before: ownOf(item), fields: [] })
    else if (isItemNode(item) && isItemNode(other))
      compareItems(item, other, { path: `${path}/${key}`, changes })
    else if (!sameOwn(item, other))
      changes.push({
        kind: 'changed',
        path: `${path}/${key}`,
        before: ownOf(item),
        after: ownOf(other),
        fields: [],
      })
  }
  for (const [key, item] of right)
    if (!left.has(key))
      changes.push({ kind: 'added', path: `${path}/${key}`, after: ownOf(item), fields: [] })
  if (before?.kind === 'list' && after?.kind === 'list')
    for (const key of movedKeys([...left.keys()], [...right.keys()]))
      changes.push({ kind: 'moved', path: `${path}/${key}`, fields: [] })
}

function ownOf(item: ItemNode | Json): Json {
  return isItemNode(item) ? item.own : item
}

function differingFields(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !jsonEqual(before[name], after[name]))
}

/** The fewest keys that have to move to turn one order into the other: all but a longest common run. */
function movedKeys(before: readonly string[], after: readonly string[]): readonly string[] {
  const common = after.filter((key) => before.includes(key))
  const rank = new Map(before.map((key, at) => [key, at]))
  const best: { readonly length: number; readonly previous: number }[] = []
  for (const [at, key] of common.entries()) {
    let found = { length: 1, previous: -1 }
    for (let earlier = 0; earlier < at; earlier++)
      if (
        (rank.get(common[earlier] ?? '') ?? 0) < (rank.get(key) ?? 0) &&
        (best[earlier]?.length ?? 0) + 1 > found.length
      )
        found = { length: (best[earlier]?.length ?? 0) + 1, previous: earlier }
    best.push(found)
  }
  let at = best.reduce(
    (top, { length }, index) => (length > (best[top]?.length ?? 0) ? index : top),
    0,
  )
  const stays = new Set<string>()
  while (at >= 0 && best.length > 0) {
    stays.add(common[at] ?? '')
    at = best[at]?.previous ?? -1
  }
  return common.filter((key) => !stays.has(key))
}
