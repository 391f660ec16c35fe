import {
  type Bundle,
  type CaseSnapshot,
  checkRuleset,
  countUntimed,
  describeCalendar,
  type Facts,
  startCase,
} from '@jieli/engine'
import { instancesOf, type ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { end, event, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, codesOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'
import { makeScheduledDuty } from './make-scheduled-duty.ts'

const calendar = {
  utcOffset: '+08:00',
  holidays: [],
  workdays: [],
  officeHours: [{ from: '08:00', to: '12:00' }],
  unitHours: [{ unit: 'T01', title: '镇卫生院', officeHours: [{ from: '09:00', to: '17:00' }] }],
  notices: [{ year: 2025, number: 'sample' }],
}

/** A case that waits in a state of the sender for so long, in which the sender owes something within as long. */
const walking = (wait: object, { owner = 'sender', years = [2025] } = {}): Bundle =>
  bundleOf({
    manifest: {
      calendar: { ...calendar, notices: years.map((year) => ({ year, number: 'sample' })) },
    },
    facts: [fact('from', 'code'), fact('to', 'code')],
    parameters: [
      parameter('limit', 'duration', {
        unit: 'workingTime',
        values: [{ from: '2020-01-01', value: 'PT4H' }],
      }),
    ],
    duties: [
      makeDuty({
        begins: { on: 'state', states: ['one'] },
        within: wait,
        late: [{ id: 'again', title: text('again'), to: 'sender', after: { workingTime: 'PT1H' } }],
      }),
    ],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to' },
        ],
        events: ['go', 'told'].map((id) => event(id)),
        delays: [{ id: 'wait', title: text('wait'), after: wait }],
        machine: {
          id: 'walk',
          initial: 'one',
          states: {
            one: {
              ...state({
                on: { go: [to('go', 'end')], told: [to('told', undefined)] },
                after: { wait: [to('waited', 'end')] },
              }),
              meta: { title: text('one'), owner },
            },
            ...end,
          },
        },
      },
    ],
  })

const begin = (bundle: Bundle, at: string, facts: Facts): CaseSnapshot =>
  taken(startCase(bundle, { pathway: 'walk', facts, at })).snapshot
const waitOf = ({ timers }: CaseSnapshot) => timers.find(({ delay }) => delay === 'wait')?.dueAt
const dutyOf = ({ duties = [] }: CaseSnapshot) => duties[0]?.dueAt

describe('office hours of a unit', () => {
  it.each([
    // The town opens at nine and closes at five; the community at eight and at noon.
    ['2025-03-03T08:00:00+08:00', '2025-03-03T13:00:00+08:00', '2025-03-03T12:00:00+08:00'],
    ['2025-03-03T09:00:00+08:00', '2025-03-03T13:00:00+08:00', '2025-03-04T09:00:00+08:00'],
    ['2025-03-03T13:00:00+08:00', '2025-03-03T17:00:00+08:00', '2025-03-04T12:00:00+08:00'],
    ['2025-03-03T13:00:01+08:00', '2025-03-04T09:00:01+08:00', '2025-03-04T12:00:00+08:00'],
    ['2025-03-07T17:00:00+08:00', '2025-03-10T13:00:00+08:00', '2025-03-10T12:00:00+08:00'],
  ])('TM12 four hours from %s end at %s there, and at %s elsewhere', (at, own, others) => {
    for (const wait of [{ workingTime: 'PT4H' }, { parameter: 'limit' }]) {
      const bundle = walking(wait)
      const there = begin(bundle, at, { from: 'T01', to: 'T02' })
      expect([waitOf(there), dutyOf(there)]).toEqual([own, own])
      const elsewhere = begin(bundle, at, { from: 'T02', to: 'T01' })
      expect([waitOf(elsewhere), dutyOf(elsewhere)]).toEqual([others, others])
      const unknown = begin(bundle, at, {})
      expect([waitOf(unknown), dutyOf(unknown)]).toEqual([others, others])
    }
  })

  it('TM12 belong to the owner of the state and to whoever owes the duty, each by itself', () => {
    const bundle = walking({ workingTime: 'PT4H' }, { owner: 'receiver' })
    const at = '2025-03-03T09:00:00+08:00'
    const snapshot = begin(bundle, at, { from: 'T01', to: 'T02' })
    expect(waitOf(snapshot)).toBe('2025-03-04T09:00:00+08:00')
    expect(dutyOf(snapshot)).toBe('2025-03-03T13:00:00+08:00')
    // The reminder comes an office hour of the same unit later.
    expect(snapshot.timers.find(({ duty }) => duty?.reminder === 'again')).toMatchObject({
      dueAt: '2025-03-03T14:00:00+08:00',
      hoursOf: 'T01',
    })
  })

  it('TM12 change nothing of what is counted in working days or by the clock', () => {
    for (const wait of [{ workingDays: 1 }, { duration: 'PT24H' }]) {
      const snapshot = begin(walking(wait), '2025-03-03T16:00:00+08:00', { from: 'T01' })
      expect(waitOf(snapshot)).toBe('2025-03-04T16:00:00+08:00')
      expect(snapshot.timers.find(({ delay }) => delay === 'wait')).not.toHaveProperty('hoursOf')
    }
  })

  it('TM12 count what waited for a notice, too', () => {
    const bundle = walking({ workingTime: 'PT4H' }, { years: [2025] })
    const waiting = begin(bundle, '2025-12-31T16:00:00+08:00', { from: 'T01' })
    expect(waitOf(waiting)).toBeUndefined()
    const known = { utcOffset: '+08:00', holidays: ['2026-01-01'], workdays: [] }
    const counted = countUntimed(bundle, waiting, [
      { ...known, notices: [{ year: 2026, number: 'sample' }] },
    ])
    expect([waitOf(counted), dutyOf(counted)]).toEqual([
      '2026-01-02T12:00:00+08:00',
      '2026-01-02T12:00:00+08:00',
    ])
  })

  it('TM12 count a scheduled duty of each unit by its own', () => {
    const bundle = bundleOf({
      manifest: { calendar },
      facts: [],
      scheduledDuties: [
        makeScheduledDuty({
          schedule: { every: 'month', due: { within: { workingTime: 'PT4H' } } },
          owedBy: { of: 'units' },
        }),
      ],
    })
    const units = ['T01', 'T02'].map((id) => ({ id, title: id }))
    const owed = instancesOf(bundle, bundle.ruleset.scheduledDuties[0] as ScheduledDuty, {
      period: '2025-02',
      at: '2025-04-01T00:00:00+08:00',
      input: { units, assessed: () => undefined },
    })
    expect(owed.map(({ unit, dueAt }) => [unit, dueAt])).toEqual([
      ['T01', '2025-03-03T13:00:00+08:00'],
      ['T02', '2025-03-03T12:00:00+08:00'],
    ])
  })

  it('TM12 are told when they overlap, and when a unit is listed twice', () => {
    const codes = (unitHours: readonly object[]) =>
      codesOf(
        checkRuleset(rulesetOf({ manifest: { calendar: { ...calendar, unitHours } } }), {
          publishing: false,
        }),
      ).filter((code) => code.startsWith('OFFICE'))
    const [own] = calendar.unitHours
    expect(codes([own!])).toEqual([])
    expect(codes([own!, { ...own, unit: 'T02' }])).toEqual([])
    expect(codes([own!, own!])).toEqual(['OFFICE_HOURS_TWICE'])
    expect(codes([{ unit: 'T02', officeHours: [{ from: '12:00', to: '08:00' }] }])).toEqual([
      'OFFICE_HOURS_ORDER',
    ])
  })

  it('TM12 are told in the rule book', () => {
    expect(describeCalendar(calendar, 'zh')).toEqual([
      '工作时间为每个工作日 08:00–12:00，按工作时间计的时限以此为准。',
      '镇卫生院（T01）的工作时间为每个工作日 09:00–17:00，由该单位办理的时限以此为准。',
      '2025 年的放假和调休依据sample。',
    ])
    expect(describeCalendar(calendar, 'en')[1]).toBe(
      'The office hours of 镇卫生院 (T01) are 09:00–17:00 on each working day; what it has to do is counted by them.',
    )
    expect(describeCalendar(undefined, 'zh')).toEqual([])
  })
})
