import { indexRuleset, type RulesetIndex } from '../ruleset-index.ts'
import type { Ruleset } from '../ruleset.ts'
import type { Reference } from './reference.ts'
import { referencesOf } from './references-of.ts'

/** Lists whose items pass on what they name to whoever names them. */
type PassingList = 'conditions' | 'decisions'

/**
 * What some references lead to: themselves, and what the items of the lists to go through name in turn. Each item is
 * gone through once, in the order met. Pure.
 */
export function reachReferences(
  ruleset: Ruleset,
  from: readonly Reference[],
  through: readonly PassingList[],
): readonly Reference[] {
  const index = indexRuleset(ruleset)
  const reached: Reference[] = []
  const entered = new Set<string>()
  const pending = from.toReversed()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    reached.push(next)
    const { list, id } = next
    if (list !== 'conditions' && list !== 'decisions') continue
    if (!through.includes(list) || entered.has(`${list} ${id}`)) continue
    entered.add(`${list} ${id}`)
    pending.push(...namedBy(index, list, id).toReversed())
  }
  return reached
}

function namedBy<L extends PassingList>(
  index: RulesetIndex,
  list: L,
  id: string,
): readonly Reference[] {
  const items: ReadonlyMap<string, Ruleset[L][number]> = index[list]
  const item = items.get(id)
  return item === undefined ? [] : referencesOf(list, item)
}
