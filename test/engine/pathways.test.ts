import { availableEvents, type Facts, startCase, step } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  begin,
  codeOf,
  end,
  event,
  guard,
  guarded,
  later,
  notify,
  pathwayOf,
  setFact,
  start,
  state,
  taken,
  to,
} from './make-pathway.ts'
import { is, rule, rulesDecision, text } from './make-ruleset.ts'

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

  it('PW4 a decision that several closed transitions ask is told once, with the reason it waits for', () => {
    const bundle = pathwayOf({
      one: state({
        on: {
          go: [
            to('reviewed', 'two', { guard: guard('mayLeave', 'requireReview') }),
            to('reasoned', 'end', { guard: guard('mayLeave', 'requireReason') }),
          ],
        },
      }),
      two: state(),
      ...end,
    })
    const waiting = begin(bundle, { b: true })
    const refused = step(bundle, waiting, { type: 'go', at: later })
    const told = refused.taken ? '' : refused.issue.message.en
    expect(told.match(/write a reason/g)).toHaveLength(1)
    const [shown] = availableEvents(bundle, waiting, { at: later })
    expect(shown?.decisions).toHaveLength(1)
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
})
