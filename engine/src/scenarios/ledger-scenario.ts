import { postEvents } from '../money/post-events.ts'
import { compareMembers } from './compare-members.ts'
import { plainFormat } from './member-words.ts'
import { ledgerMembers } from './money-members.ts'
import { withMoneyFacts } from './money-scenario-facts.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchItem } from './touched.ts'

/** What events post to the ledger. */
export const ledgerScenario: ScenarioKind<ScenarioOf<'ledger'>> = {
  title: { zh: '内部账', en: 'ledger' },
  run: (bundle, scenario, touched) =>
    withMoneyFacts(bundle, scenario, ({ units, events }) => {
      const ledger = postEvents(bundle, events, { units })
      const heard = new Set([...ledger.postings, ...ledger.open].map(({ rule }) => rule))
      for (const list of ['prices', 'incentives'] as const)
        for (const item of bundle.ruleset[list])
          if (heard.has(`/${list}/${item.id}`)) touchItem(list, item, touched)
      const members = ledgerMembers(bundle.ruleset, scenario.units)
      return compareMembers(scenario.expect, {
        at: ['expect'],
        actual: {
          postings: ledger.postings.map(({ event, rule, debit, credit, amount }) => ({
            event,
            rule,
            debit,
            credit,
            amount,
          })),
          open: ledger.open.map((item, at) => {
            const wanted = scenario.expect.open?.[at]
            return {
              event: item.event,
              rule: item.rule,
              reason: item.reason,
              ...(wanted?.needs === undefined ? {} : { needs: item.needs }),
              ...(wanted?.missing === undefined ? {} : { missing: item.missingParameters }),
            }
          }),
          notDue: ledger.notDue,
          units: Object.fromEntries(ledger.units.map(({ unit, net }) => [unit, net])),
          issues: ledger.issues.map(({ code }) => code),
        },
        member: (name) => members[name] ?? { title: ledgerScenario.title, format: plainFormat },
      })
    }),
}
