import { type Bundle, decideOutcome, evaluateDecision, type Facts } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle, arbitraryFacts } from './arbitrary-decision.ts'
import { bundleOf, day, fact, is, parameter, rule, rulesDecision, text } from './make-ruleset.ts'

/** Expects the outcome alone to be that of the whole answer, asked twice: what is remembered must not leak. */
function expectAgreement(bundle: Bundle, decision: string, cases: readonly Facts[], asOf = day) {
  const whole = cases.map((facts) => evaluateDecision(bundle, decision, facts, asOf).outcome)
  const alone = cases.map((facts) => decideOutcome(bundle, decision, facts, asOf))
  expect(alone).toEqual(whole)
  expect(cases.map((facts) => decideOutcome(bundle, decision, facts, asOf))).toEqual(whole)
}

describe('the outcome without why', () => {
  it('DE11 is the outcome of the whole answer, for any rules and facts', () => {
    fc.assert(
      fc.property(
        arbitraryBundle,
        fc.array(arbitraryFacts, { minLength: 1, maxLength: 6 }),
        (bundle, cases) => {
          for (const { id } of bundle.ruleset.decisions) expectAgreement(bundle, id, cases)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('DE11 follows facts that are changed in place', () => {
    const bundle = bundleOf({
      facts: [fact('a', 'boolean')],
      decisions: [rulesDecision([rule('a', is('a'))])],
    })
    const facts: Record<string, boolean> = { a: true }
    expect(decideOutcome(bundle, 'sample', facts, day)).toBe('allow')
    facts['a'] = false
    expect(decideOutcome(bundle, 'sample', facts, day)).toBe('notAssessable')
  })

  it('DE11 PV1 DE5 changes on the days on which lines and values do', () => {
    const bundle = bundleOf({
      facts: [fact('i', 'integer')],
      parameters: [
        parameter('limit', 'integer', {
          values: [
            { from: '2025-03-01', value: 5 },
            { from: '2025-06-01', value: 8 },
          ],
        }),
      ],
      decisions: [
        rulesDecision([
          {
            ...rule('below', { fact: 'i', operator: 'lessThan', value: { parameter: 'limit' } }),
            from: '2025-02-01',
            to: '2025-07-31',
          },
        ]),
      ],
    })
    const outcomes = ['01-31', '02-01', '02-28', '03-01', '05-31', '06-01', '07-31', '08-01'].map(
      (date) => {
        expectAgreement(bundle, 'sample', [{}, { i: 4 }, { i: 6 }, { i: 9 }], `2025-${date}`)
        return decideOutcome(bundle, 'sample', { i: 6 }, `2025-${date}`)
      },
    )
    expect(outcomes).toEqual([
      'notAssessable',
      'needsFacts',
      'needsFacts',
      'notAssessable',
      'notAssessable',
      'allow',
      'allow',
      'notAssessable',
    ])
  })

  it('DE11 DE9 TV3 of circles, long chains and tangles is what the whole answer says', () => {
    const asks = (other: string) => ({ decision: other, operator: 'equal', value: 'allow' })
    const named = (id: string, condition: unknown) => ({ id, title: text(id), condition })
    const bundle = bundleOf({
      facts: [fact('a', 'boolean')],
      conditions: [
        named('self', { not: { condition: 'self' } }),
        ...Array.from({ length: 70 }, (_, at) =>
          named(`n${at}`, at === 0 ? is('a') : { condition: `n${at - 1}` }),
        ),
        ...Array.from({ length: 16 }, (_, at) => {
          const inner = { condition: `w${at - 1}` }
          return named(`w${at}`, at === 0 ? is('a') : { all: [inner, inner] })
        }),
      ],
      decisions: [
        rulesDecision([rule('asks', asks('two'))], { id: 'one' }),
        rulesDecision([rule('asks', asks('one'))], { id: 'two' }),
        rulesDecision([rule('asks', asks('nobody'))], { id: 'lost' }),
        rulesDecision([rule('self', { any: [is('a'), { condition: 'self' }] })], { id: 'self' }),
        ...['n63', 'n64', 'w12', 'w15'].map((id) =>
          rulesDecision([rule('names', { condition: id })], { id }),
        ),
        ...Array.from({ length: 70 }, (_, at) =>
          rulesDecision([rule('asks', at === 0 ? is('a') : asks(`d${at - 1}`))], { id: `d${at}` }),
        ),
      ],
    })
    for (const { id } of bundle.ruleset.decisions)
      expectAgreement(bundle, id, [{}, { a: true }, { a: false }])
    expect(decideOutcome(bundle, 'd63', { a: true }, day)).toBe('allow')
    expect(decideOutcome(bundle, 'd64', { a: true }, day)).toBe('needsFacts')
    expect(decideOutcome(bundle, 'n63', { a: true }, day)).toBe('allow')
    expect(decideOutcome(bundle, 'n64', { a: true }, day)).toBe('needsFacts')
    expect(decideOutcome(bundle, 'w12', { a: true }, day)).toBe('allow')
    expect(decideOutcome(bundle, 'w15', { a: true }, day)).toBe('needsFacts')
  })

  it('DE11 names a decision that is not there', () => {
    expect(() => decideOutcome(bundleOf({}), 'nobody', {}, day)).toThrow(RangeError)
  })
})
