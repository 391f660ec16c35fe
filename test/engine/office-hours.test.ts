import { checkRuleset, formatDelay, workingTimeMilliseconds } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cites, codesOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

const calendar = {
  utcOffset: '+08:00',
  holidays: ['2025-04-04'],
  workdays: ['2025-04-27'],
  notices: [{ year: 2025, number: 'sample' }],
  officeHours: [
    { from: '14:00', to: '17:30' },
    { from: '08:00', to: '12:00' },
  ],
}
const due = (at: string, hours: number, given: object = calendar) => {
  const milliseconds = workingTimeMilliseconds(at, hours * 3600, given as typeof calendar)
  return typeof milliseconds !== 'number'
    ? milliseconds
    : new Date(Date.parse(at) + milliseconds + 8 * 3_600_000).toISOString().slice(0, 16)
}

describe('office hours', () => {
  it.each([
    ['within a morning', '2025-03-03T08:00:00+08:00', 4, '2025-03-03T12:00'],
    ['over the noon break', '2025-03-03T11:00:00+08:00', 4, '2025-03-03T17:00'],
    ['into the next day', '2025-03-03T16:30:00+08:00', 4, '2025-03-04T11:00'],
    ['from before the office opens', '2025-03-03T05:00:00+08:00', 1, '2025-03-03T09:00'],
    ['from the noon break', '2025-03-03T13:00:00+08:00', 1, '2025-03-03T15:00'],
    ['from the evening', '2025-03-03T20:00:00+08:00', 1, '2025-03-04T09:00'],
    ['over a week-end', '2025-03-07T17:00:00+08:00', 1, '2025-03-10T08:30'],
    ['over a holiday', '2025-04-03T17:00:00+08:00', 1, '2025-04-07T08:30'],
    ['on a Sunday that is worked', '2025-04-27T08:00:00+08:00', 1, '2025-04-27T09:00'],
    ['of many days', '2025-03-03T08:00:00+08:00', 75, '2025-03-14T17:30'],
    ['by the calendar of Beijing', '2025-03-03T00:00:00Z', 1, '2025-03-03T09:00'],
  ])('TM9 %s are counted', (_, at, hours, expected) => {
    expect(due(at, hours)).toBe(expected)
  })

  it('TM9 are nothing to count by where none are stated', () => {
    expect(due('2025-03-03T08:00:00+08:00', 1, { ...calendar, officeHours: undefined })).toBe(
      undefined,
    )
  })

  it('TM9 are passed minute by minute as a clock would count them', () => {
    const isOpen = (epoch: number) => {
      const local = new Date(epoch + 8 * 3_600_000).toISOString()
      const [date, time] = [local.slice(0, 10), local.slice(11, 16)]
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
      const worked =
        calendar.workdays.includes(date) ||
        (weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(date))
      return worked && calendar.officeHours.some(({ from, to }) => from <= time && time < to)
    }
    const start = Date.parse('2025-03-28T00:00:00+08:00')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * 1440 }),
        fc.integer({ min: 1, max: 2000 }),
        (from, minutes) => {
          const begun = start + from * 60_000
          let [now, left] = [begun, minutes]
          while (left > 0) {
            if (isOpen(now)) left -= 1
            now += 60_000
          }
          const at = new Date(begun).toISOString()
          expect(workingTimeMilliseconds(at, minutes * 60, calendar)).toBe(now - begun)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('TM9 are said as people say them', () => {
    expect(formatDelay({ workingTime: 'PT4H' }, 'zh')).toBe('4 个工作小时')
    expect(formatDelay({ workingTime: 'PT30M' }, 'zh')).toBe('30 分钟（工作时间）')
    expect(formatDelay({ workingTime: 'PT4H' }, 'en')).toBe('4 office hours')
  })

  const codes = (within: object, given: object | undefined, parameters: readonly object[] = []) =>
    codesOf(
      checkRuleset(
        rulesetOf({
          manifest: given === undefined ? {} : { calendar: given },
          facts: [fact('from', 'code')],
          parameters,
          pathways: [
            {
              id: 'walk',
              title: text('walk'),
              cites,
              parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
              events: [],
              delays: [{ id: 'wait', title: text('wait'), after: within }],
              machine: {
                id: 'walk',
                initial: 'end',
                states: { end: { type: 'final', meta: { title: text('end') } } },
              },
            },
          ],
        }),
        { publishing: false },
      ),
    ).filter((code) => code.startsWith('OFFICE') || code === 'VALUE_TYPE')

  it('TM9 have to be stated where a time is counted in them', () => {
    const { officeHours: _none, ...without } = calendar
    expect(codes({ workingTime: 'PT4H' }, calendar)).toEqual([])
    expect(codes({ workingTime: 'PT4H' }, without)).toEqual(['OFFICE_HOURS_MISSING'])
    expect(codes({ duration: 'PT4H' }, without)).toEqual([])
    const limit = parameter('limit', 'duration', {
      unit: 'workingTime',
      values: [{ from: '2025-01-01', value: 'PT4H' }],
    })
    expect(codes({ parameter: 'limit' }, without, [limit])).toEqual(['OFFICE_HOURS_MISSING'])
    expect(codes({ parameter: 'limit' }, calendar, [limit])).toEqual([])
  })

  it('TM9 are 10000 at most', () => {
    expect(codes({ workingTime: 'PT10000H' }, calendar)).toEqual([])
    expect(codes({ workingTime: 'PT10001H' }, calendar)).toEqual(['VALUE_TYPE'])
  })

  it.each([
    [
      'overlap',
      [
        { from: '08:00', to: '12:00' },
        { from: '11:59', to: '17:00' },
      ],
    ],
    ['end before they begin', [{ from: '12:00', to: '08:00' }]],
    ['last no time', [{ from: '08:00', to: '08:00' }]],
  ])('TM9 that %s are told of', (_, officeHours) => {
    expect(codes({ duration: 'PT1H' }, { ...calendar, officeHours })).toEqual([
      'OFFICE_HOURS_ORDER',
    ])
  })

  it('TM9 may follow on each other, to the end of the day', () => {
    const officeHours = [
      { from: '08:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ]
    expect(codes({ duration: 'PT1H' }, { ...calendar, officeHours })).toEqual([])
    expect(due('2025-03-03T23:30:00+08:00', 1, { ...calendar, officeHours })).toBe(
      '2025-03-04T08:30',
    )
  })
})
