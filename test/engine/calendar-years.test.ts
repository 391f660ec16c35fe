import {
  type Bundle,
  caseRecord,
  type CaseSnapshot,
  countUntimed,
  dutyStanding,
  isLatenessUnknown,
  startCase,
  step,
  workingDaysMilliseconds,
  workingTimeMilliseconds,
  yearMissingIn,
} from '@jieli/engine'
import {
  countInstances,
  instancesOf,
  instanceStanding,
  remindersDue,
  type ScheduledDuty,
} from '@jieli/engine/scheduled-duties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { end, event, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, fact, text } from './make-ruleset.ts'
import { makeScheduledDuty } from './make-scheduled-duty.ts'

const officeHours = [{ from: '08:00', to: '12:00' }]
const calendarOf = (years: readonly number[], holidays: readonly string[] = []) => ({
  utcOffset: '+08:00',
  holidays: [...holidays],
  workdays: [],
  officeHours,
  notices: years.map((year) => ({ year, number: `sample ${year}` })),
})
/** With the days of 2027 off that a notice of it might say. */
const known = calendarOf([2027], ['2027-01-01', '2027-01-04'])

/** A case that waits in `one` for so long, and in which the sender owes something within as long. */
const walking = (wait: object, years: readonly number[]): Bundle =>
  bundleOf({
    manifest: { calendar: calendarOf(years) },
    facts: [
      fact('from', 'code'),
      fact('log.duty.tell.due', 'integer'),
      fact('log.duty.tell.onTime', 'integer'),
    ],
    duties: [
      makeDuty({
        begins: { on: 'state', states: ['one'] },
        within: wait,
        late: [{ id: 'again', title: text('again'), to: 'sender', after: wait }],
      }),
    ],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
        events: ['go', 'told'].map((id) => event(id)),
        delays: [{ id: 'wait', title: text('wait'), after: wait }],
        machine: {
          id: 'walk',
          initial: 'one',
          states: {
            one: state({
              on: { go: [to('go', 'end')], told: [to('told', undefined)] },
              after: { wait: [to('waited', 'end')] },
            }),
            ...end,
          },
        },
      },
    ],
  })

const begin = (bundle: Bundle, at: string): CaseSnapshot =>
  taken(startCase(bundle, { pathway: 'walk', facts: {}, at })).snapshot
const times = ({ timers, untimed = [], duties = [] }: CaseSnapshot) => ({
  timers: timers.map(({ dueAt }) => dueAt),
  untimed: untimed.map(({ yearMissing }) => yearMissing),
  duties: duties.map(({ dueAt, yearMissing }) => dueAt ?? yearMissing),
})

describe('a year without its notice', () => {
  it.each([
    ['2026-12-30T09:00:00+08:00', 1, '2026-12-31T09:00:00+08:00'],
    ['2026-12-30T09:00:00+08:00', 2, undefined],
    ['2026-12-31T09:00:00+08:00', 1, undefined],
    ['2025-12-31T09:00:00+08:00', 1, '2026-01-01T09:00:00+08:00'],
  ])('TM11 %s and %i working days reach into it or do not', (at, workingDays, due) => {
    const snapshot = begin(walking({ workingDays }, [2025, 2026]), at)
    expect(snapshot.timers.find(({ delay }) => delay === 'wait')?.dueAt).toBe(due)
    expect(snapshot.duties?.[0]?.dueAt).toBe(due)
    const waiting = snapshot.untimed?.find(({ delay }) => delay === 'wait')
    expect(waiting?.yearMissing).toBe(due === undefined ? 2027 : undefined)
  })

  it.each([
    ['2026-12-31T11:00:00+08:00', 'PT1H', '2026-12-31T12:00:00+08:00'],
    ['2026-12-31T11:00:00+08:00', 'PT1H1M', undefined],
    ['2026-12-31T12:00:00+08:00', 'PT1M', undefined],
  ])('TM11 %s and %s of office hours reach into it or do not', (at, workingTime, due) => {
    const snapshot = begin(walking({ workingTime }, [2026]), at)
    expect(snapshot.timers.find(({ delay }) => delay === 'wait')?.dueAt).toBe(due)
    expect(yearMissingIn(snapshot)).toBe(2027)
    expect(snapshot.duties?.[0]?.dueAt).toBe(due)
  })

  it('TM11 is no matter to what is counted by the clock', () => {
    const snapshot = begin(walking({ duration: 'P1D' }, []), '2026-12-31T09:00:00+08:00')
    expect(times(snapshot)).toEqual({
      timers: [
        '2027-01-01T09:00:00+08:00',
        '2027-01-01T09:00:00+08:00',
        '2027-01-02T09:00:00+08:00',
      ],
      untimed: [],
      duties: ['2027-01-01T09:00:00+08:00'],
    })
  })

  it('TM11 refuses no step, fires nothing, and is counted by the notice once it is there', () => {
    const bundle = walking({ workingDays: 2 }, [2026])
    const begun = begin(bundle, '2026-12-30T09:00:00+08:00')
    expect(times(begun)).toEqual({ timers: [], untimed: [2027, 2027, 2027], duties: [2027] })
    const told = taken(step(bundle, begun, { type: 'told', at: '2027-02-01T09:00:00+08:00' }))
    expect(told.snapshot.duties?.[0]?.status).toBe('kept')
    expect(
      taken(step(bundle, begun, { type: 'go', at: '2027-02-01T09:00:00+08:00' })).snapshot,
    ).toMatchObject({ status: 'done', timers: [] })

    const counted = countUntimed(bundle, begun, [known])
    // The first and the fourth are off, the second and third a weekend.
    expect(times(counted)).toEqual({
      timers: [
        '2027-01-05T09:00:00+08:00',
        '2027-01-05T09:00:00+08:00',
        '2027-01-07T09:00:00+08:00',
      ],
      untimed: [],
      duties: ['2027-01-05T09:00:00+08:00'],
    })
    expect(times(countUntimed(bundle, begun, [calendarOf([2028])]))).toEqual(times(begun))
    expect(
      taken(
        step(bundle, counted, { type: counted.timers[0]!.event, at: '2027-01-05T09:00:00+08:00' }),
      ).snapshot.status,
    ).toBe('done')
  })

  it('TM11 counts what is kept before the year begins as in time, and leaves the rest unknown', () => {
    const bundle = walking({ workingDays: 2 }, [2026])
    const begun = begin(bundle, '2026-12-30T09:00:00+08:00')
    const recordAt = (at: string) => {
      const { snapshot } = taken(step(bundle, begun, { type: 'told', at }))
      const duty = snapshot.duties![0]!
      const { facts } = caseRecord(bundle, {
        id: 'a',
        pathway: 'walk',
        facts: {},
        state: 'one',
        finished: false,
        refusals: 0,
        history: [{ event: 'told', at }],
        duties: [duty],
      })
      return [isLatenessUnknown(duty, at), facts['log.duty.tell.onTime']]
    }
    expect(recordAt('2026-12-31T09:00:00+08:00')).toEqual([false, 1])
    expect(recordAt('2027-01-01T00:00:00+08:00')).toEqual([true, undefined])
    expect(dutyStanding(begun.duties![0]!, '2027-06-01T00:00:00+08:00')).toBe('owed')
  })

  it('TM11 leaves a scheduled duty undetermined once the year has begun', () => {
    const bundle = bundleOf({
      manifest: { calendar: calendarOf([2026]) },
      facts: [],
      scheduledDuties: [
        makeScheduledDuty({
          schedule: { every: 'month', due: { within: { workingDays: 3 } } },
          owedBy: { of: 'units' },
          late: [{ id: 'again', title: text('again') }],
        }),
      ],
    })
    const duty = bundle.ruleset.scheduledDuties[0] as ScheduledDuty
    const input = { units: [{ id: 'town', title: '镇卫生院' }], assessed: () => undefined }
    const standingAt = (at: string, records: readonly string[] = []) => {
      const [instance] = instancesOf(bundle, duty, { period: '2026-12', at, input })
      const made = records.map((done) => ({
        duty: duty.id,
        unit: 'town',
        period: '2026-12',
        at: done,
        facts: {},
        document: true,
      }))
      const standing = instanceStanding(
        bundle,
        { duty, instance: instance! },
        { records: made, at },
      )
      return {
        dueAt: instance?.dueAt,
        yearMissing: instance?.yearMissing,
        standing: standing.standing,
        counts: countInstances([standing]),
        reminders: remindersDue(bundle.ruleset, { duty, instance: instance! }, { standing, at })
          .length,
      }
    }
    const unknown = { dueAt: undefined, yearMissing: 2027, reminders: 0 }
    expect(standingAt('2026-12-31T09:00:00+08:00')).toMatchObject({ ...unknown, standing: 'owed' })
    expect(standingAt('2027-03-01T09:00:00+08:00')).toEqual({
      ...unknown,
      standing: 'undetermined',
      counts: undefined,
    })
    expect(standingAt('2027-03-01T09:00:00+08:00', ['2026-12-31T09:00:00+08:00'])).toMatchObject({
      ...unknown,
      standing: 'kept',
    })
    expect(standingAt('2027-03-01T09:00:00+08:00', ['2027-01-01T09:00:00+08:00'])).toMatchObject({
      ...unknown,
      standing: 'undetermined',
    })
  })

  it('TM11 gives a moment exactly where every year counted in has its notice', () => {
    fc.assert(
      fc.property(
        fc.subarray([2025, 2026, 2027, 2028]),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (years, from, length, days) => {
          const at = new Date(Date.parse('2025-01-01T01:00:00Z') + from * 86_400_000).toISOString()
          const count = (given: readonly number[]) =>
            days
              ? workingDaysMilliseconds(at, length, calendarOf(given))
              : workingTimeMilliseconds(at, length * 3600, calendarOf(given))
          const whole = count([2025, 2026, 2027, 2028]) as number
          const ends = new Date(Date.parse(at) + whole + 8 * 3_600_000).getUTCFullYear()
          const first = new Date(Date.parse(at) + 8 * 3_600_000)
          // A working day is counted from the day after, an office hour from the day itself.
          if (days) first.setUTCDate(first.getUTCDate() + 1)
          const needed = Array.from(
            { length: ends - first.getUTCFullYear() + 1 },
            (_, index) => first.getUTCFullYear() + index,
          )
          const missing = needed.find((year) => !years.includes(year))
          expect(count(years)).toEqual(missing === undefined ? whole : { yearMissing: missing })
        },
      ),
    )
  })
})
