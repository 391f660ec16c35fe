import { type Bundle, hitPolicies } from '@jieli/engine'
import fc from 'fast-check'
import { bundleOf, cites, fact, text } from '../make-ruleset.ts'

const codes = (...list: string[]) => list.map((code) => ({ code, title: text(code) }))

export const tableFacts = [
  fact('a', 'boolean'),
  fact('c', 'code', { values: codes('x', 'y', 'z') }),
  fact('d', 'code', { values: codes('x', 'y') }),
  fact('i', 'integer', { minimum: 0, maximum: 3 }),
  fact('j', 'integer', { minimum: 0, maximum: 2 }),
  fact('l', 'codeList', { values: codes('p', 'q', 'r') }),
]

const orders = fc.constantFrom(
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
)
const test = (operator: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.record({ operator, value })
const someOf = (...list: string[]) => fc.subarray(list, { minLength: 1 })

/** Tests that fit each fact, some against another fact or a parameter. */
const cellTests: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  a: test(fc.constantFrom('equal', 'notEqual'), fc.boolean()),
  c: fc.oneof(
    test(fc.constantFrom('equal', 'notEqual'), fc.constantFrom('x', 'y', 'z')),
    test(fc.constantFrom('in', 'notIn'), someOf('x', 'y', 'z')),
    test(fc.constantFrom('equal', 'notEqual'), fc.constant({ fact: 'd' })),
    test(fc.constantFrom('in', 'notIn'), fc.constant({ fact: 'l' })),
  ),
  d: test(fc.constantFrom('equal', 'notEqual'), fc.constantFrom('x', 'y')),
  i: fc.oneof(
    { weight: 4, arbitrary: test(orders, fc.nat(3)) },
    { weight: 1, arbitrary: test(orders, fc.constant({ fact: 'j' })) },
    { weight: 1, arbitrary: test(orders, fc.constant({ parameter: 'n' })) },
  ),
  j: test(orders, fc.nat(2)),
  l: fc.oneof(
    test(fc.constantFrom('contains', 'doesNotContain'), fc.constantFrom('p', 'q')),
    test(fc.constantFrom('containsAny', 'containsNone'), someOf('p', 'q', 'r')),
    test(fc.constant('countAtLeast'), fc.integer({ min: 0, max: 4 })),
  ),
}

const consequence = fc.record(
  {
    outcome: fc.constantFrom('allow', 'requireReview', 'denyInstitutionalAction'),
    outputs: fc.record({ points: fc.integer({ min: 1, max: 2 }) }),
    effects: fc.constantFrom(
      [],
      [{ type: 'set', fact: 'a', value: true }],
      [{ type: 'set', fact: 'a', value: false }],
      [{ type: 'set', fact: 'i', value: 1 }],
    ),
  },
  { requiredKeys: ['outcome'] },
)

const someColumns = fc.subarray(Object.keys(cellTests), { minLength: 1, maxLength: 4 })

const table = someColumns.chain((columns) => {
  const when = fc.record(
    Object.fromEntries(
      columns.map((id) => [
        id,
        fc.array(cellTests[id] ?? fc.constant({}), { minLength: 1, maxLength: 2 }),
      ]),
    ),
    { requiredKeys: [] },
  )
  return fc
    .record(
      {
        hitPolicy: fc.constantFrom(...hitPolicies),
        rows: fc.array(fc.tuple(when, consequence), { minLength: 1, maxLength: 6 }),
        otherwise: consequence,
        applies: fc.constantFrom('named', 'asks'),
        ordered: fc.boolean(),
      },
      { requiredKeys: ['hitPolicy', 'rows', 'ordered'] },
    )
    .map(({ rows, otherwise, applies, ordered, hitPolicy }) => ({
      kind: 'table',
      id: 'sample',
      title: text('table'),
      cites,
      hitPolicy,
      inputs: columns.map((id) => ({ id, fact: id })),
      rows: rows.map(([cells, then], at) => ({
        id: `r${at}`,
        cites,
        when: cells,
        then: { reason: text(`r${at}`), ...then },
      })),
      outputs: [
        {
          id: 'points',
          type: 'integer',
          title: text('points'),
          ...(ordered ? { order: [2, 1] } : {}),
        },
      ],
      ...(otherwise === undefined
        ? {}
        : { otherwise: { reason: text('otherwise'), ...otherwise } }),
      ...(applies === undefined ? {} : { appliesWhen: conditions[applies] }),
    }))
})

const conditions = {
  named: { condition: 'named' },
  asks: { decision: 'base', operator: 'notEqual', value: 'denyInstitutionalAction' },
}

/** A decision table over finite facts, of any hit policy, that may ask a named condition and another decision. */
export const arbitraryTable: fc.Arbitrary<Bundle> = fc
  .tuple(table, fc.nat(3), fc.nat(3))
  .map(([sample, limit, base]) =>
    bundleOf({
      facts: tableFacts,
      parameters: [
        {
          id: 'n',
          type: 'integer',
          title: text('n'),
          required: true,
          cites,
          values: [{ from: '2025-01-01', value: 1 }],
        },
      ],
      conditions: [
        {
          id: 'named',
          title: text('named'),
          condition: {
            any: [
              { fact: 'i', operator: 'greaterThanInclusive', value: limit },
              { fact: 'a', operator: 'equal', value: true },
            ],
          },
        },
      ],
      decisions: [
        sample,
        {
          kind: 'rules',
          id: 'base',
          title: text('base'),
          cites,
          hitPolicy: 'priority',
          rules: [
            {
              id: 'deny',
              cites,
              conditions: { fact: 'j', operator: 'lessThan', value: base },
              then: { outcome: 'denyInstitutionalAction', reason: text('deny') },
            },
            {
              id: 'allow',
              cites,
              conditions: { fact: 'c', operator: 'equal', value: { fact: 'd' } },
              then: { outcome: 'allow', reason: text('allow') },
            },
          ],
        },
      ],
    }),
  )
