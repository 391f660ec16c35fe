import { type Facts, findCounterexample, type Outcome, type Value } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, day, fact, rule, rulesDecision, text } from '../make-ruleset.ts'

/** How the places of a line are written in a type, and how many there are to tell apart between two whole ones. */
const lines: Readonly<Record<string, readonly [write: (at: number) => Value, parts: number]>> = {
  integer: [(at) => at - 20, 1],
  money: [(at) => Number.MAX_SAFE_INTEGER - 100 + at, 1],
  date: [(at) => new Date(Date.UTC(2025, 0, 20 + at)).toISOString().slice(0, 10), 1],
  dateTime: [(at) => new Date(Date.UTC(2025, 0, 20, 0, at * 3)).toISOString(), 3],
  // Beyond 999 999 seconds, where not every span can be written in seconds alone.
  duration: [(at) => `P${500 + Math.floor(at / 10)}DT${Math.round((at % 10) * 3)}H`, 3],
  ratio: [(at) => ({ numerator: Math.round(at * 3), denominator: 291 }), 3],
  decimal: [(at) => `${Math.floor(at)}.${Math.round((at % 1) * 3)}`, 3],
}

const orders = {
  equal: (order: number) => order === 0,
  notEqual: (order: number) => order !== 0,
  lessThan: (order: number) => order < 0,
  lessThanInclusive: (order: number) => order <= 0,
  greaterThan: (order: number) => order > 0,
  greaterThanInclusive: (order: number) => order >= 0,
} as const
type Order = keyof typeof orders

/** Compares `x` or `y` with a place, or the two with each other. */
interface Comparison {
  readonly left: 'x' | 'y'
  readonly operator: Order
  readonly right: number | 'x' | 'y'
}

const comparison: fc.Arbitrary<Comparison> = fc.record({
  left: fc.constantFrom('x', 'x', 'y'),
  operator: fc.constantFrom(...(Object.keys(orders) as Order[])),
  right: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 48 }) },
    { weight: 1, arbitrary: fc.constantFrom('x', 'y') },
  ),
})

type Said = Extract<Outcome, 'allow' | 'requireReview' | 'denyInstitutionalAction'>
const outcome = fc.constantFrom<Said>('allow', 'requireReview', 'denyInstitutionalAction')

/**
 * Lines of which the first that holds decides: nearly all refuse, most of them one place only, so that what is allowed is
 * hard to find. And what has to be so of whatever is allowed: any of a few comparisons.
 */
const question = fc.record({
  refused: fc.uniqueArray(fc.integer({ min: 1, max: 48 }), { minLength: 38, maxLength: 46 }),
  from: fc.integer({ min: 0, max: 40 }),
  wide: fc.integer({ min: 1, max: 8 }),
  more: fc.array(fc.tuple(comparison, outcome), { maxLength: 3 }),
  implies: fc.array(comparison, { minLength: 1, maxLength: 2 }),
})

type Line = readonly [readonly Comparison[], Said]

const linesOf = ({
  refused,
  from,
  wide,
  more,
}: typeof question extends fc.Arbitrary<infer Q> ? Q : never): readonly Line[] => [
  ...refused.map((right): Line => [[{ left: 'x', operator: 'equal', right }], 'requireReview']),
  [[{ left: 'x', operator: 'lessThan', right: from }], 'requireReview'],
  [[{ left: 'x', operator: 'greaterThan', right: from + wide }], 'requireReview'],
  ...more.map(([one, then]): Line => [[one], then]),
  [[{ left: 'y', operator: 'lessThanInclusive', right: 'x' }], 'allow'],
]

const holds = ({ left, operator, right }: Comparison, at: { x: number; y: number }) =>
  orders[operator](at[left] - (typeof right === 'number' ? right : at[right]))

describe('the values that can be told apart', () => {
  it.each(Object.entries(lines))(
    'RL4 more than 32 comparisons of facts of type %s, with figures and with one another, are proved as every case says',
    (type, [write, parts]) => {
      const written = ({ left, operator, right }: Comparison) => ({
        fact: left,
        operator,
        value: typeof right === 'number' ? write(right) : { fact: right },
      })
      const seen = { holds: 0, broken: 0 }
      fc.assert(
        fc.property(question, (asked) => {
          const { implies } = asked
          const rules = linesOf(asked)
          const bundle = bundleOf({
            facts: [fact('x', type), fact('y', type)],
            decisions: [
              rulesDecision(
                rules.map(([all, then], at) =>
                  rule(`r${at}`, { all: all.map(written) }, { outcome: then }),
                ),
              ),
            ],
          })
          const breaks = (at: { x: number; y: number }) =>
            rules.find(([all]) => all.every((one) => holds(one, at)))?.[1] === 'allow' &&
            !implies.some((one) => holds(one, at))
          const places = Array.from({ length: 50 * parts }, (_, at) => at / parts)
          const broken = places.some((x) => places.some((y) => breaks({ x, y })))
          const proof = findCounterexample(bundle, {
            decision: 'sample',
            outcomes: ['allow'],
            implies: { any: implies.map(written) } as never,
            asOf: day,
          })
          expect(proof.kind).toBe(broken ? 'broken' : 'holds')
          seen[broken ? 'broken' : 'holds'] += 1
        }),
        { numRuns: 25, seed: 20_251_129 },
      )
      expect(Math.min(seen.holds, seen.broken)).toBeGreaterThan(2)
    },
  )

  const letters = ['a', 'b', 'c', 'd']
  const listTest = fc.oneof(
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constantFrom('contains', 'doesNotContain'),
      value: fc.constantFrom(...letters),
    }),
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constantFrom('containsAny', 'containsNone'),
      value: fc.subarray(letters, { minLength: 1 }),
    }),
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constant('countAtLeast'),
      value: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant({ fact: 'many' })),
    }),
    fc.record({
      fact: fc.constant('code'),
      operator: fc.constantFrom('in', 'notIn'),
      value: fc.oneof(fc.subarray(letters, { minLength: 1 }), fc.constant({ fact: 'list' })),
    }),
    fc.record({
      fact: fc.constant('many'),
      operator: fc.constantFrom(...(Object.keys(orders) as Order[])),
      value: fc.integer({ min: 0, max: 4 }),
    }),
  )
  type ListTest = { readonly fact: string; readonly operator: string; readonly value: unknown }

  /** Says the same with sets, apart from the engine. */
  function listHolds({ fact: left, operator, value }: ListTest, facts: Facts): boolean {
    const list = new Set(facts['list'] as string[])
    const code = facts['code'] as string
    const asked = (typeof value === 'string' ? [value] : value) as string[]
    const some = Array.isArray(asked) && asked.some((one) => list.has(one))
    switch (operator) {
      case 'contains':
      case 'containsAny':
        return some
      case 'doesNotContain':
      case 'containsNone':
        return !some
      case 'countAtLeast':
        return list.size >= (typeof value === 'number' ? value : (facts['many'] as number))
      case 'in':
      case 'notIn':
        return (
          (Array.isArray(value) ? value.includes(code) : list.has(code)) === (operator === 'in')
        )
      default:
        return orders[operator as Order]((facts[left] as number) - (value as number))
    }
  }

  const others = ['v', 'w', 'x', 'y', 'z']
  const listed = letters.map((code) => ({ code, title: text(code) }))

  it.each([
    ['listed', { values: listed }, []],
    ['of an open system', {}, others],
  ])(
    'RL4 lists of codes %s, their length and what is in them are proved as every case says',
    (_, values, free) => {
      const cases: Facts[] = []
      for (let chosen = 0; chosen < 2 ** letters.length; chosen++)
        for (let more = 0; more <= free.length; more++)
          for (const code of [...letters, ...free.slice(0, 1), ...free.slice(-1)])
            for (let many = 0; many <= 5; many++) {
              const named = letters.filter((_code, at) => (chosen >> at) % 2 === 1)
              cases.push({ list: [...named, ...free.slice(0, more)], code, many })
            }
      const seen = { holds: 0, broken: 0 }
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.array(listTest, { minLength: 1, maxLength: 3 }), outcome), {
            minLength: 1,
            maxLength: 6,
          }),
          fc.array(listTest, { minLength: 1, maxLength: 2 }),
          (rules, implies) => {
            const bundle = bundleOf({
              facts: [
                fact('list', 'codeList', values),
                fact('code', 'code', values),
                fact('many', 'integer', { minimum: 0, maximum: 5 }),
              ],
              decisions: [
                rulesDecision(
                  rules.map(([all, then], at) => rule(`r${at}`, { all }, { outcome: then })),
                ),
              ],
            })
            const broken = cases.some(
              (facts) =>
                rules.find(([all]) => all.every((one) => listHolds(one, facts)))?.[1] === 'allow' &&
                !implies.some((one) => listHolds(one, facts)),
            )
            const proof = findCounterexample(bundle, {
              decision: 'sample',
              outcomes: ['allow'],
              implies: { any: implies } as never,
              asOf: day,
            })
            expect(proof.kind).toBe(broken ? 'broken' : 'holds')
            seen[broken ? 'broken' : 'holds'] += 1
          },
        ),
        { numRuns: 150, seed: 20_251_129 },
      )
      expect(Math.min(seen.holds, seen.broken)).toBeGreaterThan(10)
    },
  )
})
