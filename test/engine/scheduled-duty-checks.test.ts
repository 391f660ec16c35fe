import { checkRuleset, runScenarios, type Ruleset } from '@jieli/engine'
import { describeScheduledDuty } from '@jieli/engine/scheduled-duties'
import { describe, expect, it } from 'vitest'
import { bundleOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'
import { makeScheduledDuty, office } from './make-scheduled-duty.ts'

const facts = [
  fact('unit.tier', 'integer'),
  fact('meetings', 'integer', { title: { zh: '会议次数', en: 'meetings' } }),
  fact('deaths', 'integer'),
]
const offices = [
  office('council', { zh: '理事会', en: 'the council' }),
  office('insurance', { zh: '医保局', en: 'the insurance bureau' }),
]
const rulesetWith = (more: object, parts: object = {}): Ruleset =>
  rulesetOf({ facts, offices, scheduledDuties: [makeScheduledDuty(more)], ...parts })

const codes = (ruleset: Ruleset) =>
  checkRuleset(ruleset, { asOf: '2026-03-01', publishing: false })
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, path }) => `${code} ${path}`)

describe('checks of scheduled duties', () => {
  it('SD1 a debtor is chosen by what the directory says, and by nothing else', () => {
    const by = (name: string) =>
      codes(
        rulesetWith({
          owedBy: { of: 'units', where: { fact: name, operator: 'greaterThan', value: 0 } },
        }),
      )
    expect(by('deaths')).toEqual(['DEBTOR_UNKNOWABLE /scheduledDuties/report/owedBy/where'])
    expect(by('unit.tier')).toEqual([])
  })

  it('SD3 a time that nobody has to supply is told, one that has to be supplied is not', () => {
    const schedule = { every: 'once', by: { parameter: 'launch' } }
    const named = (more: object) =>
      codes(rulesetWith({ schedule }, { parameters: [parameter('launch', 'date', more)] }))
    expect(named({})).toEqual(['DUTY_NEVER_DUE /scheduledDuties/report'])
    expect(named({ required: true })).not.toContain('DUTY_NEVER_DUE /scheduledDuties/report')
  })

  it('SD3 a month that the period has not is refused', () => {
    const due = (month: number) =>
      codes(rulesetWith({ schedule: { every: 'quarter', due: { day: 5, month, of: 'period' } } }))
    expect(due(3)).toEqual([])
    expect(due(4)).toEqual(['DUE_MONTH_OUTSIDE /scheduledDuties/report/schedule'])
  })

  it('SD4 what has to be true of a record has to be filled in with it', () => {
    const where = { fact: 'meetings', operator: 'greaterThan', value: 0 }
    expect(codes(rulesetWith({ keptBy: { where } }))).toEqual([
      'RECORD_NOT_ASKED /scheduledDuties/report/keptBy/where',
    ])
    expect(codes(rulesetWith({ keptBy: { asks: ['meetings'], where } }))).toEqual([])
  })

  it('SD7 a figure of a scheduled duty that is not there is told, with the one that was meant', () => {
    const counted = (id: string) =>
      codes(rulesetWith({}, { facts: [...facts, fact(id, 'integer')] }))
    expect(counted('duty.report.due')).toEqual([])
    expect(counted('duty.reprot.due')).toEqual(['DUTY_FIGURE_UNKNOWN /facts/duty.reprot.due'])
  })

  it('SD3 office hours are never guessed', () => {
    const schedule = { every: 'month', due: { within: { workingTime: 'PT4H' } } }
    expect(codes(rulesetWith({ schedule }))).toContain(
      'OFFICE_HOURS_MISSING /scheduledDuties/report/within',
    )
  })
})

describe('a scheduled duty as a sentence', () => {
  it.each([
    [
      {
        title: { zh: '召开理事会会议', en: 'hold a council meeting' },
        owedBy: { of: 'community', office: 'council' },
        schedule: { every: 'quarter' },
        keptBy: { asks: ['meetings'], document: true },
      },
      '理事会应当每季度召开理事会会议；登记时填报“会议次数”，且附上文件，即为办结。',
      'The council must hold a council meeting in each quarter; it is done once "meetings" is filled in and a document is filed.',
    ],
    [
      {
        title: { zh: '上报考核数据', en: 'report the figures' },
        schedule: { every: 'month', due: { day: 5, of: 'nextPeriod' } },
        late: [
          {
            id: 'tell',
            title: { zh: '逾期未报', en: 'not reported' },
            to: 'insurance',
            after: { duration: 'P7D' },
          },
        ],
      },
      '各单位应当于每月结束后，次月 5 日前（含当日）上报考核数据；登记即为办结；逾期 7 天后提醒医保局“逾期未报”。',
      'Each unit must report the figures for each month, by day 5 of the next month; it is done once it is recorded; 7 days after it was due, the insurance bureau is told "not reported".',
    ],
    [
      {
        title: { zh: '下派医生坐诊', en: 'send doctors down' },
        owedBy: {
          of: 'units',
          where: { fact: 'unit.tier', operator: 'equal', value: 2 },
        },
        schedule: { every: 'half', due: { within: { workingDays: 15 } } },
        keptBy: { times: 2 },
      },
      'unit.tier（中）为2的各单位应当在每半年结束后 15 个工作日内下派医生坐诊，至少 2 次；登记即为办结。',
      'Each unit where unit.tier (en) is 2 must send doctors down at least 2 times within 15 working days after the end of each half-year; it is done once it is recorded.',
    ],
    [
      {
        title: { zh: '启动', en: 'launch' },
        schedule: { every: 'once', by: { date: '2026-05-31' } },
      },
      '各单位应当于 2026-05-31 前（含当日）启动；登记即为办结。',
      'Each unit must launch by 2026-05-31; it is done once it is recorded.',
    ],
  ])('SD8 reads like a document (%#)', (more, zh, en) => {
    const ruleset = rulesetWith(more)
    const [duty] = ruleset.scheduledDuties
    if (duty === undefined) throw new Error('there is none')
    expect(describeScheduledDuty(ruleset, duty, undefined, 'zh')).toBe(zh)
    expect(describeScheduledDuty(ruleset, duty, undefined, 'en')).toBe(en)
  })
})

describe('a scenario of a scheduled duty', () => {
  const run = (scenario: object) =>
    runScenarios(
      bundleOf({
        facts,
        scheduledDuties: [makeScheduledDuty({ late: [{ id: 'tell', title: text('late') }] })],
        scenarios: [
          {
            id: 'one',
            title: text('one'),
            kind: 'schedule',
            duty: 'report',
            period: '2026-03',
            at: '2026-04-02T09:00:00+08:00',
            ...scenario,
          },
        ],
      }),
    )
  const late = {
    standing: 'late',
    due: '2026-03-31T23:59:59.999+08:00',
    done: 0,
    reminders: ['tell'],
    counts: { due: 1, onTime: 0 },
  }

  it('SD5 holds where it stands as it says, and tells what differs where it does not', () => {
    expect(run({ expect: late }).every(({ passed }) => passed)).toBe(true)
    const records = [{ at: '2026-03-31T23:00:00+08:00' }]
    const [found] = run({ expect: late, records })
    expect(found?.passed).toBe(false)
    expect(JSON.stringify(found)).toContain('逾期未办')
    expect(
      run({
        records,
        expect: { standing: 'kept', reminders: [], counts: { due: 1, onTime: 1 } },
      }).every(({ passed }) => passed),
    ).toBe(true)
  })

  it('SD1 expects nothing owed before the period begins', () => {
    const before = { at: '2026-02-28T09:00:00+08:00', expect: { standing: null } }
    expect(run(before).every(({ passed }) => passed)).toBe(true)
  })
})
