import { differs } from '../comparison/describe-difference.ts'
import { splitPool } from '../money/split-pool.ts'
import { compareAll } from './compare-expectation.ts'
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
        return [differs('incentive', scenario.incentive, null)]
      const result = splitPool(bundle, incentive.id, { ...given, asOf: scenario.asOf })
      touchItem('incentives', incentive, touched)
      return compareAll(scenario.expect, {
        ...result,
        ...lacking(result),
        units: unitAmounts(result.parts),
      })
    }),
}
