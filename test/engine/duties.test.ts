import {
  type Bundle,
  caseRecord,
  type CaseSnapshot,
  dutyStanding,
  type Facts,
  firstDueTimer,
  recountTimers,
  startCase,
  statePath,
  step,
  type StepResult,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { end, event, later, notify, start, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, fact, is, parameter, rule, rulesDecision, text } from './make-ruleset.ts'

/** A case that goes from `one` to `two`, where it can be told, noted and left. */
function bundleWith(duties: readonly object[], parameters: readonly object[] = []): Bundle {
  return bundleOf({
    manifest: { calendar: { utcOffset: '+08:00', holidays: [], workdays: [] } },
    facts: [
      ...['a', 'b', 'c'].map((letter) => fact(letter, 'boolean')),
      fact('from', 'code'),
      fact('to', 'code'),
    ],
    parameters,
    decisions: [rulesDecision([rule('yes', is('c'))], { id: 'mayGo' })],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to' },
        ],
        events: ['go', 'told', 'note', 'back', 'leave'].map((id) =>
          event(id, { asks: ['a', 'b', 'c'] }),
        ),
        delays: [],
        machine: {
          id: 'walk',
          initial: 'one',
          states: {
            one: state({ on: { go: [to('go', 'two', { actions: [notify('moved')] })] } }),
            two: state({
              on: {
                told: [to('told', undefined)],
                note: [to('note', undefined)],
                back: [to('back', 'one')],
                leave: [to('leave', 'end')],
              },
            }),
            ...end,
          },
        },
      },
    ],
    duties,
  })
}

const at = (hours: number, minutes = 0) =>
  new Date(Date.parse(start) + (hours * 60 + minutes) * 60_000).toISOString()

interface Sent {
  readonly event: string
  readonly facts?: Facts
  readonly at?: string
}

function play(bundle: Bundle, sent: readonly (Sent | string)[], facts: Facts = {}) {
  let snapshot: CaseSnapshot = taken(
    startCase(bundle, { pathway: 'walk', facts, at: start }),
  ).snapshot
  const changes: string[] = []
  for (const each of sent) {
    const given: Sent = typeof each === 'string' ? { event: each } : each
    const result = taken(
      step(bundle, snapshot, {
        type: given.event,
        at: given.at ?? later,
        facts: given.facts ?? {},
      }),
    )
    ;({ snapshot } = result)
    changes.push(...result.duties.map((change) => `${change.change} ${change.duty}`))
  }
  return { snapshot, changes, duties: snapshot.duties ?? [] }
}

const standing = ({ duties, snapshot }: ReturnType<typeof play>, moment = snapshot.at) =>
  duties.map((each) => dutyStanding(each, moment))

const day = { within: { duration: 'PT24H' } }
const dueTimer = 'duty:tell:1'
const tell = (result: StepResult) =>
  taken(result).actions.map(({ to: party, event: told }) => [party, told])

describe('the beginning of a duty', () => {
  it.each([
    ['a transition is taken', { on: 'transition', transitions: ['go'] }],
    ['the case comes to a state', { on: 'state', states: ['two'] }],
    ['something is told', { on: 'told', event: 'moved' }],
  ])('DU1 is when %s', (_, begins) => {
    const bundle = bundleWith([makeDuty({ begins })])
    expect(play(bundle, []).duties).toEqual([])
    expect(play(bundle, ['go'])).toMatchObject({
      duties: [{ duty: 'tell', number: 1, status: 'owed', begunAt: later }],
      changes: ['begun tell'],
    })
  })

  it('DU1 is the first time its facts become true, and never again in the case', () => {
    const bundle = bundleWith([makeDuty({ begins: { on: 'facts', when: is('a') } })])
    const once = play(bundle, ['go', { event: 'note', facts: { a: true } }, 'told'])
    expect(once.changes).toEqual(['begun tell', 'kept tell'])
    const again = play(bundle, [
      'go',
      { event: 'note', facts: { a: true } },
      'told',
      { event: 'note', facts: { a: false } },
      { event: 'note', facts: { a: true } },
    ])
    expect(again.duties).toHaveLength(1)
  })

  it('DU1 is not repeated while it is open, and is once it has been kept', () => {
    const bundle = bundleWith([makeDuty()])
    expect(play(bundle, ['go', 'back', 'go']).duties).toHaveLength(1)
    const twice = play(bundle, ['go', 'told', 'back', 'go'])
    expect(twice.duties.map(({ number, status }) => [number, status])).toEqual([
      [1, 'kept'],
      [2, 'owed'],
    ])
  })

  it('DU1 is not brought about by moving inside the state that it names', () => {
    const bundle = bundleWith([makeDuty({ begins: { on: 'state', states: ['two'] } })])
    expect(play(bundle, ['go', 'told', 'note']).duties).toHaveLength(1)
  })

  it('DU2 is left out where it is known not to be owed', () => {
    const bundle = bundleWith([makeDuty({ where: is('b') })])
    expect(play(bundle, ['go'], { b: false })).toMatchObject({ duties: [], changes: [] })
  })

  it('DU2 is counted from then on once it is known that it is owed', () => {
    const bundle = bundleWith([makeDuty({ where: is('b'), ...day })])
    const open = play(bundle, ['go'])
    expect(standing(open)).toEqual(['undetermined'])
    expect(open.snapshot.timers).toEqual([])
    const owed = play(bundle, ['go', { event: 'note', facts: { b: true }, at: at(20) }])
    expect(owed.changes).toEqual(['undetermined tell', 'determined tell'])
    expect(owed.snapshot.timers.map(({ dueAt }) => Date.parse(dueAt))).toEqual([
      Date.parse(later) + 86_400_000,
    ])
    expect(play(bundle, ['go', { event: 'note', facts: { b: false } }])).toMatchObject({
      duties: [],
      changes: ['undetermined tell', 'dropped tell'],
    })
  })
})

describe('a duty that nobody knows to be owed', () => {
  const bundle = bundleWith([makeDuty({ where: is('b'), ...day })])

  it('DU5 ends with the case and does not lapse', () => {
    const ended = play(bundle, ['go', 'leave'])
    expect(ended.changes).toEqual(['undetermined tell', 'ended tell'])
    expect(standing(ended)).toEqual(['ended'])
  })

  it('DU2 lapses where the end of the case shows that it was owed', () => {
    const lapsed = play(bundle, ['go', { event: 'leave', facts: { b: true } }])
    expect(lapsed.changes).toEqual(['undetermined tell', 'determined tell', 'lapsed tell'])
  })

  it('DU2 is dropped by the step that would keep it and shows that it is not owed', () => {
    expect(play(bundle, ['go', { event: 'told', facts: { b: false } }])).toMatchObject({
      duties: [],
      changes: ['undetermined tell', 'dropped tell'],
    })
  })
})

describe('the time of a duty', () => {
  it('DU3 is read from a parameter on the day it begins', () => {
    const limit = parameter('limit', 'duration', {
      values: [
        { from: '2025-01-01', value: 'PT2H' },
        { from: '2025-03-04', value: 'PT1H' },
      ],
    })
    const bundle = bundleWith([makeDuty({ within: { parameter: 'limit' } })], [limit])
    const due = (moment: string) =>
      Date.parse(play(bundle, [{ event: 'go', at: moment }]).duties[0]?.dueAt ?? '') -
      Date.parse(moment)
    expect(due('2025-03-03T23:59:59+08:00')).toBe(2 * 3_600_000)
    expect(due('2025-03-04T00:00:00+08:00')).toBe(3_600_000)
  })

  it('DU3 is none where it has no value, and then it is never late', () => {
    const bundle = bundleWith(
      [makeDuty({ within: { parameter: 'limit' } })],
      [parameter('limit', 'duration')],
    )
    const owed = play(bundle, ['go'])
    expect(owed.snapshot.timers).toEqual([])
    expect(standing(owed, at(100_000))).toEqual(['owed'])
  })

  it('DU6 has passed only after the moment it is due', () => {
    const bundle = bundleWith([makeDuty(day)])
    const kept = (moment: string) =>
      standing(
        play(bundle, [
          { event: 'go', at: start },
          { event: 'told', at: moment },
        ]),
      )
    expect(kept(at(24))).toEqual(['kept'])
    expect(kept(new Date(Date.parse(start) + 86_400_001).toISOString())).toEqual(['keptLate'])
    const owed = play(bundle, [{ event: 'go', at: start }])
    expect(standing(owed, at(24))).toEqual(['owed'])
    expect(standing(owed, at(24, 1))).toEqual(['late'])
  })
})

describe('what settles a duty', () => {
  it('DU4 is the event that keeps it, where what is asked besides is true', () => {
    const keptBy = { on: 'event', events: ['told'], where: is('b') }
    const bundle = bundleWith([makeDuty({ keptBy })])
    const told = (facts: Facts) => standing(play(bundle, ['go', { event: 'told', facts }]))
    expect(told({ b: true })).toEqual(['kept'])
    expect(told({ b: false })).toEqual(['owed'])
    expect(told({})).toEqual(['owed'])
    expect(standing(play(bundle, ['go', { event: 'note', facts: { b: true } }]))).toEqual(['owed'])
  })

  it('DU4 is what becomes true, also in the step that makes it begin', () => {
    const bundle = bundleWith([makeDuty({ keptBy: { on: 'facts', when: is('b') } })])
    expect(play(bundle, ['go'], { b: true }).changes).toEqual(['begun tell', 'kept tell'])
    expect(standing(play(bundle, ['go', { event: 'note', facts: { b: true } }]))).toEqual(['kept'])
  })

  it('DU4 is never the event that makes it begin', () => {
    const bundle = bundleWith([makeDuty({ keptBy: { on: 'event', events: ['go'] } })])
    expect(standing(play(bundle, ['go']))).toEqual(['owed'])
    expect(standing(play(bundle, ['go', 'back', 'go']))).toEqual(['kept', 'owed'])
  })

  it('DU5 is what ends it, and the end of the case lets it lapse', () => {
    const bundle = bundleWith([makeDuty({ endedBy: { on: 'event', events: ['back'] }, ...day })])
    const ended = play(bundle, ['go', 'back'])
    expect(standing(ended)).toEqual(['ended'])
    expect(ended.snapshot.timers).toEqual([])
    const lapsed = play(bundle, ['go', 'leave'])
    expect(lapsed).toMatchObject({ changes: ['begun tell', 'lapsed tell'] })
    expect(standing(lapsed)).toEqual(['lapsed'])
  })
})

describe('a duty that is late', () => {
  const escalation = [
    { id: 'remind', title: text('remind'), to: 'sender' },
    { id: 'escalate', title: text('escalate'), to: 'receiver', after: { duration: 'PT2H' } },
  ]
  const bundle = bundleWith([makeDuty({ ...day, late: escalation })])
  const owed = play(bundle, [{ event: 'go', at: start }]).snapshot

  it('DU7 tells those it names, each at their time, once', () => {
    const early = step(bundle, owed, { type: dueTimer, at: at(23, 59) })
    expect(early).toMatchObject({ taken: false, issue: { code: 'EVENT_NOT_TAKEN' } })
    const first = step(bundle, owed, { type: dueTimer, at: at(24) })
    expect(tell(first)).toEqual([['sender', 'late:tell']])
    expect(taken(first).duties).toEqual([{ duty: 'tell', number: 1, change: 'late' }])
    const { snapshot } = taken(first)
    expect(snapshot.timers.map(({ dueAt }) => Date.parse(dueAt))).toEqual([Date.parse(at(26))])
    const second = step(bundle, snapshot, { type: `${dueTimer}:escalate`, at: at(26) })
    expect(tell(second)).toEqual([['receiver', 'late:tell']])
    expect(taken(second).snapshot.timers).toEqual([])
    expect(step(bundle, snapshot, { type: dueTimer, at: at(27) })).toMatchObject({
      issue: { code: 'EVENT_UNKNOWN' },
    })
  })

  it('DU7 has its time up only after the moment it is due, unlike a delay of the chart', () => {
    const { timers } = owed
    expect(firstDueTimer(timers, at(24))).toBeUndefined()
    const after = new Date(Date.parse(at(24)) + 1).toISOString()
    expect(firstDueTimer(timers, after)?.id).toBe(dueTimer)
    const delay = { id: 'limit', event: 'limit', delay: 'limit', dueAt: at(24) }
    expect(firstDueTimer([...timers, delay], at(24))).toBe(delay)
    const earlier = { ...delay, id: 'earlier', dueAt: at(23) }
    expect(firstDueTimer([...timers, delay, earlier], at(30))).toBe(earlier)
  })

  it('DU7 tells nobody once it is settled', () => {
    const settled = play(bundle, [
      { event: 'go', at: start },
      { event: 'told', at: at(1) },
    ])
    expect(settled.snapshot.timers).toEqual([])
    expect(play(bundle, [{ event: 'go', at: start }, 'leave']).snapshot.timers).toEqual([])
  })

  it('DU7 changes nothing that a patient may do', () => {
    const after = taken(step(bundle, owed, { type: dueTimer, at: at(24) })).snapshot
    expect({ value: after.value, facts: after.facts, duties: after.duties }).toEqual({
      value: owed.value,
      facts: owed.facts,
      duties: owed.duties,
    })
    for (const type of ['told', 'note', 'back', 'leave'])
      expect(step(bundle, after, { type, at: at(25) }).taken).toBe(true)
  })
})

describe('whatever happens to a case', () => {
  const bundle = bundleWith([
    makeDuty({ where: is('a'), endedBy: { on: 'facts', when: is('c') }, ...day }),
    makeDuty({
      id: 'note',
      begins: { on: 'state', states: ['two'] },
      keptBy: { on: 'event', events: ['note'], where: is('b') },
    }),
  ])
  const sent = fc.record({
    event: fc.constantFrom('go', 'told', 'note', 'back', 'leave'),
    facts: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.boolean(), { noNullPrototype: true }),
    hours: fc.integer({ min: 0, max: 30 }),
  })

  it('DU1 DU5 DU7 at most one of a duty is open, none after the end, and only what is owed is timed', () => {
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 12 }), (events) => {
        let snapshot = taken(startCase(bundle, { pathway: 'walk', facts: {}, at: start })).snapshot
        let hours = 0
        for (const each of events) {
          hours += each.hours
          const result = step(bundle, snapshot, {
            type: each.event,
            facts: each.facts,
            at: at(hours),
          })
          if (!result.taken) continue
          ;({ snapshot } = result)
          const open = (snapshot.duties ?? []).filter(({ settledAt }) => settledAt === undefined)
          expect(new Set(open.map(({ duty: id }) => id)).size).toBe(open.length)
          if (snapshot.status === 'done') expect(open).toEqual([])
          const timed = snapshot.timers.map((timer) => `${timer.duty?.id} ${timer.duty?.number}`)
          const owed = open.filter(({ status, dueAt }) => status === 'owed' && dueAt !== undefined)
          expect(timed).toEqual(owed.map(({ duty: id, number }) => `${id} ${number}`))
          expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
        }
      }),
    )
  })
})

describe('what a case says of its duties', () => {
  const counted = (sent: readonly (Sent | string)[], facts: Facts = {}) => {
    const bundle = bundleWith([makeDuty({ ...day, where: is('a') })])
    const { facts: known, ...rest } = bundle.ruleset
    const log = ['log.duty.tell.due', 'log.duty.tell.onTime'].map((id) => fact(id, 'integer'))
    const declared = bundleOf({ ...rest, facts: [...known, ...log] })
    const { snapshot, duties } = play(declared, sent, { a: true, ...facts })
    const record = caseRecord(declared, {
      id: 'one',
      pathway: 'walk',
      facts: snapshot.facts,
      state: statePath(snapshot.value),
      finished: snapshot.status === 'done',
      history: [{ at: snapshot.at, event: 'last' }],
      duties,
      refusals: 0,
    })
    return [record.facts['log.duty.tell.due'], record.facts['log.duty.tell.onTime']]
  }
  const go: Sent = { event: 'go', at: start }

  it('DU8 is that nothing had to be kept where none began, or none is due yet', () => {
    expect(counted([])).toEqual([0, 0])
    expect(counted([go])).toEqual([0, 0])
    expect(counted([go, { event: 'note', at: at(23, 59) }])).toEqual([0, 0])
    expect(counted([{ ...go, facts: { a: false } }])).toEqual([0, 0])
  })

  it('DU8 is what had to be kept by then, and what was, in time', () => {
    expect(counted([go, { event: 'told', at: at(24) }])).toEqual([1, 1])
    expect(counted([go, { event: 'told', at: at(24, 1) }])).toEqual([1, 0])
    expect(counted([go, { event: dueTimer, at: at(24) }])).toEqual([1, 0])
    expect(counted([go, { event: 'leave', at: at(1) }])).toEqual([1, 0])
    expect(counted([go, 'told', 'back', 'go', 'told'])).toEqual([2, 2])
  })
})

describe('a case that a wrong clock wrote', () => {
  it('TM8 has its duties counted anew from the right moment they began', () => {
    const late = [
      { id: 'remind', title: text('remind'), to: 'sender', after: { duration: 'PT2H' } },
    ]
    const bundle = bundleWith([makeDuty({ ...day, late })])
    const wrong = '2036-03-03T09:00:00+08:00'
    const written = play(bundle, [{ event: 'go', at: wrong }]).snapshot
    const begun = Object.fromEntries(written.timers.map(({ id }) => [id, later]))
    const right = recountTimers(bundle, written, {
      at: later,
      begun,
      moved: [{ from: wrong, to: later }],
    })
    expect(right).toEqual(play(bundle, [{ event: 'go', at: later }]).snapshot)
  })
})
