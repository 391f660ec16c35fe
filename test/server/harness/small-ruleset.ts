import type { Layer } from '@jieli/engine'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-39']

/**
 * A county's ruleset small enough to see through: a referral is sent, waits two hours for an answer, and is
 * accepted, declined, or sent again. A high urgency opens it, instability closes it, and no word on either asks.
 */
export function smallRuleset(
  change: { id?: string; county?: string; version?: string; urgentOutcome?: string } = {},
): Layer {
  const urgentOutcome = change.urgentOutcome ?? 'allow'
  return structuredClone({
    manifest: {
      formatVersion: 5,
      id: change.id ?? 'small',
      kind: 'county',
      county: change.county ?? 'north',
      title: text('小规则集', 'a small ruleset'),
      version: change.version ?? '1.0.0',
      sources: [{ id: 'plan', title: text('方案', 'the plan') }],
      calendar: { utcOffset: '+08:00', holidays: [], workdays: [] },
    },
    facts: [
      { id: 'patient.id', type: 'text', title: text('患者', 'patient') },
      { id: 'fromUnit.id', type: 'text', title: text('转出单位', 'sending unit') },
      { id: 'toUnit.id', type: 'text', title: text('转入单位', 'receiving unit') },
      {
        id: 'urgency',
        type: 'code',
        title: text('紧急程度', 'urgency'),
        values: [
          { code: 'low', title: text('低', 'low') },
          { code: 'high', title: text('高', 'high') },
        ],
      },
      { id: 'stable', type: 'boolean', title: text('病情平稳', 'stable') },
      { id: 'age', type: 'integer', title: text('年龄', 'age'), minimum: 0, maximum: 150 },
    ],
    parameters: [
      {
        id: 'answerLimit',
        type: 'duration',
        title: text('答复时限', 'time to answer'),
        required: true,
        cites,
        values: [{ from: '2020-01-01', value: 'PT2H' }],
      },
      {
        id: 'varianceCeiling',
        type: 'ratio',
        title: text('变异率上限', 'variance ceiling'),
        required: true,
        cites,
        values: [{ from: '2020-01-01', value: { numerator: 15, denominator: 100 } }],
      },
    ],
    conditions: [],
    decisions: [
      {
        kind: 'rules',
        id: 'mayRefer',
        title: text('能否转诊', 'may refer'),
        hitPolicy: 'first',
        cites,
        rules: [
          {
            id: 'urgent',
            title: text('紧急', 'urgent'),
            conditions: { all: [{ fact: 'urgency', operator: 'equal', value: 'high' }] },
            cites,
            then: { outcome: urgentOutcome, reason: text('紧急，可以转诊。', 'It is urgent.') },
          },
          {
            id: 'unstable',
            title: text('不平稳', 'unstable'),
            conditions: { all: [{ fact: 'stable', operator: 'equal', value: false }] },
            cites,
            then: {
              outcome: 'denyInstitutionalAction',
              reason: text('病情不平稳，请先稳定病情。', 'The patient is not stable yet.'),
            },
          },
        ],
        otherwise: {
          outcome: 'requireReason',
          reason: text('请写明理由。', 'Please write a reason.'),
        },
      },
    ],
    pathways: [
      {
        id: 'referral',
        title: text('转诊', 'referral'),
        cites,
        parties: [
          { id: 'sender', title: text('转出单位', 'sending unit'), unitFact: 'fromUnit.id' },
          { id: 'receiver', title: text('转入单位', 'receiving unit'), unitFact: 'toUnit.id' },
        ],
        events: [
          {
            id: 'send',
            title: text('发出', 'send'),
            actors: ['sender'],
            asks: ['urgency', 'stable', 'toUnit.id'],
          },
          { id: 'accept', title: text('接收', 'accept'), actors: ['receiver'] },
          {
            id: 'decline',
            title: text('拒绝', 'decline'),
            actors: ['receiver'],
            needsReason: true,
          },
          {
            id: 'note',
            title: text('备注', 'note'),
            actors: ['sender', 'receiver'],
            asks: ['age'],
          },
        ],
        delays: [
          {
            id: 'answerLimit',
            title: text('答复时限', 'time to answer'),
            after: { parameter: 'answerLimit' },
            cites,
          },
        ],
        machine: {
          id: 'referral',
          initial: 'draft',
          states: {
            draft: {
              on: {
                send: [
                  {
                    target: 'waiting',
                    guard: {
                      type: 'decision',
                      params: { decision: 'mayRefer', opens: ['allow', 'requireReason'] },
                    },
                    meta: { id: 'send-it' },
                  },
                ],
                note: [{ meta: { id: 'note-draft' } }],
              },
              meta: { title: text('草稿', 'draft') },
            },
            waiting: {
              on: {
                accept: [{ target: 'accepted', meta: { id: 'accept-it' } }],
                decline: [{ target: 'draft', meta: { id: 'decline-it' } }],
                note: [
                  {
                    actions: [
                      {
                        type: 'emit',
                        params: { event: 'noted', title: text('已备注', 'noted') },
                      },
                    ],
                    meta: { id: 'note-waiting' },
                  },
                ],
              },
              after: { answerLimit: [{ target: 'overdue', meta: { id: 'answer-overdue' } }] },
              meta: { title: text('等待答复', 'waiting'), owner: 'receiver' },
            },
            overdue: {
              on: { accept: [{ target: 'accepted', meta: { id: 'accept-late' } }] },
              meta: { title: text('逾期', 'overdue') },
            },
            accepted: { type: 'final', meta: { title: text('已接收', 'accepted') } },
          },
        },
      },
    ],
    pathwayRates: [],
    indicators: [],
    funds: [],
    redLines: [
      {
        id: 'RL-17',
        title: text('变异率不得放宽', 'the variance ceiling may not be raised'),
        authority: 'province',
        cites,
        checks: [
          {
            kind: 'ceiling',
            parameter: 'varianceCeiling',
            bound: { numerator: 15, denominator: 100 },
          },
        ],
      },
    ],
    scenarios: [
      {
        id: 'urgent-is-open',
        title: text('紧急可以转诊', 'urgent may be referred'),
        kind: 'decision',
        decision: 'mayRefer',
        asOf: '2025-03-03',
        facts: { urgency: 'high' },
        expect: { outcome: urgentOutcome },
      },
    ],
    layout: {},
  }) as unknown as Layer
}

/** Facts of a referral from one unit to another that may be sent at once. */
export function referralFacts(from = 'T01', to = 'D01'): Record<string, unknown> {
  return { 'patient.id': 'p-1', 'fromUnit.id': from, 'toUnit.id': to, urgency: 'high' }
}
