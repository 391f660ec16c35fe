import { describeChange, describeDuty, diffRulesets, type Duty, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { end, event, notify, state, to } from './make-pathway.ts'
import { cites, fact, is, parameter, rulesetOf } from './make-ruleset.ts'

const title = (zh: string, en: string) => ({ zh, en })
const hours = { workingTime: 'PT4H' }
const basis: Omit<Duty, 'begins'> = {
  id: 'call',
  title: title('回访患者', 'call the patient'),
  pathway: 'walk',
  owedBy: 'sender',
  keptBy: { on: 'event', events: ['called'] },
  cites,
}
const onLeaving: Duty['begins'] = { on: 'transition', transitions: ['go'] }

const parts = {
  facts: [fact('a', 'boolean', { title: title('已签约', 'contracted') }), fact('from', 'code')],
  parameters: [
    parameter('limit', 'duration', {
      title: title('回访时限', 'limit for the call'),
      values: [
        { from: '2024-01-01', value: 'PT24H' },
        { from: '2025-01-01', value: 'PT48H' },
      ],
    }),
  ],
  pathways: [
    {
      id: 'walk',
      title: title('转诊', 'referral'),
      cites,
      parties: [
        { id: 'sender', title: title('转出单位', 'sending unit'), unitFact: 'from' },
        { id: 'receiver', title: title('转入单位', 'receiving unit'), unitFact: 'from' },
      ],
      events: [
        event('go', { title: title('转出', 'send') }),
        event('called', { title: title('记录回访', 'record the call') }),
        event('dead', { title: title('登记死亡', 'record the death') }),
      ],
      delays: [],
      machine: {
        id: 'walk',
        initial: 'one',
        states: {
          one: state({ on: { go: [to('go', 'two', { actions: [notify('moved')] })] } }),
          two: {
            on: { called: [to('called', undefined)], dead: [to('dead', 'end')] },
            meta: { title: title('已转出', 'sent') },
          },
          ...end,
        },
      },
    },
  ],
}
const rulesetWith = (duty: Partial<Duty> = {}): Ruleset =>
  rulesetOf({ ...parts, duties: [{ ...basis, begins: onLeaving, ...duty }] })

function said(duty: Partial<Duty>, language: 'zh' | 'en' = 'zh', asOf?: string): string {
  const ruleset = rulesetWith(duty)
  return describeDuty(ruleset, ruleset.duties[0]!, asOf, language)
}

describe('a duty in words', () => {
  it('DU9 reads like the document: when, who, by when, what, what counts and who is told', () => {
    const duty: Partial<Duty> = {
      within: hours,
      late: [{ id: 'r', title: title('回访逾期', 'the call is late'), to: 'sender' }],
    }
    expect(said(duty)).toBe(
      '“转出”后，转出单位应当在 4 个工作小时内回访患者；“记录回访”即为办结；逾期提醒转出单位“回访逾期”。',
    )
    expect(said(duty, 'en')).toBe(
      'After "send", the sending unit must call the patient within 4 office hours; it is done by "record the call"; when late, the sending unit is told "the call is late".',
    )
  })

  it.each([
    ['a state', { on: 'state', states: ['two'] }, '进入“已转出”后，'],
    ['something told', { on: 'told', event: 'moved' }, '发出“moved（中）”后，'],
    ['something true', { on: 'facts', when: is('a') }, '已签约为是时，'],
  ] as const)('DU9 says that it begins with %s', (_, begins, words) => {
    expect(said({ begins: structuredClone(begins) as Duty['begins'] })).toBe(
      `${words}转出单位应当回访患者；“记录回访”即为办结。`,
    )
  })

  it('DU9 says of which cases, to whom, what has to be true besides, what ends it and when a later one is told', () => {
    const duty: Partial<Duty> = {
      where: is('a') as Duty['where'],
      owedTo: 'receiver',
      keptBy: {
        on: 'event',
        events: ['called'],
        where: { all: [is('a'), is('a')] } as Duty['where'],
      },
      endedBy: { on: 'event', events: ['dead'] },
      within: { workingDays: 1 },
      late: [{ id: 'r', title: title('甲', 'A'), to: 'receiver', after: { duration: 'PT2H' } }],
    }
    expect(said(duty)).toBe(
      '“转出”后，凡已签约为是的，转出单位应当在 1 个工作日内回访患者（对转入单位）；“记录回访”且（已签约为是，且已签约为是）即为办结；“登记死亡”即不再需要办理；逾期 2 小时后提醒转入单位“甲”。',
    )
  })

  it.each([
    ['2023-12-31', '在“回访时限”内'],
    ['2024-01-01', '在 24 小时内'],
    ['2024-12-31', '在 24 小时内'],
    ['2025-01-01', '在 48 小时内'],
    [undefined, '在“回访时限”内'],
  ])('DU9 tells the time that holds on %s', (asOf, words) => {
    expect(said({ within: { parameter: 'limit' } }, 'zh', asOf)).toContain(words)
  })

  it('DU9 tells a changed duty as it was and as it is, and a new one whole', () => {
    const before = rulesetWith({ within: hours })
    const after = rulesetWith({ within: { workingDays: 2 } })
    const none: Ruleset = { ...before, duties: [] }
    const told = (from: Ruleset, is_: Ruleset) =>
      diffRulesets(from, is_).map((change) =>
        describeChange({ before: from, after: is_ }, change, 'zh'),
      )
    expect(told(before, after)).toEqual(['应办事项“回访患者”：期限由 4 个工作小时 改为 2 个工作日'])
    expect(told(before, rulesetWith({ within: hours, owedBy: 'receiver' }))).toEqual([
      '应办事项“回访患者”原为：“转出”后，转出单位应当在 4 个工作小时内回访患者；“记录回访”即为办结。改为：“转出”后，转入单位应当在 4 个工作小时内回访患者；“记录回访”即为办结',
    ])
    expect(told(none, before)).toEqual([
      '新增应办事项“回访患者”：“转出”后，转出单位应当在 4 个工作小时内回访患者；“记录回访”即为办结',
    ])
    expect(told(before, none)).toEqual(['删去应办事项“回访患者”'])
  })
})
