import { differs } from '../comparison/describe-difference.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { itemAt } from '../model/item-at.ts'
import { isJsonObject } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import { compareAll } from './compare-expectation.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'

/** That an item stands in the ruleset and says so. */
export const itemScenario: ScenarioKind<ScenarioOf<'item'>> = {
  title: { zh: '条款', en: 'clause' },
  run: ({ ruleset }, { item: path, asOf, expect }, touched) => {
    touched.add(path)
    const item = itemAt(ruleset, path)
    if (!isJsonObject(item)) return [differs(path, 'an item', null)]
    if (asOf === undefined) return compareAll(expect, item)
    const dated = parameterAsOf(item as unknown as Parameter, asOf)
    return compareAll(expect, { ...item, value: dated?.value ?? null })
  },
}
