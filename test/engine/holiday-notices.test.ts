import { checkRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { cites, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

interface Given {
  readonly after?: object
  readonly notices?: readonly object[]
  readonly kind?: string
  readonly duties?: readonly object[]
  readonly asOf?: string | undefined
}

/** The years a version that begins on a day is told to lack. */
function lacking(given: Given): readonly string[] {
  const { after = { duration: 'PT24H' }, notices, kind = 'county', duties = [] } = given
  const ruleset = rulesetOf({
    manifest: {
      kind,
      ...(kind === 'county' && { county: 'north' }),
      calendar: {
        utcOffset: '+08:00',
        holidays: [],
        workdays: [],
        officeHours: [{ from: '08:00', to: '16:00' }],
        ...(notices !== undefined && { notices }),
      },
    },
    facts: [fact('from', 'code')],
    parameters: [
      parameter('days', 'integer', {
        unit: 'workingDay',
        values: [
          { from: '2025-01-01', value: 1 },
          { from: '2026-01-01', value: 300 },
        ],
      }),
      parameter('hours', 'duration', { values: [{ from: '2025-01-01', value: 'P400D' }] }),
    ],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
        events: [],
        delays: [{ id: 'wait', title: text('wait'), after }],
        machine: {
          id: 'walk',
          initial: 'end',
          states: { end: { type: 'final', meta: { title: text('end') } } },
        },
      },
    ],
    duties,
  })
  const asOf = 'asOf' in given ? given.asOf : '2025-12-29'
  return checkRuleset(ruleset, { publishing: true, asOf }).flatMap(({ code, severity, message }) =>
    code === 'CALENDAR_YEAR_MISSING' ? [`${severity} ${/of (\d+)/.exec(message.en)?.[1]}`] : [],
  )
}
const notice = (year: number) => ({ year, number: `第${year}号（虚构）` })

describe('the notices of the holidays', () => {
  // 2025-12-29 is a Monday: the second working day after it is the last of the year.
  it.each([
    [2, ['warning 2025']],
    [3, ['warning 2025', 'warning 2026']],
  ])(
    'TM10 of each year that %i working days reach are told where there are none',
    (days, years) => {
      expect(lacking({ after: { workingDays: days } })).toEqual(years)
    },
  )

  it('TM10 are not asked for where they are named, and one of another year does not help', () => {
    const after = { workingDays: 3 }
    expect(lacking({ after, notices: [notice(2025), notice(2026)] })).toEqual([])
    expect(lacking({ after, notices: [notice(2025)] })).toEqual(['warning 2026'])
    expect(lacking({ after, notices: [notice(2024), notice(2027)] })).toEqual([
      'warning 2025',
      'warning 2026',
    ])
  })

  it('TM10 are asked for by office hours and by the value a parameter has on the first day', () => {
    // Sixteen hours are up on Tuesday, and with a further sixteen it is Thursday 2026-01-01.
    expect(lacking({ after: { workingTime: 'PT16H' } })).toEqual(['warning 2025'])
    expect(lacking({ after: { workingTime: 'PT32H' } })).toEqual(['warning 2025', 'warning 2026'])
    expect(lacking({ after: { parameter: 'days' } })).toEqual(['warning 2025'])
    expect(lacking({ after: { parameter: 'days' }, asOf: '2026-01-05' })).toEqual([
      'warning 2026',
      'warning 2027',
    ])
  })

  it('TM10 are not asked for by clock time, by a template, or where no first day is known', () => {
    expect(lacking({})).toEqual([])
    expect(lacking({ after: { parameter: 'hours' } })).toEqual([])
    expect(lacking({ after: { workingDays: 3 }, kind: 'template' })).toEqual([])
    expect(lacking({ after: { workingDays: 3 }, asOf: undefined })).toEqual([])
  })

  it('TM10 are asked for by the times of duties and of their reminders', () => {
    const duty = {
      id: 'answer',
      title: text('answer'),
      pathway: 'walk',
      owedBy: 'sender',
      begins: { on: 'state', states: ['end'] },
      keptBy: { on: 'facts', when: { fact: 'from', operator: 'equal', value: 'x' } },
      cites,
    }
    expect(lacking({ duties: [{ ...duty, within: { workingDays: 3 } }] })).toEqual([
      'warning 2025',
      'warning 2026',
    ])
    const late = [
      { id: 'again', title: text('again'), to: 'sender', after: { workingTime: 'PT8H' } },
    ]
    expect(lacking({ duties: [{ ...duty, within: { duration: 'PT1H' }, late }] })).toEqual([
      'warning 2025',
    ])
  })
})
