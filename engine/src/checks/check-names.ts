import { fitsType } from '../decisions/fits-type.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { NamedList, Reference } from '../model/references/reference.ts'
import { rulesetReferences } from '../model/references/references-of.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { suggest } from '../model/suggest.ts'
import type { Text } from '../model/text.ts'
import { checkDecisionTest, checkFactTest } from './check-tests.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

const listNames: Readonly<Record<NamedList, Text>> = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
  codeSystems: { zh: '代码表', en: 'code system' },
  offices: { zh: '部门或岗位', en: 'office' },
  pathways: { zh: '路径', en: 'pathway' },
  indicators: { zh: '指标', en: 'indicator' },
  assessmentGroups: { zh: '指标组', en: 'group of indicators' },
  incentives: { zh: '激励', en: 'incentive' },
}

/** Names that lead nowhere, and what they lead to where it is of a type that does not fit there. Pure. */
export function checkNames(ruleset: Ruleset): readonly Issue[] {
  const known = new Map<NamedList, ReadonlyMap<string, { readonly id: string }>>()
  const itemsOf = (list: NamedList): ReadonlyMap<string, { readonly id: string }> => {
    let items = known.get(list)
    if (items === undefined)
      known.set(list, (items = new Map(ruleset[list].map((item) => [item.id, item]))))
    return items
  }
  return rulesetReferences(ruleset).flatMap((reference) => {
    const named = itemsOf(reference.list)
    const item = named.get(reference.id)
    if (item !== undefined) return checkFit(ruleset, reference, item)
    if (reference.byColumn === true) return []
    const { id, path } = reference
    const kind = listNames[reference.list]
    return [
      createIssue('REFERENCE_UNKNOWN', path, { kind, id, suggestion: suggest(id, named.keys()) }),
    ]
  })
}

/** What is wrong with naming an item that is there. */
function checkFit(
  ruleset: Ruleset,
  { types, path, test, writes }: Reference,
  item: object,
): readonly Issue[] {
  const type = (item as { readonly type?: ValueType }).type
  const [wanted] = types ?? []
  if (wanted !== undefined && type !== undefined && types?.includes(type) === false)
    return [createIssue('VALUE_TYPE', path, { type, detail: valueTypeModules[wanted].written })]
  if (writes?.value !== undefined && type !== undefined && !fitsType(type, writes.value))
    return [createIssue('VALUE_TYPE', path, { type, detail: valueTypeModules[type].written })]
  if (test === undefined) return []
  return 'decision' in test ? checkDecisionTest(test, path) : checkFactTest(ruleset, test, path)
}
