import { reimburse } from '../money/reimburse.ts'
import { compareMembers } from './compare-members.ts'
import { plainFormat } from './member-words.ts'
import { reimbursementMembers } from './money-members.ts'
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
      const members = reimbursementMembers(bundle.ruleset)
      return compareMembers(scenario.expect, {
        at: ['expect'],
        actual: { ...result, ...lacking(result), share: result.shareShown, applies },
        member: (name) =>
          members[name] ?? { title: reimbursementScenario.title, format: plainFormat },
      })
    }),
}
