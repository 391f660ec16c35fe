import { reimburse } from '../money/reimburse.ts'
import { compareAll } from './compare-expectation.ts'
import { lacking, withMoneyFacts } from './money-scenario-facts.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchItem } from './touched.ts'

/** What the fund and the patient pay of one case. */
export const reimbursementScenario: ScenarioKind<ScenarioOf<'reimbursement'>> = {
  title: { zh: '报销', en: 'reimbursement' },
  run: (bundle, scenario, touched) =>
    withMoneyFacts(bundle, scenario, ({ facts }) => {
      const result = reimburse(bundle, facts, scenario.asOf)
      const applies = result.items.filter((item) => item.applies === true).map(({ item }) => item)
      for (const item of bundle.ruleset.reimbursement)
        if (applies.includes(item.id)) touchItem('reimbursement', item, touched)
      return compareAll(scenario.expect, {
        ...result,
        ...lacking(result),
        share: result.shareShown,
        applies,
      })
    }),
}
