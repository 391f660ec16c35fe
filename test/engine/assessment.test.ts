import {
  assessRates,
  computeFund,
  formatFraction,
  formatMoney,
  formatRatio,
  splitMoney,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bundleOf,
  cites,
  day,
  fact,
  is,
  parameter,
  rule,
  rulesDecision,
  text,
} from './make-ruleset.ts'

const valued = (id: string, type: string, value: unknown) =>
  parameter(id, type, { values: [{ from: '2025-01-01', value }] })
const percent = (numerator: number) => ({ numerator, denominator: 100 })

function rateBundle(direction: 'atLeast' | 'atMost', threshold: unknown) {
  return bundleOf({
    facts: [fact('counted', 'integer'), fact('all', 'integer')],
    parameters: [valued('threshold', 'ratio', threshold)],
    pathwayRates: [
      {
        id: 'rate',
        title: text('rate'),
        definition: text('definition'),
        numerator: 'counted',
        denominator: 'all',
        direction,
        threshold: { parameter: 'threshold' },
        cites,
      },
    ],
  })
}
const verdict = (direction: 'atLeast' | 'atMost', threshold: unknown, facts: object, asOf = day) =>
  assessRates(rateBundle(direction, threshold), facts as Record<string, number>, asOf)[0]?.verdict

describe('rates', () => {
  it.each([
    ['atLeast', 70, 100, 'pass'],
    ['atLeast', 69, 100, 'fail'],
    ['atLeast', 71, 100, 'pass'],
    ['atMost', 15, 100, 'pass'],
    ['atMost', 16, 100, 'fail'],
    ['atMost', 14, 100, 'pass'],
    ['atLeast', 7, 10, 'pass'],
    ['atLeast', 699_999, 1_000_000, 'fail'],
    ['atMost', 150_001, 1_000_000, 'fail'],
    ['atMost', 0, 1, 'pass'],
  ] as const)('AS1 %s: %i of %i is a %s', (direction, counted, all, expected) => {
    expect(verdict(direction, percent(direction === 'atLeast' ? 70 : 15), { counted, all })).toBe(
      expected,
    )
  })

  it('AS1 a third is a third: no division loses it', () => {
    const third = { numerator: 1, denominator: 3 }
    const big = 3_000_000_000_000_000
    expect(verdict('atLeast', third, { counted: big / 3, all: big })).toBe('pass')
    expect(verdict('atLeast', third, { counted: big / 3 - 1, all: big })).toBe('fail')
    expect(verdict('atMost', third, { counted: big / 3 + 1, all: big })).toBe('fail')
  })

  it.each([
    ['no denominator', { counted: 0 }],
    ['no numerator', { all: 10 }],
    ['a denominator of zero', { counted: 0, all: 0 }],
    ['a denominator below zero', { counted: 0, all: -1 }],
    ['a numerator below zero', { counted: -1, all: 10 }],
    ['more counted than there were', { counted: 11, all: 10 }],
  ])('AS2 with %s nothing is judged, whichever way it counts', (_, facts) => {
    expect(verdict('atLeast', percent(70), facts)).toBe('notAssessable')
    expect(verdict('atMost', percent(15), facts)).toBe('notAssessable')
  })

  it('AS2 without a threshold on the day nothing is judged', () => {
    const facts = { counted: 1, all: 1 }
    expect(verdict('atLeast', percent(70), facts, '2024-12-31')).toBe('notAssessable')
    expect(verdict('atLeast', percent(70), facts, '2025-01-01')).toBe('pass')
    expect(verdict('atLeast', 'seventy', facts)).toBe('notAssessable')
  })
})

const weights = { hospital: 6, township: 3, village: 1 }
function fundBundle(
  overrides: Readonly<Record<string, unknown>> = {},
  requires: readonly string[] = ['mayDistribute'],
) {
  const values: Record<string, unknown> = {
    rate: percent(93),
    bearer: 'hospital',
    payer: 'bureau',
    ...weights,
    ...overrides,
  }
  const type = (value: unknown) =>
    typeof value === 'number' ? 'integer' : typeof value === 'string' ? 'code' : 'ratio'
  return bundleOf({
    facts: [
      ...['raised', 'spent', 'policy'].map((id) => fact(id, 'money')),
      fact('insured', 'integer'),
      fact('assessed', 'boolean'),
    ],
    parameters: Object.entries(values).map(([id, value]) => valued(id, type(value), value)),
    decisions: [
      rulesDecision(
        [
          rule('yes', is('assessed')),
          rule('no', is('assessed', false), { outcome: 'denyInstitutionalAction' }),
        ],
        { id: 'mayDistribute' },
      ),
    ],
    funds: [
      {
        id: 'fund',
        title: text('fund'),
        cites,
        raised: 'raised',
        insured: 'insured',
        spent: 'spent',
        policyFactor: 'policy',
        budgetRate: { parameter: 'rate' },
        distributionRequires: requires,
        overspend: {
          bearer: { parameter: 'bearer' },
          policyFactorPayer: { parameter: 'payer' },
          cites,
        },
        split: {
          shares: Object.keys(weights).map((id) => ({
            id,
            title: text(id),
            weight: { parameter: id },
          })),
          cites,
        },
      },
    ],
  })
}
const fund = (facts: object, overrides?: Readonly<Record<string, unknown>>) =>
  computeFund(fundBundle(overrides), 'fund', { facts: facts as Record<string, number>, asOf: day })
const year = { raised: 100_000, insured: 100, spent: 92_000, policy: 0, assessed: true }

describe('funds', () => {
  it('AS3 the budget is the budgeted part, and what is left of it is the surplus', () => {
    expect(fund(year)).toMatchObject({
      budget: 93_000,
      capitation: '9.3',
      surplus: 1000,
      overspend: 0,
    })
  })

  it.each([
    [50, 47],
    [49, 46],
    [1, 1],
    [0, 0],
    [100_000_000_000_001, 93_000_000_000_001],
  ])('AS3 93%% of %i fen, rounded half up, is %i', (raised, budget) => {
    expect(fund({ ...year, raised }).budget).toBe(budget)
  })

  it.each([
    [92_999, 1, 0],
    [93_000, 0, 0],
    [93_001, 0, 1],
  ])('AS3 %i spent of 93000 leaves %i and lacks %i', (spent, surplus, overspend) => {
    expect(fund({ ...year, spent })).toMatchObject({ surplus, overspend })
  })

  it.each([
    [0, 3000, 0, null],
    [1000, 2000, 1000, 'bureau'],
    [3000, 0, 3000, 'bureau'],
    [9000, 0, 3000, 'bureau'],
  ])(
    'AS4 of 3000 overspent with %i by policy factors the bearer has %i, their payer %i',
    (policy, borneByBearer, borneByPolicyFactorPayer, policyFactorPayer) => {
      expect(fund({ ...year, spent: 96_000, policy })).toMatchObject({
        bearer: 'hospital',
        borneByBearer,
        borneByPolicyFactorPayer,
        policyFactorPayer,
        distribution: null,
      })
    },
  )

  it('AS4 an overspend whose policy factors are unknown is not attributed', () => {
    const { policy: _, ...unknown } = { ...year, spent: 96_000 }
    expect(fund(unknown)).toMatchObject({ overspend: 3000, borneByBearer: null, needs: ['policy'] })
  })

  it('AS5 a surplus is distributed once every decision allows it', () => {
    expect(fund(year)).toMatchObject({
      distribution: { hospital: 600, township: 300, village: 100 },
      blockedBy: [],
    })
    expect(fund({ ...year, assessed: false })).toMatchObject({
      surplus: 1000,
      distribution: null,
      blockedBy: ['mayDistribute'],
    })
    const { assessed: _, ...unknown } = year
    expect(fund(unknown)).toMatchObject({
      distribution: null,
      blockedBy: ['mayDistribute'],
      needs: ['assessed'],
    })
  })

  it('AS5 a decision that is not there has allowed nothing', () => {
    const bundle = fundBundle({}, ['nobody'])
    expect(computeFund(bundle, 'fund', { facts: year, asOf: day })).toMatchObject({
      distribution: null,
      blockedBy: ['nobody'],
    })
  })

  it.each([{ hospital: 0, township: 0, village: 0 }, { hospital: -1 }, { hospital: 'six' }])(
    'AS5 weights that split nothing, %j, distribute nothing',
    (overrides) => {
      expect(fund(year, overrides)).toMatchObject({ surplus: 1000, distribution: null })
    },
  )

  it('AS3 what is unknown is named, not taken for zero', () => {
    expect(fund({ insured: 100 })).toMatchObject({
      budget: null,
      capitation: null,
      surplus: null,
      overspend: null,
      distribution: null,
      needs: expect.arrayContaining(['raised', 'spent']),
    })
    const before = computeFund(fundBundle(), 'fund', { facts: year, asOf: '2024-12-31' })
    expect(before).toMatchObject({
      budget: null,
      missingParameters: expect.arrayContaining(['rate']),
    })
  })

  it('AS3 a fund nobody wrote is a broken contract', () => {
    expect(() => computeFund(fundBundle(), 'nobody', { facts: {}, asOf: day })).toThrow(
      'no fund "nobody"',
    )
  })
})

describe('exact arithmetic', () => {
  it.each([
    [99n, [4n, 4n, 2n], [40n, 39n, 20n]],
    [1n, [1n, 1n, 1n], [1n, 0n, 0n]],
    [2n, [1n, 1n, 1n], [1n, 1n, 0n]],
    [0n, [6n, 3n, 1n], [0n, 0n, 0n]],
    [10n, [0n, 1n], [0n, 10n]],
    [101n, [6n, 3n, 1n], [61n, 30n, 10n]],
  ])('AS6 %s split by %s is %s', (amount, parts, expected) => {
    expect(splitMoney(amount, parts)).toEqual(expected)
  })

  const amount = fc.bigInt({ min: 0n, max: 10n ** 18n })
  const someWeights = fc
    .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0n))

  it('AS6 the parts sum to the amount, and each is within one fen of exact', () => {
    fc.assert(
      fc.property(amount, someWeights, (whole, parts) => {
        const split = splitMoney(whole, parts)
        const total = parts.reduce((sum, weight) => sum + weight, 0n)
        expect(split.reduce((sum, part) => sum + part, 0n)).toBe(whole)
        split.forEach((part, at) => {
          const distance = part * total - whole * (parts[at] ?? 0n)
          expect(distance < total && distance > -total).toBe(true)
          if (parts[at] === 0n) expect(part).toBe(0n)
        })
      }),
    )
  })

  it.each([
    [-1n, [1n]],
    [1n, []],
    [1n, [0n, 0n]],
    [1n, [2n, -1n]],
  ])('AS6 %s by %s is a broken contract', (whole, parts) => {
    expect(() => splitMoney(whole, parts)).toThrow(RangeError)
  })

  it.each([
    [1n, 3n, 4, '0.3333'],
    [2n, 3n, 4, '0.6667'],
    [1n, 2n, 0, '1'],
    [-1n, 2n, 0, '-1'],
    [1n, 4n, 1, '0.3'],
    [-1n, 4n, 1, '-0.3'],
    [-1n, 100n, 1, '0'],
    [77_500n, 100n, 2, '775'],
    [5n, 1000n, 2, '0.01'],
    [4n, 1000n, 2, '0'],
  ])('AS7 %s / %s to %i digits is %s', (n, d, digits, expected) => {
    expect(formatFraction({ n, d }, digits)).toBe(expected)
  })

  it('AS7 what is written is within half a last digit of what is meant', () => {
    const whole = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.nat(8), (n, d, digits) => {
        const written = formatFraction({ n, d }, digits)
        expect(written).toMatch(/^-?\d+(\.\d*[1-9])?$/)
        const [left = '0', right = ''] = written.replace('-', '').split('.')
        const scaled =
          BigInt(left + right.padEnd(digits, '0')) * (written.startsWith('-') ? -1n : 1n)
        const distance = scaled * d - n * 10n ** BigInt(digits)
        expect((distance < 0n ? -distance : distance) * 2n <= d).toBe(true)
        expect(formatFraction({ n: -n, d }, digits)).toBe(
          scaled === 0n ? '0' : written.startsWith('-') ? written.slice(1) : `-${written}`,
        )
      }),
    )
  })

  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123_456_789, '¥1,234,567.89'],
    [-5, '-¥0.05'],
  ])('AS7 %i fen are written %s', (fen, expected) => {
    expect(formatMoney(fen)).toBe(expected)
  })

  it.each([
    [70, 100, '70%'],
    [1, 8, '12.5%'],
    [1, 3, '1/3'],
    [15, 1000, '1.5%'],
  ])('AS7 the ratio %i to %i is written %s', (numerator, denominator, expected) => {
    expect(formatRatio({ numerator, denominator })).toBe(expected)
  })
})
