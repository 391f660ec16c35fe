import {
  addMilliseconds,
  type Bundle,
  type CaseSnapshot,
  checkRuleset,
  dateOf,
  recountTimers,
  startCase,
  statePath,
  step,
  type StepResult,
  workingDaysMilliseconds,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  cites,
  codesOf,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  text,
} from './make-ruleset.ts'

const calendar = {
  utcOffset: '+08:00',
  holidays: ['2025-04-04'],
  workdays: ['2025-04-27'],
  notices: Array.from({ length: 30 }, (_, index) => ({ year: 2020 + index, number: 'sample' })),
}
const monday = '2025-03-03T09:00:00+08:00'
const transition = (id: string, target?: string, more: object = {}) => ({
  ...(target === undefined ? {} : { target }),
  ...more,
  meta: { id },
})
const state = (more: object = {}) => ({ ...more, meta: { title: text('state') } })

function waiting(
  after: object,
  more: {
    states?: object
    expired?: object
    parameters?: readonly object[]
    manifest?: object
  } = {},
): Bundle {
  return bundleOf({
    manifest: { calendar, ...more.manifest },
    facts: [fact('a', 'boolean'), fact('from', 'code')],
    parameters: more.parameters ?? [],
    decisions: [rulesDecision([rule('a', is('a'))], { id: 'ready' })],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
        events: [
          { id: 'go', title: text('go'), actors: ['sender'] },
          { id: 'again', title: text('again'), actors: ['sender'] },
        ],
        delays: [{ id: 'limit', title: text('limit'), after }],
        machine: {
          id: 'walk',
          initial: 'one',
          states: more.states ?? {
            one: state({
              after: { limit: [transition('expire', 'late', more.expired)] },
              on: {
                go: [transition('go', 'end')],
                again: [transition('again', 'one', { reenter: true })],
              },
            }),
            late: state({ on: { go: [transition('goLate', 'end')] } }),
            end: state({ type: 'final' }),
          },
        },
      },
    ],
  })
}

const event = 'xstate.after.limit.walk.one'
const begin = (bundle: Bundle, at = monday) =>
  snapshotOf(startCase(bundle, { pathway: 'walk', facts: {}, at }))
const dueOf = (bundle: Bundle, at = monday) => begin(bundle, at).timers[0]?.dueAt

function snapshotOf(result: StepResult): CaseSnapshot {
  if (!result.taken) throw new TypeError(`Not taken: ${result.issue.message.en}`)
  return result.snapshot
}
const codeOf = (result: StepResult) =>
  result.taken ? statePath(result.snapshot.value) : result.issue.code

describe('timers', () => {
  const day = waiting({ duration: 'PT24H' })

  it('TM1 entering a state starts its timer', () => {
    expect(begin(day).timers).toEqual([
      { id: event, event, delay: 'limit', dueAt: '2025-03-04T09:00:00+08:00' },
    ])
  })

  it('TM1 leaving the state ends it, entering it again starts it anew', () => {
    const at = '2025-03-03T10:00:00+08:00'
    expect(snapshotOf(step(day, begin(day), { type: 'go', at })).timers).toEqual([])
    const again = snapshotOf(step(day, begin(day), { type: 'again', at }))
    expect(again.timers.map(({ dueAt }) => dueAt)).toEqual(['2025-03-04T10:00:00+08:00'])
  })

  it.each([
    ['2025-03-04T08:59:59+08:00', 'EVENT_NOT_TAKEN'],
    ['2025-03-04T09:00:00+08:00', 'late'],
    ['2025-03-04T01:00:00Z', 'late'],
    ['2025-03-09T00:00:00+08:00', 'late'],
  ])('TM2 at %s the timer of 24 hours gives %s', (at, outcome) => {
    expect(codeOf(step(day, begin(day), { type: event, at }))).toBe(outcome)
  })

  it('TM2 a timer that is not due is told by the title of its delay', () => {
    const result = step(day, begin(day), { type: event, at: monday })
    const message = result.taken ? '' : result.issue.message.zh
    expect(message).toContain('limit（中）')
    expect(message).not.toContain('xstate')
  })

  it('TM2 no actor can send a timer’s event, not even one for every unit', () => {
    const at = '2025-03-05T09:00:00+08:00'
    for (const actor of [{ unit: 'u1' }, { everyUnit: true }, {}])
      expect(codeOf(step(day, begin(day), { type: event, at, actor }))).toBe('EVENT_UNKNOWN')
  })

  it('TM2 the event of a timer that is not running is unknown', () => {
    const at = '2025-03-05T09:00:00+08:00'
    const late = snapshotOf(step(day, begin(day), { type: event, at }))
    expect(late.timers).toEqual([])
    expect(codeOf(step(day, late, { type: event, at }))).toBe('EVENT_UNKNOWN')
  })

  it('TM3 a reminder that leaves the state as it is fires once', () => {
    const bundle = waiting(
      { duration: 'PT1H' },
      {
        states: {
          one: state({ after: { limit: [transition('remind')] } }),
          end: state({ type: 'final' }),
        },
      },
    )
    const result = step(bundle, begin(bundle), { type: event, at: '2025-03-03T10:00:00+08:00' })
    expect(result).toMatchObject({
      taken: true,
      transitions: ['remind'],
      snapshot: { value: 'one', timers: [] },
    })
  })

  it('TM3 a timer whose guard is closed says why and leaves the case as it is', () => {
    const guard = { type: 'decision', params: { decision: 'ready', opens: ['allow'] } }
    const bundle = waiting({ duration: 'PT1H' }, { expired: { guard } })
    const at = '2025-03-03T10:00:00+08:00'
    expect(step(bundle, begin(bundle), { type: event, at })).toMatchObject({
      taken: false,
      issue: { code: 'EVENT_GUARDED' },
      needs: ['a'],
    })
    expect(codeOf(step(bundle, begin(bundle), { type: event, at, facts: { a: true } }))).toBe(
      'late',
    )
  })

  it('TM3 of two states that wait by one delay each has its own timer', () => {
    const bundle = waiting(
      { duration: 'PT1H' },
      {
        states: {
          one: state({
            initial: 'inner',
            after: { limit: [transition('outer', 'end')] },
            states: {
              inner: state({ after: { limit: [transition('inner', 'other')] } }),
              other: state(),
            },
          }),
          end: state({ type: 'final' }),
        },
      },
    )
    const at = '2025-03-03T10:00:00+08:00'
    const started = begin(bundle)
    expect(started.timers).toHaveLength(2)
    const moved = snapshotOf(
      step(bundle, started, { type: 'xstate.after.limit.walk.one.inner', at }),
    )
    expect(moved).toMatchObject({ value: { one: 'other' }, timers: [{ event }] })
    expect(codeOf(step(bundle, moved, { type: event, at }))).toBe('end')
  })

  it.each([
    ['a Monday', '2025-03-03T09:00:00+08:00', 1, '2025-03-04T09:00:00+08:00'],
    ['a Friday over the week-end', '2025-03-07T17:30:00+08:00', 1, '2025-03-10T17:30:00+08:00'],
    ['a Saturday', '2025-03-08T10:00:00+08:00', 1, '2025-03-10T10:00:00+08:00'],
    ['the day before a holiday', '2025-04-03T09:00:00+08:00', 1, '2025-04-07T09:00:00+08:00'],
    ['the holiday itself', '2025-04-04T09:00:00+08:00', 1, '2025-04-07T09:00:00+08:00'],
    ['before a Sunday that is worked', '2025-04-25T09:00:00+08:00', 1, '2025-04-27T09:00:00+08:00'],
    ['the Sunday that is worked', '2025-04-27T09:00:00+08:00', 1, '2025-04-28T09:00:00+08:00'],
    ['across all of it', '2025-04-03T09:00:00+08:00', 16, '2025-04-27T09:00:00+08:00'],
    [
      'a moment that is Friday in Beijing and Thursday in London',
      '2025-03-06T16:30:00Z',
      1,
      '2025-03-10T00:30:00+08:00',
    ],
  ])('TM4 TM6 from %s working days are counted by the calendar', (_, at, workingDays, due) => {
    expect(dueOf(waiting({ workingDays }), at)).toBe(due)
  })

  it('TM4 three working days are at least three days, and the time of day stays', () => {
    const moment = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2025-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 400 }), (date, days) => {
        const at = date.toISOString()
        const milliseconds = workingDaysMilliseconds(at, days, calendar) as number
        expect(milliseconds % 86_400_000).toBe(0)
        expect(milliseconds).toBeGreaterThanOrEqual(days * 86_400_000)
        const due = dateOf(addMilliseconds(at, milliseconds, calendar), calendar)
        const weekday = new Date(`${due}T00:00:00Z`).getUTCDay()
        const worked =
          (weekday !== 0 && weekday !== 6 && due !== '2025-04-04') || due === '2025-04-27'
        expect({ due, worked }).toEqual({ due, worked: true })
      }),
      { numRuns: 300 },
    )
  })

  const limit = (type: string, value: unknown) => ({
    parameters: [parameter('limit', type, { values: [{ from: '2025-03-01', value }] })],
  })

  it.each([
    ['duration', 'PT36H', '2025-03-04T21:00:00+08:00'],
    ['integer', 2, '2025-03-05T09:00:00+08:00'],
  ])('TM5 a delay may be a parameter of type %s', (type, value, due) => {
    expect(dueOf(waiting({ parameter: 'limit' }, limit(type, value)))).toBe(due)
  })

  it('TM5 before the first value of the parameter no timer runs', () => {
    const bundle = waiting({ parameter: 'limit' }, limit('duration', 'PT1H'))
    expect(dueOf(bundle, '2025-02-28T23:59:59+08:00')).toBeUndefined()
    expect(dueOf(bundle, '2025-03-01T00:00:00+08:00')).toBe('2025-03-01T01:00:00+08:00')
    // Already the first of March in Beijing.
    expect(dueOf(bundle, '2025-02-28T16:00:00Z')).toBe('2025-03-01T01:00:00+08:00')
  })

  it.each([0, -1, 3651, 9_007_199_254_740_991])('TM5 %i working days are no delay', (value) => {
    const bundle = waiting({ parameter: 'limit' }, limit('integer', value))
    expect(dueOf(bundle)).toBeUndefined()
    expect(codesOf(checkRuleset(bundle.ruleset, { publishing: false }))).toContain('VALUE_TYPE')
  })

  it('TM6 an offset west of Greenwich is kept', () => {
    const bundle = waiting(
      { duration: 'PT1H' },
      { manifest: { calendar: { ...calendar, utcOffset: '-03:30' } } },
    )
    expect(dueOf(bundle, '2025-03-03T00:00:00Z')).toBe('2025-03-02T21:30:00-03:30')
    expect(dateOf('2025-03-03T03:29:59Z', { ...calendar, utcOffset: '-03:30' })).toBe('2025-03-02')
    expect(dateOf('2025-03-03T03:30:00Z', { ...calendar, utcOffset: '-03:30' })).toBe('2025-03-03')
  })

  it.each(['P1M', 'P1Y', 'P1Y2M3D'])('TM7 the delay %s is refused by the checks', (duration) => {
    const { ruleset } = waiting({ duration })
    expect(checkRuleset(ruleset, { publishing: false })).toContainEqual(
      expect.objectContaining({ code: 'VALUE_TYPE', path: '/pathways/walk/delays/limit' }),
    )
  })

  it('TM7 the same delay in weeks is taken', () => {
    const { ruleset } = waiting({ duration: 'P4W' })
    expect(codesOf(checkRuleset(ruleset, { publishing: false }))).not.toContain('VALUE_TYPE')
  })
})

describe('timers that a wrong clock started', () => {
  const moments = fc
    .integer({ min: 0, max: 20 * 366 * 24 * 60 })
    .map((minutes) => addMilliseconds('2020-01-01T00:00:00+08:00', minutes * 60_000, calendar))
  const limit = (type: string, value: unknown, unit?: string) =>
    waiting(
      { parameter: 'limit' },
      {
        parameters: [
          parameter('limit', type, {
            ...(unit !== undefined && { unit }),
            values: [
              { from: '2022-01-01', value },
              { from: '2030-01-01', value: type === 'duration' ? 'PT1H' : 9 },
            ],
          }),
        ],
      },
    )
  const bundles = {
    'a duration': waiting({ duration: 'PT24H' }),
    'working days': waiting({ workingDays: 3 }),
    'a parameter of hours': limit('duration', 'PT2H'),
    'a parameter of working days': limit('integer', 5, 'workingDay'),
  }

  it.each(Object.entries(bundles))(
    'TM8 with %s are as if the case had been begun by the right clock',
    (_, bundle) => {
      fc.assert(
        fc.property(moments, moments, (wrong, right) => {
          const written = begin(bundle, wrong)
          const begun = Object.fromEntries(written.timers.map(({ id }) => [id, right]))
          const recounted = recountTimers(bundle, written, { at: right, begun, moved: [] })
          // Where no timer ran by the wrong clock, none is known to be counted anew.
          const expected = written.timers.length === 0 ? [] : begin(bundle, right).timers
          expect(recounted).toEqual({ ...written, at: right, timers: expected })
        }),
      )
    },
  )

  it('TM8 that are not named stay as they are, and so does the case itself', () => {
    const bundle = bundles['a duration']
    const written = begin(bundle)
    const at = '2025-03-02T09:00:00+08:00'
    expect(recountTimers(bundle, written, { at, begun: {}, moved: [] })).toEqual({ ...written, at })
  })

  it('TM8 the case takes events again from the right moment of its last step on', () => {
    const bundle = bundles['a duration']
    const written = begin(bundle, '2036-03-03T09:00:00+08:00')
    const now = '2025-03-03T10:00:00+08:00'
    expect(codeOf(step(bundle, written, { type: 'go', at: now }))).toBe('TIME_BACKWARDS')
    const right = recountTimers(bundle, written, { at: monday, begun: {}, moved: [] })
    expect(codeOf(step(bundle, right, { type: 'go', at: now }))).toBe('end')
  })
})
