import type { Ruleset } from '../ruleset.ts'
import type { NamedList, Reference } from './reference.ts'
import { referencesOf } from './references-of.ts'

/**
 * What some references lead to: themselves, and what the items of the lists to go through name in turn. Each item is
 * gone through once, in the order met. Pure.
 */
export function reachReferences(
  ruleset: Ruleset,
  from: readonly Reference[],
  through: readonly NamedList[],
): readonly Reference[] {
  const reached: Reference[] = []
  const entered = new Set<string>()
  const pending = from.toReversed()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    reached.push(next)
    const { list, id } = next
    if (!through.includes(list) || entered.has(`${list} ${id}`)) continue
    entered.add(`${list} ${id}`)
    pending.push(...namedBy(ruleset, list, id).toReversed())
  }
  return reached
}

/** What every item of a list with that id names: a ruleset that repeats an id is not looked at in part. */
function namedBy<L extends NamedList>(ruleset: Ruleset, list: L, id: string): Reference[] {
  const items: readonly Ruleset[L][number][] = ruleset[list]
  return items.filter((item) => item.id === id).flatMap((item) => referencesOf(list, item))
}
