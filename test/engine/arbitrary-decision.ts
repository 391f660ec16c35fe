import { type Bundle, type Facts, hitPolicies, type Value } from '@jieli/engine'
import fc from 'fast-check'
import { bundleOf, cites, fact, rule, rulesDecision, text } from './make-ruleset.ts'

const codes = (...list: string[]) => list.map((code) => ({ code, title: text(code) }))

/** Every value a fact of the generated rulesets can have. */
export const domains: Readonly<Record<string, readonly Value[]>> = {
  a: [true, false],
  b: [true, false],
  c: ['x', 'y', 'z'],
  d: ['x', 'y', 'z'],
  i: [0, 1, 2, 3],
  j: [0, 1, 2],
  l: [[], ['p'], ['q'], ['p', 'q']],
}

const facts = [
  fact('a', 'boolean'),
  fact('b', 'boolean'),
  fact('c', 'code', { values: codes('x', 'y', 'z') }),
  fact('d', 'code', { values: codes('x', 'y', 'z') }),
  fact('i', 'integer', { minimum: 0, maximum: 3 }),
  fact('j', 'integer', { minimum: 0, maximum: 2 }),
  fact('l', 'codeList', { values: codes('p', 'q') }),
]

const equality = fc.constantFrom('equal', 'notEqual')
const ordering = fc.constantFrom(
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
)
const subsetOf = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 })

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.record({ fact: fc.constantFrom('a', 'b'), operator: equality, value: fc.boolean() }),
  fc.record({
    fact: fc.constantFrom('c', 'd'),
    operator: equality,
    value: fc.constantFrom('x', 'y', 'z'),
  }),
  fc.constant({ fact: 'c', operator: 'equal', value: { fact: 'd' } }),
  fc.record({
    fact: fc.constant('c'),
    operator: fc.constantFrom('in', 'notIn'),
    value: subsetOf(['x', 'y', 'z']),
  }),
  fc.record({ fact: fc.constantFrom('i', 'j'), operator: ordering, value: fc.nat(2) }),
  fc.record({ fact: fc.constant('i'), operator: ordering, value: fc.constant({ fact: 'j' }) }),
  fc.record({ fact: fc.constant('i'), operator: ordering, value: fc.constant({ parameter: 'n' }) }),
  fc.record({
    fact: fc.constant('l'),
    operator: fc.constantFrom('contains', 'doesNotContain'),
    value: fc.constantFrom('p', 'q'),
  }),
  fc.record({
    fact: fc.constant('l'),
    operator: fc.constantFrom('containsAny', 'containsNone'),
    value: subsetOf(['p', 'q']),
  }),
  fc.record({
    fact: fc.constant('l'),
    operator: fc.constant('countAtLeast'),
    value: fc.integer({ min: 1, max: 2 }),
  }),
)

const reference = fc.constant({ condition: 'named' })
const asksBase = fc.record({
  decision: fc.constant('base'),
  operator: fc.constantFrom('equal', 'notEqual'),
  value: fc.constantFrom('allow', 'denyInstitutionalAction', 'notAssessable'),
})

/** A condition of a few levels over the leaves given. */
const conditionOver = (leaves: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.letrec((again) => ({
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      leaves,
      fc.record({ all: fc.array(again('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(again('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: again('condition') }),
    ),
  })).condition

const consequence = fc.record(
  {
    outcome: fc.constantFrom('allow', 'requireReview', 'denyInstitutionalAction' as const),
    outputs: fc.record({ points: fc.integer({ min: 1, max: 2 }) }),
    effects: fc.constantFrom([], [{ type: 'set', fact: 'a', value: true }]),
  },
  { requiredKeys: ['outcome'] },
)

const lines = fc
  .array(fc.tuple(conditionOver(fc.oneof(leaf, reference, asksBase)), consequence), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map(([conditions, then], at) => rule(`r${at}`, conditions, then as never)))

const baseDecision = fc
  .tuple(conditionOver(leaf), conditionOver(leaf), fc.constantFrom('first', 'priority', 'unique'))
  .map(([first, second, hitPolicy]) =>
    rulesDecision(
      [
        rule('deny', first, { outcome: 'denyInstitutionalAction' }),
        rule('allow', second, { outcome: 'allow' }),
      ],
      { id: 'base', hitPolicy },
    ),
  )

const decision = fc
  .record(
    {
      rules: lines,
      hitPolicy: fc.constantFrom(...hitPolicies),
      appliesWhen: conditionOver(leaf),
      otherwise: consequence,
      ordered: fc.boolean(),
      aggregation: fc.constantFrom('sum', 'min', 'max', 'count'),
    },
    { requiredKeys: ['rules', 'hitPolicy', 'ordered'] },
  )
  .map(({ rules, hitPolicy, appliesWhen, otherwise, ordered, aggregation }) => ({
    ...rulesDecision(rules, { hitPolicy, cites }),
    outputs: [
      {
        id: 'points',
        type: 'integer',
        title: text('points'),
        ...(ordered ? { order: [2, 1] } : {}),
      },
    ],
    ...(appliesWhen === undefined ? {} : { appliesWhen }),
    ...(otherwise === undefined ? {} : { otherwise: { reason: text('otherwise'), ...otherwise } }),
    ...(hitPolicy === 'collect' && aggregation !== undefined ? { aggregation } : {}),
  }))

/** A small ruleset over finite facts whose decision `sample` may ask a named condition and another decision. */
export const arbitraryBundle: fc.Arbitrary<Bundle> = fc
  .record({ sample: decision, base: baseDecision, named: conditionOver(leaf) })
  .map(({ sample, base, named }) =>
    bundleOf({
      facts,
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
      conditions: [{ id: 'named', title: text('named'), condition: named }],
      decisions: [sample, base],
    }),
  )

/** Some of the facts known, the others unknown. */
export const arbitraryFacts: fc.Arbitrary<Facts> = fc
  .record(
    Object.fromEntries(
      Object.entries(domains).map(([id, values]) => [id, fc.constantFrom(...values)]),
    ),
    { requiredKeys: [] },
  )
  .map((facts) => facts as Facts)

/** Every way to fill in the facts named. */
export function* fillings(
  names: readonly string[],
  known: Facts = {},
): Generator<Record<string, Value>> {
  const [name, ...rest] = names
  if (name === undefined) yield { ...known }
  else for (const value of domains[name] ?? []) yield* fillings(rest, { ...known, [name]: value })
}
