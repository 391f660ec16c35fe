import { itemNouns } from '../comparison/item-labels.ts'
import { splitPool } from '../money/split-pool.ts'
import { compareMembers } from './compare-members.ts'
import { plainFormat } from './member-words.ts'
import { missingItem } from './missing-item.ts'
import { poolMembers } from './money-members.ts'
import { lacking, unitAmounts, withMoneyFacts } from './money-scenario-facts.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchItem } from './touched.ts'

/** How a pool is split. */
export const poolScenario: ScenarioKind<ScenarioOf<'pool'>> = {
  title: { zh: '分配', en: 'split' },
  run: (bundle, scenario, touched) =>
    withMoneyFacts(bundle, scenario, (given) => {
      const incentive = bundle.ruleset.incentives.find(({ id }) => id === scenario.incentive)
      if (incentive?.pool === undefined || incentive.split === undefined)
        return [missingItem(itemNouns['incentives'] ?? poolScenario.title)]
      const result = splitPool(bundle, incentive.id, { ...given, asOf: scenario.asOf })
      touchItem('incentives', incentive, touched)
      const shares = incentive.split
      const members = poolMembers(bundle.ruleset, { shares, units: scenario.units })
      return compareMembers(scenario.expect, {
        at: ['expect'],
        actual: { ...result, ...lacking(result), units: unitAmounts(result.parts) },
        member: (name) => members[name] ?? { title: poolScenario.title, format: plainFormat },
      })
    }),
}
