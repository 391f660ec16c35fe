import {
  availableEvents,
  type Bundle,
  type CaseSnapshot,
  type Facts,
  startCase,
  statePath,
  step,
  type StepResult,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepFreeze } from './deep-freeze.ts'
import { bundleOf, cites, fact, is, rule, rulesDecision, text } from './make-ruleset.ts'

const start = '2025-03-03T09:00:00+08:00'
const later = '2025-03-03T10:00:00+08:00'

const guard = (decision: string, ...opens: string[]) => ({
  type: 'decision',
  params: { decision, opens },
})
const to = (id: string, target: string | undefined, more: object = {}) => ({
  ...(target === undefined ? {} : { target }),
  ...more,
  meta: { id },
})
const state = (more: object = {}) => ({ ...more, meta: { title: text('state') } })
const notify = (event: string) => ({ type: 'emit', params: { event, title: text(event) } })
const setFact = (name: string, value: unknown) => ({ type: 'set', params: { fact: name, value } })

const facts = [
  ...['a', 'b', 'c'].map((letter) => fact(letter, 'boolean')),
  fact('from', 'code'),
  fact('to', 'code'),
]
const decisions = [
  rulesDecision(
    [rule('yes', is('a')), rule('no', is('a', false), { outcome: 'denyInstitutionalAction' })],
    {
      id: 'mayGo',
    },
  ),
  rulesDecision(
    [
      rule('reason', is('b'), { outcome: 'requireReason' }),
      rule('free', is('b', false), { outcome: 'allow' }),
    ],
    { id: 'mayLeave' },
  ),
]
const event = (id: string, more: object = {}) => ({
  id,
  title: text(id),
  actors: ['sender'],
  ...more,
})

/** A bundle with one pathway whose chart has the states given. */
function pathwayOf(
  states: object,
  more: { on?: object; events?: readonly object[]; decisions?: readonly object[] } = {},
): Bundle {
  return bundleOf({
    facts,
    decisions: [...decisions, ...(more.decisions ?? [])],
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to' },
        ],
        events: more.events ?? [event('go'), event('stay'), event('leave')],
        delays: [],
        machine: {
          id: 'walk',
          initial: 'one',
          states,
          ...(more.on === undefined ? {} : { on: more.on }),
        },
      },
    ],
  })
}

function begin(bundle: Bundle, given: Facts = {}): CaseSnapshot {
  return taken(startCase(bundle, { pathway: 'walk', facts: given, at: start })).snapshot
}

function taken(result: StepResult): Extract<StepResult, { taken: true }> {
  if (!result.taken) throw new TypeError(`Not taken: ${result.issue.message.en}`)
  return result
}

const codeOf = (result: StepResult) =>
  result.taken ? statePath(result.snapshot.value) : result.issue.code
const end = { end: state({ type: 'final' }) }
const guarded = pathwayOf({
  one: state({
    on: {
      go: [to('go', 'end', { guard: guard('mayGo', 'allow') })],
      leave: [to('leave', 'end', { guard: guard('mayLeave', 'allow', 'requireReason') })],
    },
  }),
  ...end,
})

describe('a case on a pathway', () => {
  it('PW1 it begins in the initial state, down to the innermost, and does what entering asks', () => {
    const bundle = pathwayOf({
      one: state({
        initial: 'inner',
        states: { inner: state({ entry: [notify('arrived'), setFact('c', true)] }) },
      }),
    })
    const result = taken(startCase(bundle, { pathway: 'walk', facts: { a: true }, at: start }))
    expect(result.snapshot).toEqual({
      bundle: bundle.hash,
      pathway: 'walk',
      value: { one: 'inner' },
      status: 'active',
      facts: { a: true, c: true },
      timers: [],
      at: start,
      steps: 1,
    })
    expect(result.actions).toEqual([{ type: 'emit', event: 'arrived', title: text('arrived') }])
  })

  it('PW1 a snapshot of another bundle is refused, and nothing is open for it', () => {
    const snapshot = { ...begin(guarded, { a: true }), bundle: 'sha256:other' }
    expect(codeOf(step(guarded, snapshot, { type: 'go', at: later }))).toBe('SNAPSHOT_BUNDLE')
    expect(availableEvents(guarded, snapshot, { at: later })).toEqual([])
  })

  it('PW1 a pathway nobody wrote is a broken contract', () => {
    expect(() => startCase(guarded, { pathway: 'nobody', facts: {}, at: start })).toThrow(
      'no pathway "nobody"',
    )
  })

  it('PW2 the innermost state takes an event first, then those around it, then the chart itself', () => {
    const bundle = pathwayOf(
      {
        one: state({
          initial: 'inner',
          states: {
            inner: state({
              on: { go: [to('inner', undefined, { guard: guard('mayGo', 'allow') })] },
            }),
          },
          on: { go: [to('outer', undefined, { guard: guard('mayLeave', 'allow') })] },
        }),
        ...end,
      },
      { on: { go: [to('root', '.end')] } },
    )
    const via = (given: Facts) =>
      taken(step(bundle, begin(bundle, given), { type: 'go', at: later })).transitions
    expect(via({ a: true, b: false })).toEqual(['inner'])
    expect(via({ a: false, b: false })).toEqual(['outer'])
    expect(via({ a: false, b: true })).toEqual(['root'])
    expect(via({})).toEqual(['root'])
  })

  it('PW2 of one state the first open transition in the order written is taken', () => {
    const bundle = pathwayOf({
      one: state({
        on: { go: [to('first', 'two', { guard: guard('mayGo', 'allow') }), to('second', 'end')] },
      }),
      two: state(),
      ...end,
    })
    expect(codeOf(step(bundle, begin(bundle, { a: true }), { type: 'go', at: later }))).toBe('two')
    expect(codeOf(step(bundle, begin(bundle, { a: false }), { type: 'go', at: later }))).toBe('end')
  })

  it('PW2 an event the state does not wait for is refused, also when its facts would open an automatic transition', () => {
    const bundle = pathwayOf({
      one: state({
        always: [to('auto', 'end', { guard: guard('mayGo', 'allow') })],
        on: { go: [to('go', undefined)] },
      }),
      ...end,
    })
    const waiting = begin(bundle)
    expect(codeOf(step(bundle, waiting, { type: 'stay', facts: { a: true }, at: later }))).toBe(
      'EVENT_NOT_TAKEN',
    )
    expect(codeOf(step(bundle, waiting, { type: 'go', facts: { a: true }, at: later }))).toBe('end')
  })

  it.each(['goo', '*', 'xstate.init', 'xstate.done.state.walk', '__proto__', 'constructor', ''])(
    'PW2 the event %j is none of the pathway',
    (type) => {
      expect(codeOf(step(guarded, begin(guarded), { type, at: later }))).toBe('EVENT_UNKNOWN')
    },
  )

  it('PW2 a mistyped event is told the nearest', () => {
    const result = step(guarded, begin(guarded), { type: 'leav', at: later })
    expect(result.taken ? '' : result.issue.message.en).toContain('"leave"')
  })

  it('PW3 a guard opens on the outcomes it names and tells why it does not', () => {
    const send = (given: Facts) => step(guarded, begin(guarded, given), { type: 'go', at: later })
    expect(codeOf(send({ a: true }))).toBe('end')
    const denied = send({ a: false })
    expect(denied).toMatchObject({
      taken: false,
      issue: { code: 'EVENT_GUARDED', path: '/type' },
      needs: [],
      closed: [{ transition: 'go', result: { outcome: 'denyInstitutionalAction' } }],
    })
    const open = send({})
    expect(open).toMatchObject({ taken: false, issue: { code: 'EVENT_GUARDED' }, needs: ['a'] })
    expect(open.taken ? '' : open.issue.message.zh).toContain('a（中）')
  })

  it('PW3 PW7 the facts of the event count, and stay with the case', () => {
    const result = taken(
      step(guarded, begin(guarded), { type: 'go', facts: { a: true }, at: later }),
    )
    expect(result.snapshot).toMatchObject({ value: 'end', facts: { a: true }, at: later, steps: 2 })
  })

  it('PW3 a guard that would open on needsFacts does not parse', () => {
    expect(() =>
      pathwayOf({
        one: state({ on: { go: [to('go', 'end', { guard: guard('mayGo', 'needsFacts') })] } }),
        ...end,
      }),
    ).toThrow('does not parse')
  })

  it('PW4 requireReason opens only with a reason that says something', () => {
    const waiting = begin(guarded, { b: true })
    const send = (reason?: string) =>
      step(guarded, waiting, {
        type: 'leave',
        at: later,
        ...(reason === undefined ? {} : { reason }),
      })
    for (const blank of [undefined, '', ' \n\t']) {
      const result = send(blank)
      expect(codeOf(result)).toBe('EVENT_GUARDED')
      expect(result.taken ? '' : result.issue.message.en).toContain('write a reason')
      expect(result.taken ? [] : result.closed).toMatchObject([{ reasonWouldOpen: true }])
    }
    expect(codeOf(send('family lives there'))).toBe('end')
    expect(codeOf(step(guarded, begin(guarded, { b: false }), { type: 'leave', at: later }))).toBe(
      'end',
    )
  })

  it('PW5 an event marked needsReason is refused without one', () => {
    const bundle = pathwayOf(
      { one: state({ on: { go: [to('go', 'end')] } }), ...end },
      { events: [event('go', { needsReason: true })] },
    )
    const waiting = begin(bundle)
    expect(codeOf(step(bundle, waiting, { type: 'go', at: later, reason: ' ' }))).toBe(
      'EVENT_REASON',
    )
    expect(codeOf(step(bundle, waiting, { type: 'go', at: later, reason: 'moved' }))).toBe('end')
  })

  it('PW6 only a party named may send an event, by the facts of the case', () => {
    const bundle = pathwayOf(
      { one: state({ on: { go: [to('go', 'end')] } }), ...end },
      { events: [event('go', { asks: ['from'] })] },
    )
    const waiting = begin(bundle, { from: 'u1', to: 'u2' })
    const by = (actor: object, given: Facts = {}) =>
      codeOf(step(bundle, waiting, { type: 'go', at: later, actor, facts: given }))
    expect(by({ unit: 'u1' })).toBe('end')
    expect(by({ unit: 'u2' })).toBe('EVENT_ACTOR')
    expect(by({})).toBe('EVENT_ACTOR')
    expect(by({ everyUnit: true })).toBe('end')
    // Saying that it is the sender does not make it one.
    expect(by({ unit: 'u3' }, { from: 'u3' })).toBe('EVENT_ACTOR')
    const nobody = begin(bundle)
    expect(codeOf(step(bundle, nobody, { type: 'go', at: later, actor: {} }))).toBe('EVENT_ACTOR')
  })

  it('PW6 an actor may bring only the facts the event asks for', () => {
    const bundle = pathwayOf(
      { one: state({ on: { go: [to('go', 'end')] } }), ...end },
      { events: [event('go', { asks: ['a'] })] },
    )
    const waiting = begin(bundle, { from: 'u1' })
    const by = (given: Facts) =>
      step(bundle, waiting, { type: 'go', at: later, actor: { unit: 'u1' }, facts: given })
    expect(codeOf(by({ a: true }))).toBe('end')
    expect(by({ a: true, b: true })).toMatchObject({
      taken: false,
      issue: { code: 'FACT_NOT_ASKED', path: '/facts/b' },
    })
  })

  it("PW8 the effects of the opening decision come before the transition's own", () => {
    const effects = [
      { type: 'set', fact: 'c', value: true },
      { type: 'emit', event: 'decided', title: text('decided') },
    ] as const
    const bundle = pathwayOf(
      {
        one: state({
          exit: [notify('left')],
          on: {
            go: [to('go', 'end', { guard: guard('sets', 'allow'), actions: [notify('moving')] })],
          },
        }),
        end: state({ type: 'final', entry: [notify('entered')] }),
      },
      {
        decisions: [
          rulesDecision([rule('r', is('a'), { outcome: 'allow', effects: [...effects] })], {
            id: 'sets',
          }),
        ],
      },
    )
    const result = taken(step(bundle, begin(bundle, { a: true }), { type: 'go', at: later }))
    expect(result.actions.map((action) => action.event)).toEqual([
      'left',
      'decided',
      'moving',
      'entered',
    ])
    expect(result.snapshot.facts).toEqual({ a: true, c: true })
  })

  it('PW8 each transition has the effects of its own moment, though one decision opens both', () => {
    const emit = (name: string) => ({ type: 'emit', event: name, title: text(name) }) as const
    const flips = rulesDecision(
      [
        rule('first', is('c', false), {
          outcome: 'allow',
          effects: [emit('early'), { type: 'set', fact: 'c', value: true }],
        }),
        rule('then', is('c'), { outcome: 'allow', effects: [emit('late')] }),
      ],
      { id: 'flips' },
    )
    const bundle = pathwayOf(
      {
        one: state({ on: { go: [to('go', 'two', { guard: guard('flips', 'allow') })] } }),
        two: state({ always: [to('on', 'end', { guard: guard('flips', 'allow') })] }),
        ...end,
      },
      { decisions: [flips] },
    )
    const result = taken(step(bundle, begin(bundle, { c: false }), { type: 'go', at: later }))
    expect(result.transitions).toEqual(['go', 'on'])
    expect(result.actions.map((action) => action.event)).toEqual(['early', 'late'])
  })

  it('PW9 automatic transitions and the end of an inner chart follow in the same step', () => {
    const bundle = pathwayOf({
      one: state({ on: { go: [to('go', 'two')] } }),
      two: state({
        initial: 'inner',
        states: { inner: state({ always: [to('auto', 'last')] }), last: state({ type: 'final' }) },
        onDone: [to('done', 'end')],
      }),
      ...end,
    })
    const result = taken(step(bundle, begin(bundle), { type: 'go', at: later }))
    expect(result.transitions).toEqual(['go', 'auto', 'done'])
    expect(result.snapshot).toMatchObject({ value: 'end', status: 'done' })
  })

  it('PW10 a circle of automatic transitions is stopped and told, at the start and later', () => {
    const round = {
      two: state({ always: [to('there', 'three')] }),
      three: state({ always: [to('back', 'two')] }),
    }
    const bundle = pathwayOf({ one: state({ on: { go: [to('go', 'two')] } }), ...round, ...end })
    expect(codeOf(step(bundle, begin(bundle), { type: 'go', at: later }))).toBe('STATE_LOOP')
    const atOnce = pathwayOf({ one: state({ always: [to('go', 'two')] }), ...round })
    expect(codeOf(startCase(atOnce, { pathway: 'walk', facts: {}, at: start }))).toBe('STATE_LOOP')
  })

  it('PW11 a case that has ended takes no event', () => {
    const done = taken(
      step(guarded, begin(guarded, { a: true }), { type: 'go', at: later }),
    ).snapshot
    expect(done.status).toBe('done')
    expect(codeOf(step(guarded, done, { type: 'go', at: later }))).toBe('CASE_DONE')
    expect(availableEvents(guarded, done, { at: later })).toEqual([])
  })

  it('PW12 time does not run backwards, at the same moment it goes on', () => {
    const send = (at: string) =>
      codeOf(step(guarded, begin(guarded, { a: true }), { type: 'go', at }))
    expect(send('2025-03-03T08:59:59+08:00')).toBe('TIME_BACKWARDS')
    expect(send('2025-03-03T01:00:00Z')).toBe('end')
    expect(send('2025-03-03T09:30:00+09:00')).toBe('TIME_BACKWARDS')
  })

  it('PW13 a closed event says why, an open one where it leads', () => {
    const [go, leave] = availableEvents(guarded, begin(guarded, { b: true }), { at: later })
    expect(go).toMatchObject({ event: 'go', open: false, outcome: 'needsFacts', needs: ['a'] })
    expect(go?.message?.zh).toContain('a（中）')
    expect(leave).toMatchObject({ event: 'leave', open: true, needsReason: true, target: 'end' })
  })

  it('PW13 an actor that is no party is told who may act', () => {
    const [go] = availableEvents(guarded, begin(guarded, { a: true, from: 'u1' }), {
      at: later,
      actor: { unit: 'u2' },
    })
    expect(go).toMatchObject({
      open: false,
      message: { zh: expect.stringContaining('sender（中）') },
    })
  })

  const walk = fc.array(
    fc.record({
      type: fc.constantFrom('go', 'stay', 'leave'),
      facts: fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] }),
    }),
    { maxLength: 8 },
  )
  const winding = pathwayOf(
    {
      one: state({
        on: {
          go: [to('go', 'two', { guard: guard('mayGo', 'allow') })],
          leave: [to('leave', 'end', { guard: guard('mayLeave', 'allow', 'requireReason') })],
        },
      }),
      two: state({
        initial: 'inner',
        entry: [setFact('a', false)],
        states: {
          inner: state({
            on: {
              stay: [to('stay', 'other')],
              go: [to('denied', undefined, { guard: guard('mayGo', 'denyInstitutionalAction') })],
            },
          }),
          other: state({
            always: [to('auto', 'inner', { guard: guard('mayGo', 'allow') })],
            on: { stay: [to('back', '#walk.one')] },
          }),
        },
      }),
      ...end,
    },
    { on: { leave: [to('root', '.one', { guard: guard('mayLeave', 'allow') })] } },
  )

  it('PW13 PW14 what is open is what is taken, over any walk, through JSON and without changing a thing', () => {
    fc.assert(
      fc.property(walk, (events) => {
        let snapshot = begin(winding)
        for (const { type, facts: given } of events) {
          deepFreeze(snapshot)
          const offered = availableEvents(winding, snapshot, { at: later, facts: given as Facts })
          for (const name of ['go', 'stay', 'leave']) {
            const sent = { type: name, facts: given as Facts, reason: 'asked for', at: later }
            const result = step(winding, snapshot, deepFreeze(sent))
            expect({
              name,
              open: offered.find((one) => one.event === name)?.open ?? false,
            }).toEqual({ name, open: result.taken })
          }
          const result = step(winding, snapshot, {
            type,
            facts: given as Facts,
            reason: 'asked for',
            at: later,
          })
          const thawed: CaseSnapshot = JSON.parse(JSON.stringify(snapshot))
          expect(
            step(winding, thawed, { type, facts: given as Facts, reason: 'asked for', at: later }),
          ).toEqual(result)
          if (result.taken) ({ snapshot } = result)
        }
      }),
      { numRuns: 150 },
    )
  })
})
