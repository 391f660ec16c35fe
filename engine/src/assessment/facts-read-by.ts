import { indexRuleset } from '../model/ruleset-index.ts'
import { formulaNames } from '../formulas/formula-parts.ts'
import { parseFormula } from '../formulas/parse-formula.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { formulasOf, referencesOf } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { type RulesetList, rulesetLists } from '../model/ruleset-lists.ts'

/**
 * The facts that some items of a ruleset read: by themselves, in the named conditions they use, in their formulas, and
 * in the indicators those and they name. What the decisions they ask read is not among them. Pure.
 */
export function factsReadBy(
  ruleset: Ruleset,
  items: Partial<Pick<Ruleset, RulesetList>>,
): ReadonlySet<string> {
  const { facts, indicators } = indexRuleset(ruleset)
  const found = new Set<string>()
  const read = new Set<object>()
  const readIndicator = (id: string): void => {
    const indicator = indicators.get(id)
    if (indicator !== undefined) readItem('indicators', indicator)
  }
  const readItem = <L extends RulesetList>(list: L, item: Ruleset[L][number]): void => {
    if (read.has(item)) return
    read.add(item)
    const named = reachReferences(ruleset, referencesOf(list, item), ['conditions'])
    for (const { list: of, id, writes } of named) {
      if (of === 'facts' && writes === undefined) found.add(id)
      if (of === 'indicators') readIndicator(id)
    }
    for (const { text } of formulasOf(list, item)) {
      const { formula } = parseFormula(text)
      for (const name of formula === undefined ? [] : formulaNames(formula)) {
        if (facts.has(name)) found.add(name)
        readIndicator(name)
      }
    }
  }
  const readList = <L extends RulesetList>(list: L): void => {
    const chosen: readonly Ruleset[L][number][] = items[list] ?? []
    for (const item of chosen) readItem(list, item)
  }
  for (const list of rulesetLists) readList(list)
  return found
}
