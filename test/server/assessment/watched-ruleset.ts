import type { Json, Layer } from '@jieli/engine'
import { assessedRuleset } from './assessed-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']
const by = ['episode.department', 'episode.pathway']

/** The assessed ruleset whose referrals name a department and a pathway: at most 15 % of those sent may be urgent. */
export function watchedRuleset(): Layer {
  const base = assessedRuleset()
  const own = (list: string): readonly Json[] => base[list] as readonly Json[]
  return {
    ...base,
    facts: [
      ...own('facts'),
      { id: 'episode.department', type: 'text', title: text('科室', 'department') },
      { id: 'episode.pathway', type: 'text', title: text('病种', 'clinical pathway') },
    ],
    measures: own('measures').map((measure) => ({ ...(measure as object), by })),
    pathwayRates: [
      {
        id: 'urgentRate',
        title: text('紧急率', 'urgent rate'),
        definition: text('紧急转诊除以全部转诊', 'urgent referrals by all referrals'),
        numerator: 'referrals.urgent',
        denominator: 'referrals.sent',
        direction: 'atMost',
        threshold: { parameter: 'varianceCeiling' },
        cites,
      },
    ],
  }
}
