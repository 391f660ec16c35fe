import { itemNouns } from '../comparison/item-labels.ts'
import { computeFunds } from '../money/compute-fund.ts'
import { compareMembers } from './compare-members.ts'
import { plainFormat } from './member-words.ts'
import { missingItem } from './missing-item.ts'
import { fundMembers } from './money-members.ts'
import { lacking, unitAmounts, withMoneyFacts } from './money-scenario-facts.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchDecision, touchItem } from './touched.ts'

/** What becomes of a fund. */
export const fundScenario: ScenarioKind<ScenarioOf<'fund'>> = {
  title: { zh: '基金', en: 'fund' },
  run: (bundle, scenario, touched) =>
    withMoneyFacts(bundle, scenario, (given) => {
      const fund = bundle.ruleset.funds.find(({ id }) => id === scenario.fund)
      if (fund === undefined) return [missingItem(itemNouns['funds'] ?? fundScenario.title)]
      const results = computeFunds(bundle, fund.id, { ...given, asOf: scenario.asOf })
      const result = results.find(({ holder }) => holder === scenario.holder)
      if (result === undefined) return [missingItem(itemNouns['funds'] ?? fundScenario.title)]
      touchItem('funds', fund, touched)
      for (const { incentive: id } of result.drawn ?? []) {
        const incentive = bundle.ruleset.incentives.find((known) => known.id === id)
        if (incentive !== undefined) touchItem('incentives', incentive, touched)
      }
      for (const decision of result.decisions) touchDecision(decision, touched)
      const members = fundMembers(bundle.ruleset, fund, scenario.units)
      return compareMembers(scenario.expect, {
        at: ['expect'],
        actual: {
          ...result,
          ...lacking(result),
          drawn: Object.fromEntries(
            (result.drawn ?? []).map(({ incentive, amount }) => [incentive, amount]),
          ),
          units: unitAmounts(result.parts),
          parties: Object.fromEntries(result.parts.map(({ id, party }) => [id, party])),
        },
        member: (name) => members[name] ?? { title: fundScenario.title, format: plainFormat },
      })
    }),
}
