import {
  type Bundle,
  type CaseSnapshot,
  migrateCase,
  replayCase,
  restingStates,
  startCase,
  step,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { end, event, later, start, state, taken, to } from './make-pathway.ts'
import { bundleOf, cites, fact, text } from './make-ruleset.ts'

const anybody = { everyUnit: true } as const

interface Version {
  readonly states: object
  readonly initial?: string
  readonly duties?: readonly object[]
  readonly facts?: readonly object[]
  readonly machine?: string
  readonly pathway?: string
}

/** A version whose chart has the states given, with delays `wait` of an hour and `rest` of a day. */
function version({
  states,
  initial = 'one',
  duties = [],
  facts,
  machine,
  pathway,
}: Version): Bundle {
  return bundleOf({
    manifest: { calendar: { utcOffset: '+08:00', holidays: [], workdays: [] } },
    facts: [fact('from', 'code'), fact('to', 'code'), ...(facts ?? [fact('a', 'boolean')])],
    pathways: [
      {
        id: pathway ?? 'walk',
        title: text('walk'),
        cites,
        parties: [{ id: 'sender', title: text('sender'), unitFact: 'from' }],
        events: ['go', 'told'].map((id) => event(id)),
        delays: [
          { id: 'wait', title: text('wait'), after: { duration: 'PT1H' }, cites },
          { id: 'rest', title: text('rest'), after: { duration: 'P1D' }, cites },
        ],
        machine: { id: machine ?? 'walk', initial, states },
      },
    ],
    duties,
  })
}

const two = (more: object = {}) =>
  state({ on: { told: [to('told', 'end')] }, after: { wait: [to('late', 'end')] }, ...more })
const states = {
  one: state({ on: { go: [to('go', 'two')] } }),
  two: two(),
  ...end,
}
const old = version({
  states,
  duties: [makeDuty({ within: { duration: 'P2D' } }), makeDuty({ id: 'more' })],
})

/** A case in `two`, with a timer and two duties. */
function gone(bundle = old): CaseSnapshot {
  const facts = { a: true }
  const begun = taken(startCase(bundle, { pathway: 'walk', facts, at: start })).snapshot
  return taken(step(bundle, begun, { type: 'go', facts: {}, at: start, actor: anybody })).snapshot
}

const move = (bundle: Bundle, snapshot = gone(), choices = {}) =>
  migrateCase(old, bundle, snapshot, { choices, at: later })

function moves(...given: Parameters<typeof move>) {
  const migration = move(...given)
  if (migration.kind !== 'moves') throw new TypeError(`It does not move: ${migration.kind}`)
  return migration
}

describe('a case that is moved to another version', () => {
  it('MG1 rests in the same state, takes no transition and asks for nothing', () => {
    const before = gone()
    const same = version({ states })
    const { snapshot } = moves(same, before)
    expect(snapshot).toMatchObject({ bundle: same.hash, value: 'two', facts: before.facts })
    expect([snapshot.steps, snapshot.at, snapshot.status]).toEqual([before.steps, start, 'active'])
    const on = step(same, snapshot, { type: 'told', facts: {}, at: later, actor: anybody })
    expect(taken(on).snapshot.value).toBe('end')
  })

  it('MG1 whose state is gone waits for a choice, and rests in the state that is chosen', () => {
    const renamed = version({
      states: {
        one: state({ on: { go: [to('go', 'inner')] } }),
        inner: state({
          initial: 'second',
          states: { second: state() },
          on: { told: [to('t', 'end')] },
        }),
        ...end,
      },
    })
    expect(move(renamed)).toEqual({ kind: 'choice', state: 'two' })
    expect(restingStates(renamed.ruleset.pathways[0]!).map(({ path }) => path)).toEqual([
      'one',
      'inner.second',
    ])
    for (const wrong of ['inner', 'end', 'nowhere'])
      expect(move(renamed, gone(), { two: wrong }).kind).toBe('choice')
    const { snapshot } = moves(renamed, gone(), { two: 'inner.second' })
    expect(snapshot.value).toEqual({ inner: 'second' })
  })

  it('MG2 is not moved where the new version takes a fact otherwise; what that does not know stays', () => {
    const facts = [fact('a', 'integer')]
    expect(move(version({ states, facts }))).toEqual({
      kind: 'cannot',
      because: 'facts',
      facts: ['a'],
    })
    expect(moves(version({ states, facts: [] })).snapshot.facts).toEqual({ a: true })
  })

  it('MG3 keeps when its timers are due, drops what nothing waits for, and begins what is new', () => {
    const before = gone()
    const [timer] = before.timers.filter(({ delay }) => delay === 'wait')
    const kept = moves(version({ states, machine: 'walk2' }), before)
    expect(kept.snapshot.timers.find(({ delay }) => delay === 'wait')).toMatchObject({
      id: 'xstate.after.wait.walk2.two',
      dueAt: timer?.dueAt,
    })
    expect(kept.begunTimers).toEqual([])
    const other = moves(
      version({ states: { ...states, two: two({ after: { rest: [to('r', 'end')] } }) } }),
      before,
    )
    expect(other.droppedTimers.map(({ delay }) => delay)).toContain('wait')
    expect(other.begunTimers).toMatchObject([{ delay: 'rest', dueAt: '2025-03-04T10:00:00+08:00' }])
    // One that has fired, or was let go, does not begin again.
    const fired = { ...before, timers: before.timers.filter(({ delay }) => delay !== 'wait') }
    expect(moves(version({ states }), fired).begunTimers).toEqual([])
  })

  it('MG3 a timer that goes on fires in the new version', () => {
    const same = version({ states, machine: 'walk2' })
    const { snapshot } = moves(same)
    const at = '2025-03-03T10:00:01+08:00'
    const timer = snapshot.timers.find(({ delay }) => delay === 'wait')
    expect(taken(step(same, snapshot, { type: timer!.event, at })).snapshot.value).toBe('end')
  })

  it('MG4 keeps a duty with its number and time, and names one that is gone', () => {
    const before = gone()
    expect(before.duties?.map(({ duty }) => duty)).toEqual(['tell', 'more'])
    const { snapshot, droppedDuties } = moves(
      version({ states, duties: [makeDuty({ within: { duration: 'P9D' } })] }),
      before,
    )
    expect(snapshot.duties).toEqual(before.duties?.slice(0, 1))
    expect(droppedDuties.map(({ duty }) => duty)).toEqual(['more'])
    expect(moves(version({ states }), before).snapshot.duties).toBeUndefined()
  })

  it('MG4 owes what begins with the state it is put into', () => {
    const onState = makeDuty({ id: 'fresh', begins: { on: 'state', states: ['two'] } })
    const bundle = version({ states: { ...states, first: states.one }, duties: [onState] })
    const stays = moves(bundle)
    expect(stays.snapshot.duties).toBeUndefined()
    const without = version({ states: { one: states.one, far: two(), two: two(), ...end } })
    const put = migrateCase(
      without,
      bundle,
      { ...gone(without), value: 'far' },
      { choices: { far: 'two' }, at: later },
    )
    expect(put).toMatchObject({
      kind: 'moves',
      snapshot: { duties: [{ duty: 'fresh', begunAt: later }] },
    })
  })

  it('MG5 is not moved once it has ended, or where its pathway is gone', () => {
    const ended = taken(
      step(old, gone(), { type: 'told', facts: {}, at: later, actor: anybody }),
    ).snapshot
    expect(move(version({ states }), ended)).toMatchObject({ because: 'ended' })
    expect(move(version({ states, pathway: 'other' }))).toMatchObject({ because: 'pathway' })
  })

  it('MG6 is played again through the versions it went by', () => {
    const next = version({
      states: { ...states, two: two({ on: { told: [to('answered', 'end')] } }) },
    })
    const replay = replayCase(old, {
      pathway: 'walk',
      start: { entry: '1', event: 'start', facts: { a: true }, at: start },
      events: [
        { entry: '3', type: 'told', facts: {}, at: '2025-03-03T09:30:00+08:00', actor: anybody },
        { entry: '2', type: 'go', facts: {}, at: start, actor: anybody },
      ],
      migrations: [{ at: '2025-03-03T09:20:00+08:00', to: next, choices: {} }],
      until: later,
      most: 100,
    })
    if (!replay.held) throw new TypeError('It does not hold.')
    expect(replay.steps.map(({ bundle, result }) => [bundle, result.transitions])).toEqual([
      [old, []],
      [old, ['go']],
      [next, ['answered']],
    ])
    expect(replay.snapshot.bundle).toBe(next.hash)
    const elsewhere = version({ states: { one: states.one, two: end.end }, initial: 'one' })
    const lost = replayCase(old, {
      pathway: 'walk',
      start: { entry: '1', event: 'start', facts: {}, at: start },
      events: [{ entry: '2', type: 'go', facts: {}, at: start, actor: anybody }],
      migrations: [{ at: start, to: elsewhere, choices: {} }],
      until: later,
      most: 100,
    })
    expect(lost).toMatchObject({ held: false, unmoved: true })
  })
})
