import { resolveRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { charted, check, end, sound, state, to } from './make-faulty.ts'
import { codesOf, layerOf } from './make-ruleset.ts'

describe('checks of a chart', () => {
  const always = (id: string, target: string) => ({ always: [to(id, target)] })
  it.each([
    [
      'a state nothing leads to',
      { ...sound, lost: state({ on: { go: [to('back', 'end')] } }) },
      'STATE_UNREACHABLE',
      '/states/lost',
    ],
    [
      'a state no end can be reached from',
      { one: state({ on: { go: [to('go', 'end'), to('in', 'stuck')] } }), stuck: state(), ...end },
      'STATE_DEAD_END',
      '/states/stuck',
    ],
    [
      'an inner end that leads nowhere',
      { one: state({ initial: 'in', states: { in: state({ type: 'final' }) }, on: {} }), ...end },
      'STATE_DEAD_END',
      '/states/one/states/in',
    ],
    [
      'a final state with an exit',
      { ...sound, end: state({ type: 'final', on: { go: [to('on', 'one')] } }) },
      'FINAL_WITH_EXITS',
      '/states/end',
    ],
    [
      'a target that is not there',
      { one: state({ on: { go: [to('go', 'end'), to('off', 'edn')] } }), ...end },
      'STATE_TARGET',
      'transitions/off',
    ],
    [
      'an initial state that is not there',
      { one: state({ initial: 'no', states: { in: state() } }), ...end },
      'STATE_INITIAL',
      '/states/one',
    ],
    [
      'automatic transitions that loop',
      {
        one: state({ on: { go: [to('go', 'two'), to('stop', 'end')] } }),
        two: state(always('there', 'three')),
        three: state(always('back', 'two')),
        ...end,
      },
      'STATE_LOOP',
      '/states/two',
    ],
    [
      'an automatic transition of an outer state to its own inside',
      {
        one: state({
          initial: 'in',
          states: { in: state() },
          ...always('again', '.in'),
          on: { go: [to('go', 'end')] },
        }),
        ...end,
      },
      'STATE_LOOP',
      '/states/one/states/in',
    ],
    [
      'an inner chart that is done and begins again',
      {
        one: state({
          initial: 'in',
          states: { in: state({ type: 'final' }) },
          onDone: [to('again', 'one')],
          on: { go: [to('go', 'end')] },
        }),
        ...end,
      },
      'STATE_LOOP',
      '/states/one/states/in',
    ],
  ])('VE6 %s is told', (_, states, code, path) => {
    const found = check(charted(states)).filter((issue) => issue.code === code)
    expect(found).toHaveLength(1)
    expect(found[0]?.path).toContain(path)
  })

  it('VE6 a transition of the chart itself has no siblings to aim at', () => {
    const chart = (target: string) =>
      charted(sound, { machine: { on: { go: [to('root', target)] } } })
    expect(codesOf(check(chart('end')))).toEqual(['STATE_TARGET'])
    expect(check(chart('.end'))).toEqual([])
    expect(check(chart('#walk.end'))).toEqual([])
  })

  it.each([['a.b'], ['a b'], ['constructor'], ['']])('VE6 %j is no key of a state', (key) => {
    const { ruleset } = resolveRuleset(
      layerOf(charted({ one: state(), [key]: state() })),
      () => undefined,
    )
    expect(ruleset).toBeUndefined()
  })

  it('VE6 an action that sets a value of another type is told', () => {
    const entry = (value: unknown) => [{ type: 'set', params: { fact: 'a', value } }]
    const chart = (value: unknown) =>
      charted({ one: state({ entry: entry(value), on: { go: [to('go', 'end')] } }), ...end })
    expect(codesOf(check(chart('yes')))).toEqual(['VALUE_TYPE'])
    expect(check(chart(false))).toEqual([])
  })
})
