import { checkRuleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { makeDuty } from './make-duty.ts'
import { end, event, notify, state, to } from './make-pathway.ts'
import { cites, codesOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

const two = (more: object = {}) => ({
  on: { told: [to('told', undefined)], leave: [to('leave', 'end')], ...more },
})

function codes(
  duties: readonly object[],
  {
    states = {},
    events = {},
    actions = [],
    parameters = [],
  }: {
    states?: object
    events?: Readonly<Record<string, object>>
    actions?: readonly object[]
    parameters?: readonly object[]
  } = {},
) {
  const ruleset = rulesetOf({
    facts: [fact('from', 'code'), fact('to', 'code')],
    parameters,
    pathways: [
      {
        id: 'walk',
        title: text('walk'),
        cites,
        parties: [
          { id: 'sender', title: text('sender'), unitFact: 'from' },
          { id: 'receiver', title: text('receiver'), unitFact: 'to' },
        ],
        events: ['go', 'told', 'leave'].map((id) =>
          event(id, id === 'leave' ? { actors: ['receiver'], ...events[id] } : events[id]),
        ),
        delays: [],
        machine: {
          id: 'walk',
          initial: 'one',
          states: {
            one: state({ on: { go: [to('go', 'two', { actions })] } }),
            two: state(two()),
            ...end,
            ...states,
          },
        },
      },
    ],
    duties,
  })
  return codesOf(checkRuleset(ruleset, { publishing: false })).filter(
    (code) => code.startsWith('DU') || code === 'REFERENCE_UNKNOWN' || code === 'VALUE_TYPE',
  )
}

describe('a duty as it is written', () => {
  it('VE16 is sound where all it names is there and it can be kept', () => {
    expect(codes([makeDuty()])).toEqual([])
  })

  it.each([
    ['a party', { owedBy: 'nobody' }],
    ['whom it is owed to', { owedTo: 'nobody' }],
    ['a transition', { begins: { on: 'transition', transitions: ['went'] } }],
    ['a state', { begins: { on: 'state', states: ['three'] } }],
    ['an event that keeps it', { keptBy: { on: 'event', events: ['tolled'] } }],
    ['an event that ends it', { endedBy: { on: 'event', events: ['tolled'] } }],
    ['who is told', { late: [{ id: 'a', title: text('a'), to: 'nobody' }] }],
    ['its pathway', { pathway: 'run' }],
    ['a parameter', { within: { parameter: 'limit' } }],
  ])('VE16 names %s that is there', (_, more) => {
    expect(codes([makeDuty(more)])).toContain('REFERENCE_UNKNOWN')
  })

  it('VE16 has no time of months', () => {
    expect(codes([makeDuty({ within: { duration: 'P1M' } })])).toEqual(['VALUE_TYPE'])
  })

  it('VE16 can be kept from every state in which it begins', () => {
    const states = { two: state({ on: { leave: [to('leave', 'end')] } }) }
    expect(codes([makeDuty()], { states })).toEqual(['DUTY_NOT_KEEPABLE'])
    const later = {
      two: state({ on: { leave: [to('leave', 'three')] } }),
      three: state({ on: { told: [to('told', 'end')] } }),
    }
    expect(codes([makeDuty()], { states: later })).toEqual([])
  })

  it('VE16 begins with something that is told', () => {
    const begins = { on: 'told', event: 'moved' }
    expect(codes([makeDuty({ begins })])).toEqual(['DUTY_NEVER_BEGINS'])
    expect(codes([makeDuty({ begins })], { actions: [notify('moved')] })).toEqual([])
  })

  it('VE16 comes due where its time is a parameter that has a value or must have one', () => {
    const within = { parameter: 'limit' }
    const withLimit = (more: object) =>
      codes([makeDuty({ within })], { parameters: [parameter('limit', 'duration', more)] })
    expect(withLimit({})).toEqual(['DUTY_NEVER_DUE'])
    expect(withLimit({ required: true })).toEqual([])
    expect(withLimit({ values: [{ from: '2025-01-01', value: 'PT1H' }] })).toEqual([])
  })

  it('VE16 is kept by the one who owes it', () => {
    expect(codes([makeDuty({ owedBy: 'receiver' })])).toContain('DUTY_KEPT_BY_OTHERS')
  })

  it('VE16 is neither ended nor left behind by the one who owes it', () => {
    const endedBy = { on: 'event', events: ['leave'] }
    const events = { leave: { actors: ['sender'] } }
    expect(codes([makeDuty({ endedBy })])).toEqual([])
    expect(codes([makeDuty({ endedBy })], { events })).toEqual(['DUTY_ENDED_BY_DEBTOR'])
    expect(codes([makeDuty()], { events })).toEqual(['DUTY_LAPSES_BY_DEBTOR'])
  })

  it('VE16 watches every due time that is told', () => {
    const moved = {
      type: 'emit',
      params: { event: 'moved', title: text('moved'), dueIn: { duration: 'PT1H' } },
    }
    expect(codes([], { actions: [moved] })).toEqual(['DUE_UNWATCHED'])
    const begins = { on: 'told', event: 'moved' }
    expect(codes([makeDuty({ begins })], { actions: [moved] })).toEqual([])
  })
})
