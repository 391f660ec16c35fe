import type { Layer } from '@jieli/engine'
import { smallRuleset } from './small-ruleset.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']

/**
 * The small ruleset with duties: whoever receives a referral answers it within two hours and is reminded three hours
 * later, whoever sends one tells the family without a time, and of a stable patient arranges transport within a day.
 */
export function dutifulRuleset(change: { id?: string; county?: string } = {}): Layer {
  return {
    ...smallRuleset(change),
    duties: [
      {
        id: 'answer',
        title: text('答复转诊', 'answer the referral'),
        pathway: 'referral',
        owedBy: 'receiver',
        owedTo: 'sender',
        begins: { on: 'state', states: ['waiting'] },
        within: { duration: 'PT2H' },
        keptBy: { on: 'event', events: ['accept', 'decline'] },
        late: [
          { id: 'now', title: text('逾期未答复', 'not answered in time'), to: 'receiver' },
          {
            id: 'again',
            title: text('仍未答复', 'still not answered'),
            to: 'sender',
            after: { duration: 'PT3H' },
          },
        ],
        cites,
      },
      {
        id: 'tellFamily',
        title: text('告知家属', 'tell the family'),
        pathway: 'referral',
        owedBy: 'sender',
        begins: { on: 'transition', transitions: ['send-it'] },
        keptBy: { on: 'event', events: ['note'] },
        cites,
      },
      {
        id: 'transport',
        title: text('安排转运', 'arrange transport'),
        pathway: 'referral',
        owedBy: 'sender',
        begins: { on: 'transition', transitions: ['send-it'] },
        where: { fact: 'stable', operator: 'equal', value: true },
        within: { duration: 'P1D' },
        keptBy: { on: 'event', events: ['note'] },
        cites,
      },
    ],
  } as unknown as Layer
}
