import {
  assess,
  type AssessmentInput,
  checkRuleset,
  type Figures,
  type ScoreCard,
  type Value,
} from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bundleOf, cites, codesOf, fact, parameter, rulesetOf, text } from './make-ruleset.ts'

const valued = (id: string, type: string, value: unknown) =>
  parameter(id, type, { values: [{ from: '2025-01-01', value }] })
const percent = (numerator: number) => ({ numerator, denominator: 100 })
const indicator = (id: string, more: object) => ({
  id,
  title: text(id),
  definition: text(id),
  direction: 'higherIsBetter',
  unit: 'ratio',
  cites,
  ...more,
})
const group = (id: string, kind: string, indicators: readonly string[], more: object = {}) => ({
  id,
  title: text(id),
  kind,
  indicators,
  cites,
  ...more,
})

const alert = {
  id: 'profitUpHealthDown',
  title: text('alert'),
  when: 'costProfitRate > previous(costProfitRate) and vaccinationRate < previous(vaccinationRate)',
  cites,
}
const monthly = {
  id: 'monthly',
  title: text('monthly'),
  period: 'month',
  assesses: 'units',
  groups: ['public', 'operating'],
  gates: ['rigid'],
  grades: [
    { id: 'excellent', title: text('excellent'), atLeast: { parameter: 'excellentFrom' } },
    { id: 'pass', title: text('pass'), atLeast: { parameter: 'passFrom' } },
    { id: 'fail', title: text('fail') },
  ],
  gateCap: 'pass',
  consequences: [
    {
      id: 'salary',
      title: text('salary'),
      kind: 'salaryFactor',
      factors: [
        { id: 'excellent', factor: { parameter: 'excellentFactor' } },
        { id: 'pass', factor: { parameter: 'passFactor' } },
      ],
      cites,
    },
    {
      id: 'rectify',
      title: text('rectify'),
      kind: 'rectification',
      after: { grade: 'fail', periods: { parameter: 'periodsBelow' } },
      cites,
    },
  ],
  alerts: [alert],
  cites,
}

const parts = {
  facts: [
    fact('vaccinated', 'integer', { unit: 'person' }),
    fact('due', 'integer', { unit: 'person' }),
    fact('income', 'money'),
    fact('cost', 'money'),
    fact('duty', 'boolean'),
  ],
  parameters: [
    valued('vaccinationTarget', 'ratio', percent(90)),
    valued('vaccinationFloor', 'ratio', percent(60)),
    valued('profitGood', 'ratio', percent(20)),
    valued('profitFair', 'ratio', percent(5)),
    valued('full', 'integer', 100),
    valued('part', 'integer', 60),
    valued('half', 'decimal', '0.5'),
    valued('excellentFrom', 'integer', 90),
    valued('passFrom', 'integer', 60),
    valued('excellentFactor', 'decimal', '1.2'),
    valued('passFactor', 'decimal', '1'),
    valued('periodsBelow', 'integer', 2),
  ],
  indicators: [
    indicator('vaccinationRate', {
      numerator: 'vaccinated',
      denominator: 'due',
      target: { parameter: 'vaccinationTarget' },
      scoring: { method: 'linear', floor: { parameter: 'vaccinationFloor' } },
    }),
    indicator('costProfitRate', {
      formula: '(income - cost) / cost',
      scoring: {
        method: 'banded',
        bands: [
          { id: 'good', reaches: { parameter: 'profitGood' }, points: { parameter: 'full' } },
          { id: 'fair', reaches: { parameter: 'profitFair' }, points: { parameter: 'part' } },
        ],
      },
    }),
    indicator('duty-kept', { direction: 'metOrNot', unit: 'text', numerator: 'duty' }),
  ],
  assessmentGroups: [
    group('public', 'publicBenefit', ['vaccinationRate'], { weight: { parameter: 'half' } }),
    group('operating', 'operating', ['costProfitRate'], { weight: { parameter: 'half' } }),
    group('rigid', 'gate', ['duty-kept']),
  ],
  assessmentSchemes: [monthly],
}
const bundle = bundleOf(parts)

const good = { vaccinated: 90, due: 100, income: 120_000_000, cost: 100_000_000, duty: true }
const figures = (values: Readonly<Record<string, Value | undefined>>): Figures =>
  Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      value === undefined ? [] : [[id, { value, source: 'imported' as const }]],
    ),
  )
const input = (
  units: Readonly<Record<string, Readonly<Record<string, Value | undefined>>>>,
  more: object = {},
): AssessmentInput => ({
  period: '2025-01',
  units: Object.entries(units).map(([id, values]) => ({
    unit: { id, title: id },
    figures: figures(values),
    ...more,
  })),
  community: { figures: {} },
})
function cardOf(values: Readonly<Record<string, Value | undefined>>, more: object = {}): ScoreCard {
  const [card] = assess(bundle, input({ north: values }, more), 'monthly').cards
  if (card === undefined) throw new TypeError('no card')
  return card
}
const result = (card: ScoreCard, id: string) => card.indicators.find((one) => one.indicator === id)

describe('indicators', () => {
  it('IN1 a formula is worked out exactly: (1.2 m − 1.0 m) ÷ 1.0 m is 20 %, not 1,199,999', () => {
    const rate = result(cardOf(good), 'costProfitRate')
    expect(rate?.value).toEqual({ numerator: '1', denominator: '5' })
    expect(rate?.shown).toBe('20')
  })

  it.each([
    [89, 'notMet'],
    [90, 'met'],
    [91, 'met'],
  ])(
    'IN2 %i of 100 against a target of 90 %% is %s: the target itself is met',
    (vaccinated, verdict) => {
      expect(result(cardOf({ ...good, vaccinated }), 'vaccinationRate')?.verdict).toBe(verdict)
    },
  )

  it.each([
    ['a denominator of 0', { due: 0 }, '分母'],
    ['a missing denominator', { due: undefined }, '缺少数据'],
    ['a missing numerator', { vaccinated: undefined }, '缺少数据'],
    ['more counted than there were', { vaccinated: 101 }, '数据有误'],
  ])('IN3 %s is not assessable: never a pass, never zero', (_case, wrong, words) => {
    const rate = result(cardOf({ ...good, ...wrong }), 'vaccinationRate')
    expect(rate).toMatchObject({ verdict: 'notAssessable', value: null, points: null })
    expect(rate?.because?.zh).toContain(words)
  })

  it.each([
    [60, '0'],
    [61, '3.33'],
    [75, '50'],
    [89, '96.67'],
    [90, '100'],
    [100, '100'],
    [10, '0'],
  ])('IN4 %i %% scores %s between a floor of 60 %% and a target of 90 %%', (vaccinated, points) => {
    expect(result(cardOf({ ...good, vaccinated }), 'vaccinationRate')?.pointsShown).toBe(points)
  })

  it.each([
    [120, '100'],
    [119, '60'],
    [105, '60'],
    [104, '0'],
    [90, '0'],
  ])('IN5 an income of %i to a cost of 100 earns the band it reaches: %s', (income, points) => {
    const card = cardOf({ ...good, income, cost: 100 })
    expect(result(card, 'costProfitRate')?.pointsShown).toBe(points)
  })

  it('IN6 every step is told in both languages, down to the figures and where they come from', () => {
    const steps = result(cardOf(good), 'vaccinationRate')?.steps ?? []
    const zh = steps.map((step) => step.zh).join('\n')
    expect(zh).toContain('90')
    expect(zh).toContain('导入')
    expect(zh).toContain('达标')
    expect(zh).toContain('得分 100')
    expect(
      steps.every(({ en }) => en !== '' && !/[\u4e00-\u9fff]/.test(en.replaceAll(/（中）/g, ''))),
    ).toBe(true)
  })
})

describe('scores and grades', () => {
  it('SC1 groups count by their weights, exactly', () => {
    const card = cardOf({ ...good, vaccinated: 75 })
    expect(card.groups.map(({ pointsShown }) => pointsShown)).toEqual(['50', '100', null])
    expect(card).toMatchObject({ scoreShown: '75', grade: 'pass' })
  })

  it('SC2 a score is withheld while an indicator is not assessable, and what is missing is named', () => {
    const card = cardOf({ ...good, due: undefined })
    expect(card).toMatchObject({ score: null, grade: null, rank: null, needs: ['due'] })
    expect(card.consequences.map(({ follows }) => follows)).toEqual([null, null])
  })

  it.each([
    [true, 'excellent', null, []],
    [false, 'pass', 'excellent', ['rigid']],
    [undefined, null, null, []],
  ])('SC3 a gate of %s gives the grade %s', (duty, grade, before, failed) => {
    const card = cardOf({ ...good, duty })
    expect(card).toMatchObject({
      scoreShown: '100',
      grade,
      gradeBeforeCap: before,
      failedGates: failed,
    })
  })

  it('SC3 an open gate does not withhold a grade that its cap could not change', () => {
    expect(cardOf({ ...good, vaccinated: 75, duty: undefined }).grade).toBe('pass')
  })

  it.each([
    [{ vaccinated: 90 }, 'excellent', '6/5'],
    [{ vaccinated: 75 }, 'pass', '1/1'],
    [{ vaccinated: 10, income: 90_000_000 }, 'fail', null],
  ])('SC4 %o is graded %s, with the factor %s', (change, grade, factor) => {
    const card = cardOf({ ...good, ...change })
    const salary = card.consequences.find(({ consequence }) => consequence === 'salary')?.factor
    expect([card.grade, salary ? `${salary.numerator}/${salary.denominator}` : null]).toEqual([
      grade,
      factor,
    ])
  })

  it.each([
    [[], false],
    [['fail'], true],
    [['fail', 'pass'], false],
    [['pass', 'fail'], true],
  ])(
    'SC5 after grades %o a second failure in a row brings rectification: %s',
    (grades, follows) => {
      const card = cardOf({ ...good, vaccinated: 10, income: 90_000_000 }, { grades })
      expect(card.consequences.find(({ consequence }) => consequence === 'rectify')?.follows).toBe(
        follows,
      )
    },
  )

  it.each([
    ['profit up and vaccination down', { income: 110, cost: 100, vaccinated: 95, due: 100 }, true],
    ['profit down', { income: 130, cost: 100, vaccinated: 95, due: 100 }, false],
    ['vaccination the same', { income: 110, cost: 100, vaccinated: 90, due: 100 }, false],
    ['an unknown month before', {}, null],
  ])('SC6 %s raises the alert: %s', (_case, previous, raised) => {
    const card = cardOf(good, { previous: figures(previous) })
    expect(card.alerts[0]?.raised).toBe(raised)
  })

  it('SC7 equal scores share a rank, the next counts them all, and units without a score come last', () => {
    const { cards } = assess(
      bundle,
      input({
        a: { ...good, vaccinated: 75 },
        b: good,
        c: { ...good, due: undefined },
        d: { ...good, vaccinated: 75 },
        e: { ...good, vaccinated: 60 },
      }),
      'monthly',
    )
    expect(cards.map(({ unit, rank }) => [unit?.id, rank])).toEqual([
      ['b', 1],
      ['a', 2],
      ['d', 2],
      ['e', 4],
      ['c', null],
    ])
  })

  it('SC8 a better value never scores less, and every score lies between 0 and 100', () => {
    const people = fc.integer({ min: 0, max: 100 })
    const money = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(people, people, money, (some, more, income) => {
        const points = (vaccinated: number) => {
          const { score } = cardOf({ ...good, vaccinated, income, cost: 100 })
          return Number(score?.numerator) / Number(score?.denominator)
        }
        const [low, high] = [Math.min(some, more), Math.max(some, more)]
        expect(points(low)).toBeLessThanOrEqual(points(high))
        expect(points(low)).toBeGreaterThanOrEqual(0)
        expect(points(high)).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('SC9 the same input gives the same bytes, and the order of units changes only nothing', () => {
    const units = { a: { ...good, vaccinated: 75 }, b: good }
    const one = input(units)
    const again = { ...one, units: one.units.toReversed() }
    const said = JSON.stringify(assess(bundle, one, 'monthly'))
    expect(JSON.stringify(assess(bundle, again, 'monthly'))).toBe(said)
  })
})

describe('checks of schemes', () => {
  const issuesOf = (more: object) =>
    codesOf(checkRuleset(rulesetOf({ ...parts, ...more }), { publishing: false }))
  const scheme = (more: object) => ({
    assessmentSchemes: [{ ...monthly, ...more }],
  })
  const values = (id: string, type: string, value: unknown) => ({
    parameters: parts.parameters.map((one) => (one.id === id ? valued(id, type, value) : one)),
  })

  it('SC10 the sample is clean', () => {
    expect(issuesOf({})).toEqual([])
  })

  it.each([
    ['weights that sum to 0.8', values('half', 'decimal', '0.4'), 'SCHEME_WEIGHTS_SUM'],
    ['weights that sum to 1.000002', values('half', 'decimal', '0.500001'), 'SCHEME_WEIGHTS_SUM'],
    ['a gate that is also scored', scheme({ gates: ['public'] }), 'SCHEME_GATE_SCORED'],
    ['a gate without a cap', scheme({ gateCap: undefined }), 'SCHEME_GATE_WITHOUT_CAP'],
    ['a group that is not there', scheme({ gates: ['nowhere'] }), 'REFERENCE_UNKNOWN'],
    ['marks that do not go down', values('passFrom', 'integer', 90), 'SCHEME_GRADES_ORDER'],
    [
      'a grade behind one without a mark',
      scheme({
        grades: [{ id: 'pass', title: text('pass') }, ...monthly.grades.slice(0, 1)],
      }),
      'SCHEME_GRADE_UNREACHABLE',
    ],
    [
      'an alert that is no yes or no',
      scheme({ alerts: [{ ...alert, when: 'income - cost' }] }),
      'FORMULA_RESULT_UNIT',
    ],
    [
      'indicators that refer to each other in a circle',
      {
        indicators: [
          ...parts.indicators,
          indicator('a', { formula: 'b' }),
          indicator('b', { formula: 'a' }),
        ],
      },
      'REFERENCE_CYCLE',
    ],
    [
      'a rise in percentage points told as one number over another',
      {
        indicators: [
          ...parts.indicators,
          indicator('rise', {
            unit: 'percentagePoint',
            numerator: 'vaccinated',
            denominator: 'due',
          }),
        ],
      },
      'FORMULA_RESULT_UNIT',
    ],
  ])('SC10 %s is refused', (_case, more, code) => {
    expect(issuesOf(more)).toContain(code)
  })
})
