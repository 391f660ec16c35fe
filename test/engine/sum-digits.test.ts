import {
  assess,
  type AssessmentInput,
  checkRuleset,
  createTally,
  parseFacts,
  periodOf,
  ratesByGroup,
  reimburse,
  splitPool,
  type Value,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  cites,
  day,
  decideWith,
  fact,
  lettersDecision,
  parameter,
  rulesetOf,
  text,
} from './make-ruleset.ts'

type Parts = Readonly<Record<string, unknown>>

const indicator = (id: string, formula: string, more: object = {}) => ({
  id,
  title: text(id),
  definition: text(id),
  direction: 'higherIsBetter',
  unit: 'number',
  formula,
  cites,
  ...more,
})

const largest = Number.MAX_SAFE_INTEGER
const issuesOf = (parts: Parts) => checkRuleset(rulesetOf(parts), { publishing: false })
const digits = (number: string) => number.replace('-', '').length

const input = (values: Readonly<Record<string, Value>>): AssessmentInput => {
  const figures = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, source: 'imported' as const }]),
  )
  return { period: '2025-01', units: [], community: { figures, baseline: figures } }
}

describe('sums have a limit too', () => {
  it('FA4 a figure of a million digits is refused as it is given', () => {
    const ruleset = rulesetOf({
      facts: [fact('decimal', 'decimal'), fact('whole', 'integer'), fact('share', 'ratio')],
    })
    const long = '9'.repeat(1_000_000)
    const given = {
      decimal: long,
      whole: Number(`1${'0'.repeat(300)}`),
      share: { numerator: 1, denominator: Number.MAX_VALUE },
    }
    expect(parseFacts(ruleset, given).issues.map(({ code }) => code)).toEqual(
      Array(3).fill('FACT_TYPE'),
    )
  })

  it('SC12 a score whose points share no denominator is withheld where it grows too long, and exact below', () => {
    const primes = [9007199254740881, 9007199254740847, 9007199254740761, 9007199254740727]
    const scored = (count: number, divisors: number) => {
      const facts = Array.from({ length: count }, (_, at) => [
        fact(`n${at}`, 'integer'),
        fact(`d${at}`, 'integer'),
      ])
      const bits = {
        facts: facts.flat(),
        parameters: [
          parameter('zero', 'integer', { values: [{ from: '2025-01-01', value: 0 }] }),
          parameter('one', 'integer', { values: [{ from: '2025-01-01', value: 1 }] }),
        ],
        assessment: facts.map((_, at) =>
          indicator(`i${at}`, `n${at}${` / d${at}`.repeat(divisors)}`, {
            target: { parameter: 'one' },
            scoring: { method: 'linear', floor: { parameter: 'zero' } },
          }),
        ),
        assessmentGroups: Array.from({ length: Math.ceil(count / 100) }, (_, at) => ({
          id: `g${at}`,
          title: text(`g${at}`),
          kind: 'operating',
          indicators: facts.slice(at * 100, at * 100 + 100).map((__, of) => `i${at * 100 + of}`),
          weight: { parameter: 'one' },
          cites,
        })),
        assessmentSchemes: [
          {
            id: 'monthly',
            title: text('monthly'),
            period: 'month',
            assesses: 'community',
            groups: ['g0'],
            gates: [],
            grades: [],
            cites,
          },
        ],
      }
      const values = Object.fromEntries(
        facts.flatMap((_, at) => [
          [`n${at}`, 3],
          [`d${at}`, (primes[at % 4] ?? 7) - 30 * at],
        ]),
      )
      return assess(bundleOf(bits), input(values), 'monthly').community
    }
    // A hundred points of 48 digits each are within the limit, of 112 digits each they are not.
    const { score, needs, groups } = scored(100, 3)
    expect(score).not.toBeNull()
    expect(needs).toEqual([])
    expect(digits(groups[0]?.points?.denominator ?? '')).toBeGreaterThan(1000)
    expect(scored(100, 7)).toMatchObject({ score: null, grade: null, needs: ['g0'] })
  })

  it('ME8 a sum beyond what a figure can hold is unknown, and ends no run', () => {
    const bundle = bundleOf({
      facts: [
        fact('unit', 'text'),
        fact('day', 'date'),
        fact('fee', 'money'),
        fact('fees', 'money'),
        fact('visits', 'integer'),
      ],
      pathways: [],
      measures: [
        {
          id: 'fees',
          title: text('fees'),
          of: 'care',
          unit: 'unit',
          date: 'day',
          sum: 'fee',
          cites,
        },
        { id: 'visits', title: text('visits'), of: 'care', unit: 'unit', date: 'day', cites },
      ],
    })
    const period = periodOf('2025-01')
    if (period === undefined) throw new TypeError('No period.')
    const tally = createTally(bundle, { periods: [period], pathways: ['care'] })
    const add = (id: string, fee: number) =>
      tally.add({ id, pathway: 'care', facts: { unit: 'T01', day: '2025-01-02', fee } })
    add('1', largest)
    expect(tally.figures(period, 'T01')['fees']?.value).toBe(largest)
    add('2', 1)
    expect(tally.figures(period, 'T01')).toEqual({ visits: { value: 2, source: 'cases' } })
    expect(tally.slices(period).map(({ measure }) => measure)).toEqual(['visits'])
  })

  it('HP10 an aggregation beyond what its column holds asks for review, and the checks refuse it', () => {
    const points = (value: unknown) => ({ outputs: { points: value } }) as object
    const decision = (type: string, values: readonly unknown[]) =>
      lettersDecision(
        'collect',
        Object.fromEntries(values.map((value, at) => [`f${at}`, points(value)])),
        { outputs: [{ id: 'points', type, title: text('points') }], aggregation: 'sum' },
      )
    const all = { f0: true, f1: true }
    const whole = decision('integer', [largest, 1])
    expect(decideWith(whole, all)).toMatchObject({
      outcome: 'requireReview',
      outputs: {},
      hits: ['f0', 'f1'],
      reasons: [{ rule: '', text: { en: expect.stringContaining('beyond') } }, {}, {}],
    })
    expect(decideWith(whole, { f0: true, f1: false }).outputs).toEqual({ points: largest })
    expect(issuesOf(whole).map(({ code }) => code)).toContain('AGGREGATION_TOO_LARGE')
    const decimals = decision('decimal', ['9'.repeat(30), `0.${'9'.repeat(30)}`])
    expect(decideWith(decimals, all).outputs).toEqual({
      points: `${'9'.repeat(30)}.${'9'.repeat(30)}`,
    })
    expect(issuesOf(decimals).map(({ code }) => code)).not.toContain('AGGREGATION_TOO_LARGE')
    expect(decideWith(decision('decimal', ['9'.repeat(30), '1']), all).outcome).toBe(
      'requireReview',
    )
  })

  it('AS9 more cases than can be counted are as many as are never enough', () => {
    const bundle = bundleOf({
      facts: [fact('done', 'integer'), fact('all', 'integer')],
      parameters: [
        parameter('line', 'ratio', {
          values: [{ from: '2025-01-01', value: { numerator: largest - 1, denominator: largest } }],
        }),
      ],
      pathwayRates: [
        {
          id: 'rate',
          title: text('rate'),
          definition: text('rate'),
          numerator: 'done',
          denominator: 'all',
          direction: 'atLeast',
          threshold: { parameter: 'line' },
          cites,
        },
      ],
    })
    const slices = (done: number, all: number) =>
      Object.entries({ done, all }).map(([measure, value]) => ({
        measure,
        unit: null,
        by: {},
        value,
        determined: all,
        all,
      }))
    const [group] = ratesByGroup(bundle, slices(1, largest - 2), { facts: [], asOf: '2025-01-31' })
    expect(group?.rates[0]?.distance).toEqual({ side: 'fails', cases: null })
  })

  it('MO15 rises that bring a share beyond the limit are an error, and the amounts stay unsaid', () => {
    const rises = (count: number) => {
      const ids = Array.from({ length: count }, (_, at) => `rise${at}`)
      const ratio = (denominator: number) => [
        { from: '2025-01-01', value: { numerator: 1, denominator } },
      ]
      return bundleOf({
        facts: [fact('cost', 'money')],
        parameters: [
          parameter('share', 'ratio', { values: ratio(2) }),
          ...ids.map((id, at) => parameter(id, 'ratio', { values: ratio(largest - 2 * at) })),
        ],
        reimbursement: [
          { id: 'base', title: text('base'), effect: 'base', fact: 'cost', cites },
          {
            id: 'share',
            title: text('share'),
            effect: 'share',
            value: { parameter: 'share' },
            cites,
          },
          ...ids.map((id) => ({
            id,
            title: text(id),
            effect: 'raise',
            value: { parameter: id },
            cites,
          })),
        ],
      })
    }
    expect(reimburse(rises(20), { cost: 100 }, day)).toMatchObject({ fundPays: 50, issues: [] })
    expect(reimburse(rises(500), { cost: 100 }, day)).toMatchObject({
      share: null,
      fundPays: null,
      issues: [{ code: 'MONEY_DIGITS' }],
    })
  })

  it('MO15 units whose weights share no denominator get nothing yet, and it is said why', () => {
    const bundle = bundleOf({
      facts: [fact('pool', 'money'), fact('unit.tier', 'integer'), fact('key', 'ratio')],
      parameters: [parameter('w', 'integer', { values: [{ from: '2025-01-01', value: 1 }] })],
      incentives: [
        {
          id: 'pay',
          title: text('pay'),
          cites,
          payees: [text('units')],
          reads: ['pool'],
          parameters: [],
          pool: 'pool',
          split: [
            {
              id: 'w',
              title: text('w'),
              weight: { parameter: 'w' },
              within: { where: { fact: 'unit.tier', operator: 'equal', value: 1 }, by: 'key' },
            },
          ],
        },
      ],
    })
    const units = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        unit: { id: `U${at}`, title: `U${at}`, tier: 1 },
        facts: { key: { numerator: 1, denominator: largest - 2 * at } },
      }))
    const split = (count: number) =>
      splitPool(bundle, 'pay', { facts: { pool: 1000 }, asOf: day, units: units(count) }).parts[0]
    expect(split(100)?.units).toHaveLength(100)
    expect(split(2000)).toMatchObject({
      units: null,
      undivided: { en: expect.stringContaining('denominators share nothing') },
    })
  })
})
