import { evaluateDecision, type Facts } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryBundle, arbitraryFacts } from './arbitrary-decision.ts'
import { deepFreeze } from './deep-freeze.ts'
import {
  bundleOf,
  cites,
  day,
  decideWith,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  text,
} from './make-ruleset.ts'

const letters = ['a', 'b', 'c'].map((letter) => fact(letter, 'boolean'))
const deny = { outcome: 'denyInstitutionalAction' } as const

describe('parameters by date', () => {
  const parts = {
    facts: [fact('i', 'integer')],
    parameters: [
      parameter('limit', 'integer', {
        // Written out of order on purpose: the day counts, not the place.
        values: [
          { from: '2026-01-01', value: 20, sample: true },
          { from: '2025-01-01', value: 10 },
        ],
      }),
    ],
    decisions: [
      rulesDecision([
        rule('below', { fact: 'i', operator: 'lessThan', value: { parameter: 'limit' } }),
      ]),
    ],
  }

  it.each([
    ['2024-12-31', null, 'needsFacts'],
    ['2025-01-01', 10, 'notAssessable'],
    ['2025-12-31', 10, 'notAssessable'],
    ['2026-01-01', 20, 'allow'],
    ['9999-12-31', 20, 'allow'],
  ])('PV1 on %s the value is %j', (asOf, value, outcome) => {
    const result = decideWith(parts, { i: 15 }, asOf)
    expect(result.outcome).toBe(outcome)
    expect(result.trace.parameters).toMatchObject([{ id: 'limit', value }])
  })

  it('PV2 NF3 without a value on the day the parameter is named and no fact is asked for', () => {
    const result = decideWith(parts, {}, '2024-12-31')
    expect(result).toMatchObject({ outcome: 'needsFacts', needs: [], missingParameters: ['limit'] })
  })

  it('PV2 a missing parameter behind another decision is named too', () => {
    const asking = rulesDecision([
      rule('x', { decision: 'inner', operator: 'equal', value: 'allow' }),
    ])
    const inner = { ...parts.decisions[0], id: 'inner' }
    const result = decideWith({ ...parts, decisions: [asking, inner] }, { i: 1 }, '2024-12-31')
    expect(result.missingParameters).toEqual(['limit'])
  })

  it('PV3 the trace tells the day the value began, whether it is a sample and who says so', () => {
    expect(decideWith(parts, { i: 15 }, '2026-03-03').trace.parameters).toEqual([
      { id: 'limit', value: 20, from: '2026-01-01', sample: true, origin: 'sample' },
    ])
  })
})

describe('decisions', () => {
  const applying = {
    facts: letters,
    decisions: [rulesDecision([rule('b', is('b'))], { appliesWhen: is('a') })],
  }

  it.each([
    [{ a: false, b: true }, 'notAssessable'],
    [{ a: false }, 'notAssessable'],
    [{ b: true }, 'needsFacts'],
    [{ a: true }, 'needsFacts'],
    [{ a: true, b: true }, 'allow'],
    [{ a: true, b: false }, 'notAssessable'],
  ] as const)('DE1 DE2 with %j the outcome is %s', (facts, outcome) => {
    expect(decideWith(applying, facts).outcome).toBe(outcome)
  })

  it.each([
    ['2025-01-31', 'notAssessable'],
    ['2025-02-01', 'allow'],
    ['2025-02-28', 'allow'],
    ['2025-03-01', 'notAssessable'],
  ])('DE5 on %s a line for February gives %s', (asOf, outcome) => {
    const line = { ...rule('february', is('a')), from: '2025-02-01', to: '2025-02-28' }
    const result = decideWith(
      { facts: letters, decisions: [rulesDecision([line])] },
      { a: true },
      asOf,
    )
    expect(result.outcome).toBe(outcome)
    expect(result.trace.lines).toHaveLength(outcome === 'allow' ? 1 : 0)
  })

  const table = (rows: readonly object[]) => ({
    facts: [...letters, fact('i', 'integer')],
    decisions: [
      {
        kind: 'table',
        id: 'sample',
        title: text('table'),
        hitPolicy: 'first',
        inputs: [
          { id: 'one', fact: 'a' },
          { id: 'two', fact: 'i' },
        ],
        rows,
      },
    ],
  })
  const between = [
    { operator: 'greaterThanInclusive', value: 10 },
    { operator: 'lessThan', value: 20 },
  ]
  const row = (id: string, when: object) => ({
    id,
    cites,
    when,
    then: { outcome: 'allow', reason: text(id) },
  })

  it.each([
    [9, 'notAssessable'],
    [10, 'allow'],
    [19, 'allow'],
    [20, 'notAssessable'],
  ])('DE6 a cell of two tests holds between them: %i gives %s', (i, outcome) => {
    expect(decideWith(table([row('r', { two: between })]), { i }).outcome).toBe(outcome)
  })

  it('DE6 every cell of a row must hold, and an absent cell accepts anything, also the unknown', () => {
    const rows = [row('both', { one: [{ operator: 'equal', value: true }], two: between })]
    expect(decideWith(table(rows), { a: true, i: 10 }).outcome).toBe('allow')
    expect(decideWith(table(rows), { a: false, i: 10 }).outcome).toBe('notAssessable')
    expect(decideWith(table(rows), { a: true }).outcome).toBe('needsFacts')
    expect(decideWith(table([row('anything', {})]), {}).outcome).toBe('allow')
  })

  it('DE7 otherwise answers only where the decision applies', () => {
    const parts = {
      ...applying,
      decisions: [
        { ...applying.decisions[0], cites, otherwise: { reason: text('else'), ...deny } },
      ],
    }
    expect(decideWith(parts, { a: true, b: false }).outcome).toBe('denyInstitutionalAction')
    expect(decideWith(parts, { a: false, b: false }).outcome).toBe('notAssessable')
  })

  it('DE8 a line without an outcome counts as allow', () => {
    const parts = {
      facts: letters,
      decisions: [
        rulesDecision([rule('a', is('a'), { outputs: { n: 1 } })], {
          outputs: [{ id: 'n', type: 'integer', title: text('n') }],
        }),
      ],
    }
    expect(decideWith(parts, { a: true })).toMatchObject({ outcome: 'allow', outputs: { n: 1 } })
  })

  const asking = (operator: string, value: unknown) => ({
    facts: letters,
    decisions: [
      rulesDecision([rule('asks', { decision: 'inner', operator, value })]),
      rulesDecision([rule('a', is('a'), deny)], { id: 'inner' }),
    ],
  })

  it('TV4 DE9 a decision asks another over the same facts', () => {
    const parts = asking('in', ['denyInstitutionalAction', 'requireReview'])
    expect(decideWith(parts, { a: true }).outcome).toBe('allow')
    expect(decideWith(parts, { a: false }).outcome).toBe('notAssessable')
    const open = decideWith(parts, {})
    expect(open).toMatchObject({ outcome: 'needsFacts', needs: ['a'] })
    expect(open.trace.required).toMatchObject([{ decision: 'inner', outcome: 'needsFacts' }])
  })

  it('TV4 notAssessable is a known outcome, needsFacts is not', () => {
    const parts = asking('notEqual', 'allow')
    expect(decideWith(parts, { a: false }).outcome).toBe('allow')
    expect(decideWith(parts, {}).outcome).toBe('needsFacts')
    expect(decideWith(asking('equal', 'needsFacts'), {}).outcome).toBe('needsFacts')
  })

  it('DE9 a decision that asks itself stays unknown, alone or in a circle', () => {
    const asks = (other: string) => [
      rule('asks', { decision: other, operator: 'equal', value: 'allow' }),
    ]
    const self = { decisions: [rulesDecision(asks('sample'))] }
    expect(decideWith(self)).toMatchObject({ outcome: 'needsFacts', needs: [] })
    const circle = {
      decisions: [rulesDecision(asks('two')), rulesDecision(asks('sample'), { id: 'two' })],
    }
    expect(decideWith(circle)).toMatchObject({ outcome: 'needsFacts', needs: [] })
  })

  it('DE9 a chain of five thousand decisions is unknown rather than too much for the stack', () => {
    const decisions = Array.from({ length: 5000 }, (_, at) =>
      rulesDecision(
        [
          rule(
            'asks',
            at === 0 ? is('a') : { decision: `d${at - 1}`, operator: 'equal', value: 'allow' },
          ),
        ],
        { id: `d${at}` },
      ),
    )
    const bundle = bundleOf({ facts: letters, decisions })
    expect(evaluateDecision(bundle, 'd4999', { a: true }, day).outcome).toBe('needsFacts')
    expect(evaluateDecision(bundle, 'd63', { a: true }, day).outcome).toBe('allow')
  })

  it('DE10 the same question has the same answer, and nothing given is changed', () => {
    fc.assert(
      fc.property(arbitraryBundle, arbitraryFacts, (bundle, facts) => {
        deepFreeze(bundle)
        deepFreeze(facts)
        const first = evaluateDecision(bundle, 'sample', facts, day)
        expect(evaluateDecision(bundle, 'sample', { ...facts }, day)).toEqual(first)
      }),
      { numRuns: 100 },
    )
  })

  it('DE10 a decision nobody wrote is a broken contract', () => {
    expect(() => evaluateDecision(bundleOf({}), 'nobody', {}, day)).toThrow('no decision "nobody"')
  })
})

describe('what is needed', () => {
  const numbers = ['i', 'j', 'k'].map((id) => fact(id, 'integer'))
  const needsOf = (parts: Record<string, unknown>, facts: Facts = {}) =>
    decideWith(parts, facts).needs

  it('NF1 NF2 one fact that can settle it is asked for alone', () => {
    const rules = [rule('deny', is('a'), deny), rule('allow', { all: [is('b'), is('c')] })]
    expect(
      needsOf({ facts: letters, decisions: [rulesDecision(rules, { hitPolicy: 'priority' })] }),
    ).toEqual(['a'])
  })

  it('NF2 two facts are asked for where one is not enough', () => {
    const rules = [
      rule('both', { all: [{ any: [is('a'), is('b')] }, { not: { all: [is('a'), is('b')] } }] }),
    ]
    const parts = { facts: letters, decisions: [rulesDecision(rules, { hitPolicy: 'unique' })] }
    expect(needsOf(parts)).toEqual(['a', 'b'])
  })

  it('NF2 the range between two limits is found', () => {
    const window = (low: string, high: string) => ({
      all: [
        { fact: 'i', operator: 'greaterThan', value: low },
        { fact: 'i', operator: 'lessThan', value: high },
      ],
    })
    const rules = [rule('window', window('36.5', '36.6'), deny), rule('rest', is('a'))]
    const parts = {
      facts: [...letters, fact('i', 'decimal')],
      decisions: [rulesDecision(rules, { hitPolicy: 'priority' })],
    }
    expect(needsOf(parts)).toEqual(['i'])
  })

  it('NF2 two unknown facts compared with each other are found together', () => {
    const more = { fact: 'i', operator: 'greaterThan', value: { fact: 'j' } }
    const rules = [
      rule('more', more, deny),
      rule('k', { fact: 'k', operator: 'equal', value: 1 }),
      rule('a', is('a')),
    ]
    const parts = {
      facts: [...letters, ...numbers],
      decisions: [rulesDecision(rules, { hitPolicy: 'priority' })],
    }
    expect(needsOf(parts)).toEqual(['i', 'j'])
  })

  it('NF2 among forty facts the two that settle it are found', () => {
    const names = Array.from({ length: 40 }, (_, at) => `f${at}`)
    const rules = [
      rule('differ', { fact: 'f17', operator: 'notEqual', value: { fact: 'f31' } }, deny),
      rule('rest', { any: names.map((name) => is(name)) }),
    ]
    const parts = {
      facts: names.map((name) => fact(name, 'boolean')),
      decisions: [rulesDecision(rules, { hitPolicy: 'priority' })],
    }
    expect(needsOf(parts)).toEqual(['f17', 'f31'])
  })

  it('NF4 a fact that no longer matters is not asked for', () => {
    const rules = [rule('x', { all: [is('a'), is('b')] }), rule('y', is('c'))]
    expect(needsOf({ facts: letters, decisions: [rulesDecision(rules)] }, { a: false })).toEqual([
      'c',
    ])
  })

  it('NF1 a value asked for is one the fact may have', () => {
    const rules = [
      rule('x', { fact: 'n', operator: 'greaterThan', value: 10 }, deny),
      rule('a', is('a')),
    ]
    const bounded = {
      facts: [...letters, fact('n', 'integer', { maximum: 10 })],
      decisions: [rulesDecision(rules, { hitPolicy: 'priority' })],
    }
    // n can never be above 10, so knowing n alone settles nothing.
    expect(needsOf(bounded)).toEqual(['n', 'a'])
  })
})
