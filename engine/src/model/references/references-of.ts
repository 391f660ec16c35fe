import type { Ruleset } from '../ruleset.ts'
import { type RulesetList, rulesetLists } from '../ruleset-lists.ts'
import {
  groupReferences,
  indicatorFormulas,
  indicatorReferences,
  measureReferences,
  rateReferences,
  schemeFormulas,
  schemeReferences,
} from './assessment-references.ts'
import { conditionReferences } from './condition-references.ts'
import { decisionReferences } from './decision-references.ts'
import { dutyReferences } from './duty-references.ts'
import { codeSystemReference, parameterReference } from './make-reference.ts'
import {
  fundReferences,
  incentiveReferences,
  priceReferences,
  reimbursementReferences,
} from './money-references.ts'
import { pathwayReferences } from './pathway-references.ts'
import { scheduledDutyReferences } from './scheduled-duty-references.ts'
import type { Reference, WrittenFormula } from './reference.ts'

type Visit<L extends RulesetList, T> = (item: Ruleset[L][number], path: string) => readonly T[]

const none = (): readonly never[] => []

/**
 * The one answer to what an item reads and writes, list by list. Red lines and scenarios are about rules and are none:
 * what they name is looked up where they are checked and run.
 */
const visits: { readonly [L in RulesetList]: Visit<L, Reference> } = {
  codeSystems: none,
  facts: codeSystemReference,
  parameters: (parameter, path) => [
    ...codeSystemReference(parameter, path),
    ...parameterReference(parameter.countedBy, `${path}/countedBy`, ['integer']),
  ],
  conditions: ({ condition }, path) => conditionReferences(condition, `${path}/condition`),
  decisions: decisionReferences,
  offices: none,
  pathways: pathwayReferences,
  duties: dutyReferences,
  scheduledDuties: scheduledDutyReferences,
  measures: measureReferences,
  pathwayRates: rateReferences,
  indicators: indicatorReferences,
  assessmentGroups: groupReferences,
  assessmentSchemes: schemeReferences,
  funds: fundReferences,
  reimbursement: reimbursementReferences,
  prices: priceReferences,
  incentives: incentiveReferences,
  redLines: none,
  scenarios: none,
}

const formulaVisits: { readonly [L in RulesetList]?: Visit<L, WrittenFormula> } = {
  indicators: indicatorFormulas,
  assessmentSchemes: schemeFormulas,
}

/** What each item names, found once: an item is never changed in place, and stands in one list. */
const known = new WeakMap<object, readonly Reference[]>()

/** Everything an item of a list names, in its order; what its formulas name is not among it. Pure. */
export function referencesOf<L extends RulesetList>(
  list: L,
  item: Ruleset[L][number],
): readonly Reference[] {
  let found = known.get(item)
  if (found === undefined) known.set(item, (found = visits[list](item, `/${list}/${item.id}`)))
  return found
}

/** Everything the items of a ruleset name, list by list. Pure. */
export function rulesetReferences(ruleset: Ruleset): readonly Reference[] {
  return rulesetLists.flatMap((list) => listReferences(ruleset, list))
}

function listReferences<L extends RulesetList>(ruleset: Ruleset, list: L): readonly Reference[] {
  const items: readonly Ruleset[L][number][] = ruleset[list]
  return items.flatMap((item) => referencesOf(list, item))
}

/** The formulas an item of a list is written with. Pure. */
export function formulasOf<L extends RulesetList>(
  list: L,
  item: Ruleset[L][number],
): readonly WrittenFormula[] {
  return formulaVisits[list]?.(item, `/${list}/${item.id}`) ?? []
}
