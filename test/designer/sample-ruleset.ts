import type { Ruleset } from '@jieli/engine'

const text = (zh: string, en: string) => ({ zh, en })

/** A small ruleset with a bit of everything the designer edits. */
export function sampleRuleset(): Ruleset {
  return {
    manifest: {
      formatVersion: 5 as const,
      id: 'sample',
      kind: 'template',
      title: text('样例', 'Sample'),
      version: '1.0.0',
      sources: [{ id: 'plan', title: text('方案', 'Plan') }],
      calendar: {
        utcOffset: '+08:00',
        holidays: [],
        workdays: [],
        notices: [2025, 2026, 2027].map((year) => ({ year, number: 'sample' })),
      },
    },
    codeSystems: [],
    facts: [
      { id: 'stable', type: 'boolean', title: text('病情平稳', 'Stable') },
      { id: 'fromUnit.id', type: 'text', title: text('转出机构', 'Referring unit') },
    ],
    parameters: [
      {
        id: 'varianceCeiling',
        type: 'ratio',
        title: text('变异率上限', 'Variance ceiling'),
        required: false,
        values: [{ from: '2025-01-01', value: { numerator: 15, denominator: 100 } }],
      },
    ],
    conditions: [
      {
        id: 'isStable',
        title: text('平稳', 'Stable'),
        condition: { fact: 'stable', operator: 'equal', value: true },
      },
    ],
    decisions: [
      {
        kind: 'table',
        id: 'downReferral',
        title: text('下转', 'Down-referral'),
        hitPolicy: 'first',
        inputs: [{ id: 'stable', fact: 'stable' }],
        rows: [
          {
            id: 'ready',
            cites: ['plan#DP-36'],
            when: { stable: [{ operator: 'equal', value: true }] },
            then: { outcome: 'allow', reason: text('可以下转', 'Ready to go down') },
          },
        ],
      },
    ],
    pathways: [
      {
        id: 'referral',
        title: text('转诊', 'Referral'),
        parties: [{ id: 'sender', title: text('转出方', 'Sender'), unitFact: 'fromUnit.id' }],
        events: [
          { id: 'submit', title: text('提交', 'Submit'), actors: ['sender'] },
          { id: 'accept', title: text('接收', 'Accept'), actors: ['sender'] },
        ],
        delays: [{ id: 'tooLate', title: text('逾期', 'Too late'), after: { workingDays: 2 } }],
        machine: {
          id: 'referral',
          initial: 'draft',
          states: {
            draft: {
              meta: { title: text('草稿', 'Draft') },
              on: { submit: [{ target: 'review', meta: { id: 'submit' } }] },
            },
            review: {
              meta: { title: text('审核', 'Review') },
              initial: 'waiting',
              states: {
                waiting: {
                  meta: { title: text('待审', 'Waiting') },
                  on: {
                    accept: [
                      { target: 'claimed', meta: { id: 'claim' } },
                      { target: '#referral.closed', meta: { id: 'close' } },
                    ],
                  },
                  after: { tooLate: [{ target: '#referral.closed', meta: { id: 'expire' } }] },
                },
                claimed: {
                  meta: { title: text('已认领', 'Claimed') },
                  on: { accept: [{ target: '#referral.closed', meta: { id: 'finish' } }] },
                },
              },
            },
            closed: { type: 'final', meta: { title: text('已闭环', 'Closed') } },
          },
        },
      },
    ],
    measures: [],
    pathwayRates: [],
    indicators: [],
    assessmentGroups: [],
    assessmentSchemes: [],
    funds: [],
    reimbursement: [],
    prices: [],
    incentives: [],
    offices: [],
    duties: [],
    scheduledDuties: [],
    redLines: [],
    scenarios: [],
    layout: { referral: { draft: { x: 0, y: 0 } } },
  }
}
