import { differs } from '../comparison/describe-difference.ts'
import { computeFund } from '../money/compute-fund.ts'
import { compareAll } from './compare-expectation.ts'
import { lacking, unitAmounts, withMoneyFacts } from './money-scenario-facts.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchDecision, touchItem } from './touched.ts'

/** What becomes of a fund. */
export const fundScenario: ScenarioKind<ScenarioOf<'fund'>> = {
  title: { zh: '基金', en: 'fund' },
  run: (bundle, scenario, touched) =>
    withMoneyFacts(bundle, scenario, (given) => {
      const fund = bundle.ruleset.funds.find(({ id }) => id === scenario.fund)
      if (fund === undefined) return [differs('fund', scenario.fund, null)]
      const result = computeFund(bundle, fund.id, { ...given, asOf: scenario.asOf })
      touchItem('funds', fund, touched)
      for (const decision of result.decisions) touchDecision(decision, touched)
      return compareAll(scenario.expect, {
        ...result,
        ...lacking(result),
        units: unitAmounts(result.parts),
        parties: Object.fromEntries(result.parts.map(({ id, party }) => [id, party])),
      })
    }),
}
