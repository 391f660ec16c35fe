import { type Bundle } from '@jieli/engine'
import {
  countInstances,
  type DutyRecord,
  instancesOf,
  instanceStanding,
  remindersDue,
  type ScheduleInput,
  periodsOf,
  type ScheduledDuty,
  type ScheduledInstance,
} from '@jieli/engine/scheduled-duties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, fact, is, parameter, text } from './make-ruleset.ts'
import { makeScheduledDuty, office } from './make-scheduled-duty.ts'

const units = [
  { id: 'town', title: '镇卫生院', kind: 'township', tier: 1 },
  { id: 'county', title: '县医院', kind: 'hospital', tier: 2 },
  { id: 'new', title: '新单位' },
]
const nothing: ScheduleInput = { units, assessed: () => undefined }
const facts = [fact('unit.tier', 'integer'), fact('meetings', 'integer'), fact('deaths', 'integer')]
const indicator = {
  id: 'variance',
  title: text('variance'),
  definition: text('variance'),
  direction: 'lowerIsBetter',
  unit: 'count',
  numerator: 'deaths',
  cites: ['plan#DP-01'],
}

function made(more: object = {}, parts: object = {}): { bundle: Bundle; duty: ScheduledDuty } {
  const bundle = bundleOf({
    manifest: {
      calendar: {
        utcOffset: '+08:00',
        holidays: [],
        workdays: [],
        notices: [2025, 2026, 2027].map((year) => ({ year, number: 'sample' })),
      },
    },
    facts,
    indicators: [indicator],
    offices: [office('council'), office('bureau')],
    scheduledDuties: [makeScheduledDuty(more)],
    ...parts,
  })
  return { bundle, duty: bundle.ruleset.scheduledDuties[0] as ScheduledDuty }
}

const find = (
  { bundle, duty }: ReturnType<typeof made>,
  period: string,
  at: string,
  input = nothing,
): readonly ScheduledInstance[] => instancesOf(bundle, duty, { period, at, input })

const dueOf = (schedule: object, period: string, parts: object = {}) =>
  find(made({ schedule }, parts), period, '2030-01-01T00:00:00+08:00')[0]?.dueAt

const record = (at: string, more: Partial<DutyRecord> = {}): DutyRecord => ({
  duty: 'report',
  unit: 'town',
  period: '2026-03',
  at,
  facts: {},
  document: false,
  ...more,
})

function standingOf(
  tried: ReturnType<typeof made>,
  { records, at }: { readonly records: readonly DutyRecord[]; readonly at: string },
) {
  const instance: ScheduledInstance = {
    duty: 'report',
    unit: 'town',
    period: '2026-03',
    status: 'owed',
    dueAt: '2026-03-31T23:59:59.999+08:00',
  }
  return instanceStanding(tried.bundle, { duty: tried.duty, instance }, { records, at })
}

describe('what is owed for a period', () => {
  it('SD1 every unit owes it once for each period, the community once', () => {
    const at = '2026-03-15T09:00:00+08:00'
    expect(find(made(), '2026-03', at).map(({ unit }) => unit)).toEqual(['county', 'new', 'town'])
    const council = made({ owedBy: { of: 'community', office: 'council' } })
    expect(find(council, '2026-03', at).map(({ unit }) => unit)).toEqual([null])
  })

  it('SD1 nothing is owed before the period begins, and it is from its first moment on', () => {
    expect(find(made(), '2026-03', '2026-02-28T23:59:59+08:00')).toEqual([])
    expect(find(made(), '2026-03', '2026-03-01T00:00:00+08:00')).toHaveLength(3)
  })

  it('SD1 names units by their directory; one it does not say it of is undetermined', () => {
    const where = { fact: 'unit.tier', operator: 'equal', value: 1 }
    const found = find(made({ owedBy: { of: 'units', where } }), '2026-03', '2026-03-15T09:00:00Z')
    expect(found.map(({ unit, status }) => [unit, status])).toEqual([
      ['new', 'undetermined'],
      ['town', 'owed'],
    ])
  })

  it('SD1 the periods of a span are those it touches', () => {
    expect(periodsOf('quarter', { from: '2025-12-31', until: '2026-04-01' })).toEqual([
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
    ])
    expect(periodsOf('once', { from: '2020-01-01', until: '2020-01-01' })).toEqual(['once'])
  })

  it.each([
    ['met', true, []],
    ['missed', false, [['town', 'owed']]],
    ['not said', undefined, [['town', 'undetermined']]],
  ])('SD2 by a target that was %s in the final assessment', (_, met, expected) => {
    const tried = made({ misses: 'variance', owedBy: { of: 'units', where: is('unit.tier', 1) } })
    const input: ScheduleInput = {
      units: units.slice(0, 2),
      assessed: () => ({ figures: {}, met: met === undefined ? {} : { variance: met } }),
    }
    const after = find(tried, '2026-03', '2026-04-01T00:00:00+08:00', input)
    expect(after.map(({ unit, status }) => [unit, status])).toEqual(expected)
    expect(find(tried, '2026-03', '2026-03-31T23:59:59+08:00', input)).toEqual([])
  })

  it('SD2 without a final assessment it is undetermined, by figures it is owed where they are so', () => {
    const where = { fact: 'deaths', operator: 'greaterThan', value: 0 }
    const tried = made({ where, owedBy: { of: 'community', office: 'council' } })
    const at = '2026-04-02T09:00:00+08:00'
    const owed = (deaths?: number) =>
      find(tried, '2026-03', at, {
        units,
        assessed: () => (deaths === undefined ? undefined : { figures: { deaths }, met: {} }),
      }).map(({ status }) => status)
    expect(owed()).toEqual(['undetermined'])
    expect(owed(0)).toEqual([])
    expect(owed(1)).toEqual(['owed'])
  })
})

describe('by when', () => {
  it.each([
    [{ every: 'month' }, '2026-02', '2026-02-28T23:59:59.999+08:00'],
    [{ every: 'year' }, '2026', '2026-12-31T23:59:59.999+08:00'],
    [
      { every: 'month', due: { day: 5, of: 'nextPeriod' } },
      '2026-12',
      '2027-01-05T23:59:59.999+08:00',
    ],
    [
      { every: 'month', due: { day: 31, of: 'period' } },
      '2024-02',
      '2024-02-29T23:59:59.999+08:00',
    ],
    [
      { every: 'quarter', due: { day: 31, month: 2, of: 'period' } },
      '2026-Q2',
      '2026-05-31T23:59:59.999+08:00',
    ],
    [
      { every: 'quarter', due: { day: 31, month: 3, of: 'period' } },
      '2026-Q2',
      '2026-06-30T23:59:59.999+08:00',
    ],
    [
      { every: 'quarter', due: { within: { duration: 'P15D' } } },
      '2026-Q1',
      '2026-04-15T23:59:59.999+08:00',
    ],
    [
      { every: 'month', due: { within: { workingDays: 3 } } },
      '2026-01',
      '2026-02-04T23:59:59.999+08:00',
    ],
    [{ every: 'once', by: { date: '2026-05-31' } }, 'once', '2026-05-31T23:59:59.999+08:00'],
  ])('SD3 %j for %s is due at %s', (schedule, period, due) => {
    expect(dueOf(schedule, period)).toBe(due)
  })

  it('SD3 reads a day and a number of days from parameters, and has no time where they have none', () => {
    const values = (value: unknown) => [{ from: '2020-01-01', value }]
    const once = { every: 'once', by: { parameter: 'launch' } }
    const launch = (more: object) => ({ parameters: [parameter('launch', 'date', more)] })
    expect(dueOf(once, 'once', launch({ values: values('2026-06-30') }))).toBe(
      '2026-06-30T23:59:59.999+08:00',
    )
    expect(dueOf(once, 'once', launch({ required: true }))).toBeUndefined()
    const monthly = { every: 'month', due: { day: { parameter: 'day' }, of: 'nextPeriod' } }
    const day = (more: object) => ({ parameters: [parameter('day', 'integer', more)] })
    expect(dueOf(monthly, '2026-03', day({ values: values(8) }))).toBe(
      '2026-04-08T23:59:59.999+08:00',
    )
    expect(dueOf(monthly, '2026-03', day({ required: true }))).toBeUndefined()
  })
})

describe('how it stands', () => {
  it('SD4 a record at the last moment keeps it, one a moment later keeps it late', () => {
    const tried = made()
    const at = '2026-04-10T00:00:00+08:00'
    const kept = (moment: string) => standingOf(tried, { records: [record(moment)], at }).standing
    expect(kept('2026-03-31T23:59:59.999+08:00')).toBe('kept')
    expect(kept('2026-04-01T00:00:00+08:00')).toBe('keptLate')
    expect(standingOf(tried, { records: [], at: '2026-03-31T23:59:59.999+08:00' }).standing).toBe(
      'owed',
    )
    expect(standingOf(tried, { records: [], at: '2026-04-01T00:00:00+08:00' }).standing).toBe(
      'late',
    )
  })

  it('SD4 counts what another unit, period or duty recorded for none but itself', () => {
    const others = [{ unit: 'county' }, { unit: null }, { period: '2026-02' }, { duty: 'other' }]
    const records = others.map((more) => record('2026-03-10T09:00:00+08:00', more))
    const at = '2026-03-20T09:00:00+08:00'
    expect(standingOf(made(), { records, at })).toMatchObject({ standing: 'owed', done: 0 })
  })

  it('SD4 has to be done as many times as is said, and is kept by the last that was needed', () => {
    const tried = made({ keptBy: { times: 2 } })
    const records = [
      record('2026-04-02T09:00:00+08:00'),
      record('2026-03-05T09:00:00+08:00'),
      record('2026-03-20T09:00:00+08:00'),
    ]
    const at = '2026-05-01T09:00:00+08:00'
    expect(standingOf(tried, { records, at })).toEqual({
      standing: 'kept',
      done: 3,
      needed: 2,
      keptAt: '2026-03-20T09:00:00+08:00',
    })
    expect(standingOf(tried, { records: records.slice(0, 2), at }).standing).toBe('keptLate')
    expect(standingOf(tried, { records: records.slice(1, 2), at }).standing).toBe('late')
  })

  it('SD4 asks for every fact, for what has to be true of them, and for a document', () => {
    const where = { fact: 'meetings', operator: 'greaterThanInclusive', value: 1 }
    const tried = made({ keptBy: { asks: ['meetings'], where, document: true } })
    const at = '2026-03-20T09:00:00+08:00'
    const kept = (more: Partial<DutyRecord>) =>
      standingOf(tried, { records: [record('2026-03-10T09:00:00+08:00', more)], at }).standing
    expect(kept({ facts: { meetings: 1 }, document: true })).toBe('kept')
    expect(kept({ facts: { meetings: 1 } })).toBe('owed')
    expect(kept({ facts: { meetings: 0 }, document: true })).toBe('owed')
    expect(kept({ document: true })).toBe('owed')
  })

  it('SD5 what comes later changes nothing of how it stood, and no order of records does', () => {
    const tried = made({ keptBy: { times: 2 } })
    const moment = fc
      .integer({ min: 0, max: 60 })
      .map((day) => new Date(Date.UTC(2026, 2, 1 + day)).toISOString())
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 6 }), moment, moment, (moments, at, later) => {
        fc.pre(later > at)
        const records = moments.map((each) => record(each))
        const standing = standingOf(tried, { records, at })
        const more = [record(later), ...records.toReversed()]
        expect(standingOf(tried, { records: more, at })).toEqual(standing)
        if (standing.standing !== 'kept' && standing.standing !== 'keptLate') return
        expect(standingOf(tried, { records: more, at: later }).standing).toBe(standing.standing)
      }),
    )
  })

  it('SD6 tells each reminder once its time is over, and none that was kept before it', () => {
    const late = [
      { id: 'remind', title: text('late') },
      {
        id: 'escalate',
        title: text('still late'),
        to: 'bureau',
        after: { duration: 'P3D' },
      },
    ]
    const { bundle, duty } = made({ late })
    const [instance] = instancesOf(bundle, duty, {
      period: '2026-03',
      at: '2026-04-30T00:00:00+08:00',
      input: { ...nothing, units: units.slice(0, 1) },
    })
    if (instance === undefined) throw new Error('nothing is owed')
    const told = (at: string, records: readonly DutyRecord[] = []) => {
      const standing = instanceStanding(bundle, { duty, instance }, { records, at })
      return remindersDue(bundle.ruleset, { duty, instance }, { standing, at }).map(({ id }) => id)
    }
    expect(told('2026-03-31T23:59:59.999+08:00')).toEqual([])
    expect(told('2026-04-01T00:00:00+08:00')).toEqual(['remind'])
    expect(told('2026-04-03T23:59:59.999+08:00')).toEqual(['remind'])
    expect(told('2026-04-04T00:00:00+08:00')).toEqual(['remind', 'escalate'])
    expect(told('2026-04-20T00:00:00+08:00', [record('2026-04-02T00:00:00+08:00')])).toEqual([
      'remind',
    ])
    expect(told('2026-04-20T00:00:00+08:00', [record('2026-03-31T00:00:00+08:00')])).toEqual([])
  })

  it('SD7 counts what was due and what was done in time; one that is undetermined leaves both unknown', () => {
    expect(
      countInstances([{ standing: 'kept' }, { standing: 'keptLate' }, { standing: 'late' }]),
    ).toEqual({ due: 3, onTime: 1 })
    expect(countInstances([])).toEqual({ due: 0, onTime: 0 })
    expect(countInstances([{ standing: 'kept' }, { standing: 'undetermined' }])).toBeUndefined()
  })
})
