import { itemKey } from '../model/item-key.ts'
import { isJsonObject, jsonEqual, type Json, type JsonObject } from '../model/json.ts'

/** The path of a parameter's values. */
const valuesPath = /^\/parameters\/[^/]+\/values$/

/** True for the place of a parameter's dated values. Pure. */
export function isValuesPlace(path: string): boolean {
  return valuesPath.test(path)
}

/** True for a written choice to take the inherited value from a day on: `{"from": "2026-07-01", "follow": true}`. Pure. */
export function isFollow(item: unknown): boolean {
  return isJsonObject(item) && item['follow'] === true
}

/**
 * A merged list of dated values with a ruleset's own going on: an inherited value that begins after one of its own does
 * not end that, unless the ruleset says something of that very day. Pure.
 * @param inherited the values below
 * @param said what the ruleset's own files say of them
 */
export function ownGoesOn(
  merged: readonly Json[],
  inherited: readonly Json[],
  said: readonly Json[],
): Json[] {
  const own = new Map(said.map((item) => [itemKey(item), item]))
  const dropped = new Set<string>()
  const followed = new Map<string, Json | undefined>()
  let isOwn = false
  for (const day of daysOf(inherited, said)) {
    const item = own.get(day)
    if (item === undefined) {
      if (isOwn) dropped.add(day)
    } else if (isFollow(item)) {
      followed.set(day, inForce(inherited, day))
      isOwn = false
    } else if (isJsonObject(item) && !('removed' in item)) isOwn = true
  }
  return merged.flatMap((item) => {
    const day = itemKey(item)
    if (day === undefined) return [item]
    if (dropped.has(day)) return []
    if (!followed.has(day)) return [item]
    const theirs = followed.get(day)
    return isJsonObject(theirs) ? [{ ...theirs, from: day }] : []
  })
}

/** What of its parent's dated values a ruleset has to say something of, and what. The inverse of {@link ownGoesOn}. Pure. */
export function ownValues(
  parent: readonly Json[],
  target: readonly Json[],
  difference: (theirs: Json | undefined, ours: Json) => Json | undefined,
): { readonly changed: Json[]; readonly removed: readonly string[] } {
  const before = new Map(parent.map((item) => [itemKey(item), item]))
  const after = new Map(target.map((item) => [itemKey(item), item]))
  const changed = new Map<string, Json>()
  const removed: string[] = []
  let isOwn = false
  for (const day of daysOf(parent, target)) {
    const [theirs, ours] = [before.get(day), after.get(day)]
    if (ours === undefined) {
      if (!isOwn) removed.push(day)
    } else if (jsonEqual(theirs, ours)) {
      if (isOwn) changed.set(day, { from: day, follow: true })
      isOwn = false
    } else {
      const partial = difference(theirs, ours)
      // Without a value it would not be known for one.
      changed.set(day, { ...(partial as JsonObject), value: (ours as JsonObject)['value'] ?? null })
      isOwn = true
    }
  }
  // In the order they are written in: what is new follows what is inherited.
  const order = [...after.keys()]
  return {
    changed: order.flatMap((day) => {
      const item = changed.get(day ?? '')
      return item === undefined ? [] : [item]
    }),
    removed,
  }
}

/**
 * The days on which values of a parent's new version would end a ruleset's own: it has a value of its own by then, and
 * says nothing of that day. Pure.
 */
export function endingDays(
  theirs: readonly Json[],
  inherited: readonly Json[],
  ours: readonly Json[],
): readonly string[] {
  const [base, mine] = [inherited, ours].map(
    (values) => new Map(values.map((item) => [itemKey(item), item])),
  )
  let isOwn = false
  return daysOf(theirs, ours).filter((day) => {
    const item = mine?.get(day)
    if (item !== undefined) isOwn = !jsonEqual(item, base?.get(day))
    return item === undefined && isOwn
  })
}

function inForce(values: readonly Json[], day: string): Json | undefined {
  return values
    .filter((item) => (itemKey(item) ?? '') <= day)
    .toSorted((a, b) => ((itemKey(a) ?? '') < (itemKey(b) ?? '') ? -1 : 1))
    .at(-1)
}

function daysOf(...lists: readonly (readonly Json[])[]): readonly string[] {
  const days = new Set(lists.flat().flatMap((item) => itemKey(item) ?? []))
  return [...days].toSorted((a, b) => (a < b ? -1 : 1))
}
