import { checkRuleset, evaluateDecision } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { event, guard, pathwayOf, setFact, state, to } from './make-pathway.ts'
import { fact, is, parameter, rule, rulesDecision } from './make-ruleset.ts'

const kinds = new Set([
  'GUARD_NEVER_OPENS',
  'OUTCOME_UNANSWERED',
  'FACT_NOT_ASKED_FOR',
  'DEADLINE_NEVER_STARTS',
  'EFFECT_OVERWRITTEN',
])
type Made = ReturnType<typeof pathwayOf>
const found = ({ ruleset }: Made) =>
  checkRuleset(ruleset, { publishing: true }).filter(({ code }) => kinds.has(code))
const codes = (made: Made) => found(made).map(({ code }) => code)

const asking = [event('go', { asks: ['a', 'b', 'c'] }), event('stay'), event('leave')]
const done = { two: state({ type: 'final' }) }
const going = (...opens: string[]) => ({
  one: state({ on: { go: [to('go', 'two', { guard: guard('mayGo', ...opens) })] } }),
  ...done,
})

describe('what a chart and its rules do together', () => {
  it('VE12 a guard that opens on some case is told of by nobody', () => {
    expect(codes(pathwayOf(going('allow'), { events: asking }))).toEqual([])
  })

  it('VE12 a guard whose decision never yields what opens it is told', () => {
    const made = pathwayOf(going('requireReview'), { events: asking })
    expect(codes(made)).toContain('GUARD_NEVER_OPENS')
  })

  it('VE12 a guard that is never known is told', () => {
    const both = rulesDecision([rule('never', { all: [is('a'), is('a', false)] })], {
      id: 'unheard',
    })
    const states = {
      one: state({ on: { go: [to('go', 'two', { guard: guard('unheard', 'allow') })] } }),
      ...done,
    }
    expect(codes(pathwayOf(states, { events: asking, decisions: [both] }))).toEqual([
      'GUARD_NEVER_OPENS',
    ])
  })

  it('VE13 an outcome no transition opens on is told, with a case in which it comes out', () => {
    const states = {
      one: state({ on: { leave: [to('leave', 'two', { guard: guard('mayLeave', 'allow') })] } }),
      ...done,
    }
    const made = pathwayOf(states, { events: [event('leave', { asks: ['b'] })] })
    const [issue, ...others] = found(made)
    expect([issue?.code, others]).toEqual(['OUTCOME_UNANSWERED', []])
    const { decision = '', facts = {}, asOf = '' } = issue?.example ?? {}
    expect(evaluateDecision(made, decision, facts, asOf).outcome).toBe('requireReason')
  })

  it('VE13 the case of rules that change on no day is one of the last day on which the ruleset changes', () => {
    const states = {
      one: state({ on: { leave: [to('leave', 'two', { guard: guard('mayLeave', 'allow') })] } }),
      ...done,
    }
    const made = pathwayOf(states, { events: [event('leave', { asks: ['b'] })] })
    const values = ['2026-03-01', '2025-01-01'].map((from) => ({ from, value: 1, cites: [] }))
    const parameters = [parameter('fee', 'money', { values })] as never
    const [issue] = found({ ...made, ruleset: { ...made.ruleset, parameters } })
    expect(issue?.example?.asOf).toBe('2026-03-01')
  })

  it('VE13 an outcome another transition of the event opens on is answered', () => {
    const states = {
      one: state({
        on: {
          leave: [
            to('leave', 'two', { guard: guard('mayLeave', 'allow') }),
            to('explain', 'two', { guard: guard('mayLeave', 'requireReason') }),
          ],
        },
      }),
      ...done,
    }
    expect(codes(pathwayOf(states, { events: [event('leave', { asks: ['b'] })] }))).toEqual([])
  })

  it('VE14 a fact that a guard needs and no form takes is told', () => {
    const made = pathwayOf(going('allow'), { events: [event('go')] })
    expect(codes(made)).toEqual(['FACT_NOT_ASKED_FOR'])
  })

  it('VE14 a fact an earlier event asks for is there', () => {
    const states = {
      one: state({ on: { stay: [to('stay', 'mid')] } }),
      mid: state({ on: { go: [to('go', 'two', { guard: guard('mayGo', 'allow') })] } }),
      ...done,
    }
    const events = [event('stay', { asks: ['a'] }), event('go')]
    expect(codes(pathwayOf(states, { events }))).toEqual([])
  })

  it('VE14 a fact only a later event asks for is not', () => {
    const states = {
      one: state({ on: { go: [to('go', 'mid', { guard: guard('mayGo', 'allow') })] } }),
      mid: state({ on: { stay: [to('stay', 'two')] } }),
      ...done,
    }
    const events = [event('stay', { asks: ['a'] }), event('go')]
    expect(codes(pathwayOf(states, { events }))).toEqual(['FACT_NOT_ASKED_FOR'])
  })

  it.each([
    ['otherwise', true, ['EFFECT_OVERWRITTEN']],
    ['alike', false, []],
  ])('VE15 a fact one transition writes twice %s', (_, value, expected) => {
    const states = {
      one: state({
        on: { stay: [to('stay', 'two', { actions: [setFact('c', false), setFact('c', value)] })] },
      }),
      ...done,
    }
    expect(codes(pathwayOf(states, { events: [event('stay')] }))).toEqual(expected)
  })

  it.each([
    ['has no value and need not have one', {}, ['DEADLINE_NEVER_STARTS']],
    ['has to be supplied before publishing', { required: true }, []],
  ])('VE15 a time limit whose parameter %s', (_, more, expected) => {
    const made = pathwayOf(going('allow'), { events: asking })
    const wait = parameter('wait', 'duration', { values: [], ...more })
    const states = { one: state({ after: { limit: [to('late', 'two')] } }), ...done }
    const [walk] = pathwayOf(states).ruleset.pathways
    const delays = [{ id: 'limit', title: walk!.title, after: { parameter: 'wait' } }]
    const ruleset = { ...made.ruleset, parameters: [wait], pathways: [{ ...walk, delays }] }
    expect(codes({ ...made, ruleset } as Made)).toEqual(expected)
  })

  it('VE14 a fact of the units themselves comes from their register', () => {
    const near = rulesDecision([rule('near', is('from.near'))], { id: 'isNear' })
    const states = {
      one: state({ on: { go: [to('go', 'two', { guard: guard('isNear', 'allow') })] } }),
      ...done,
    }
    const made = pathwayOf(states, { events: [event('go')], decisions: [near] })
    const { ruleset } = made
    const withFacts = {
      ...made,
      ruleset: {
        ...ruleset,
        facts: [...ruleset.facts, fact('from.near', 'boolean'), fact('from.id', 'code')],
        pathways: ruleset.pathways.map((one) => ({
          ...one,
          parties: one.parties.map((party) =>
            party.id === 'sender' ? { ...party, unitFact: 'from.id' } : party,
          ),
        })),
      },
    } as Made
    expect(codes(withFacts)).toEqual([])
  })
})
