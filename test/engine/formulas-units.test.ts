import { checkFormula, type ExpectedUnit, indicatorSignature, unitOfSignature } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { countyNames, readFormula, signatureOf } from './make-formula.ts'

const check = (text: string, expected?: ExpectedUnit) =>
  checkFormula(readFormula(text), signatureOf, expected, Object.keys(countyNames))
const codes = (text: string, expected?: ExpectedUnit) =>
  check(text, expected).map(({ code }) => code)

describe('units that fit', () => {
  it.each([
    ['(ledger.income - ledger.cost) / ledger.cost', 'ratio'],
    ['ledger.income - ledger.cost', 'money'],
    ['ledger.income / doctors', 'moneyPerCase'],
    ['visits / doctors', 'number'],
    ['doctors + doctors', 'count'],
    ['visits * 2', 'count'],
    ['share - previous(share)', 'percentagePoint'],
    ['share - otherShare + rise', 'percentagePoint'],
    ['ledger.income / ledger.cost - ledger.cost / ledger.income', 'percentagePoint'],
    ['rise * 2 - rise / 3', 'percentagePoint'],
    ['rise / rise', 'ratio'],
    ['1 - share', 'ratio'],
    ['share + otherShare', 'ratio'],
    ['ledger.cost / previous(ledger.cost) - 1', 'ratio'],
    ['0.5 * share + 0.5 * otherShare', 'ratio'],
    ['ledger.cost * share', 'money'],
    ['ledger.cost / doctors * doctors', 'money'],
    ['pay * doctors', 'money'],
    ['doctors * 10000 / residents', 'number'],
    ['score + score', 'score'],
    ['0.5 * 80 + 0.5 * 90', 'score'],
    ['if ledger.cost > 0 then ledger.income / ledger.cost else 0', 'ratio'],
    ['max(0, ledger.income - ledger.cost)', 'money'],
    ['sum(ledger.income, ledger.cost)', 'money'],
    ['round half up(share, 4)', 'ratio'],
    ['abs(-share)', 'ratio'],
    ['if met then rise else 0', 'percentagePoint'],
    ['met and share >= 0.7', 'boolean'],
    ['not(met) or met = true', 'text'],
    ['plain / otherPlain', 'ratio'],
    ['plain / otherPlain - otherPlain / plain', 'percentagePoint'],
    ['plain / 2', 'count'],
    ['0', 'money'],
  ] as const)('FO13 %s is a %s', (text, expected) => {
    expect(codes(text, expected)).toEqual([])
  })
})

describe('units that do not fit', () => {
  it.each([
    ['share + rise', '"share" is a ratio', '"rise" is percentage points'],
    ['rise - share', '"rise" is percentage points', '"share" is a ratio'],
    ['share - previous(share) > share', 'percentage points', 'a ratio'],
    ['rise + 1', 'percentage points', 'a number without a unit'],
    ['ledger.income + doctors', 'money (yuan)', 'persons'],
    ['ledger.income > 1000', 'money (yuan)', 'a number without a unit'],
    ['ledger.income / doctors - ledger.income', 'money (yuan/person)', 'money (yuan)'],
    ['min(visits, doctors)', 'visits', 'persons'],
    ['sum(0, share, rise)', 'a ratio', 'percentage points'],
    ['if met then share else rise', 'a ratio', 'percentage points'],
    ['rise * rise', 'percentage points', 'percentage points'],
    ['rise * ledger.cost', 'percentage points', 'money (yuan)'],
    ['share / rise', 'a ratio', 'percentage points'],
    ['doctors = visits', 'persons', 'visits'],
  ])('FO14 %s', (text, left, right) => {
    const [issue] = check(text)
    expect(codes(text)).toEqual(['FORMULA_UNIT_MISMATCH'])
    expect(issue?.message.en).toContain(left)
    expect(issue?.message.en).toContain(right)
  })

  it('FO14 a percentage plus percentage points is told apart in words', () => {
    expect(check('1 + (share + rise)')[0]?.message).toEqual({
      zh: '“share + rise”（第 1 行第 6 字）的单位不一致：“share”是比例（百分数），“rise”是百分点。百分数与百分点是两回事：两个百分数相减得百分点，百分点只与百分点相加减。',
      en: 'The units in "share + rise" (line 1, column 6) do not fit: "share" is a ratio (percentage), "rise" is percentage points. A percentage and percentage points are different things: two percentages differ by percentage points, and percentage points are added only to each other.',
    })
  })

  it.each([
    ['share - previous(share)', 'ratio', 'percentage points'],
    ['share', 'percentagePoint', 'a ratio (percentage)'],
    ['ledger.cost / doctors', 'money', 'money (yuan/person)'],
    ['ledger.cost', 'moneyPerCase', 'money (yuan)'],
    ['ledger.cost', 'count', 'money (yuan)'],
    ['share', 'count', 'a ratio'],
    ['visits / doctors', 'count', 'visits/person'],
    ['rise', 'number', 'percentage points'],
    ['visits', 'score', 'visits'],
    ['met', 'ratio', 'yes or no'],
    ['share', 'boolean', 'a ratio'],
    ['0', 'text', 'a number without a unit'],
  ] as const)('FO15 %s is no %s', (text, expected, actual) => {
    expect(codes(text, expected)).toEqual(['FORMULA_RESULT_UNIT'])
    expect(check(text, expected)[0]?.message.en).toContain(`gives ${actual}`)
  })
})

describe('types and names', () => {
  it.each([
    ['met + 1', 'a number, but it is yes or no'],
    ['share and met', 'yes or no, but it is a number'],
    ['not(share)', 'yes or no, but it is a number'],
    ['if share then 1 else 2', 'yes or no, but it is a number'],
    ['if met then met else share', 'a number, but it is yes or no'],
    ['met < met', 'a number, but it is yes or no'],
    ['max(met, met)', 'a number, but it is yes or no'],
    ['met = share', 'a number, but it is yes or no'],
    ['kind + 1', 'a number, but it is of a type that cannot'],
    ['-since', 'a number, but it is of a type that cannot'],
  ])('FO16 %s: %s', (text, words) => {
    expect(new Set(codes(text))).toEqual(new Set(['FORMULA_TYPE']))
    expect(check(text)[0]?.message.en).toContain(words)
  })

  it('FO16 a name that is not there is told with the nearest, once, and with nothing else', () => {
    const issues = check('(ledger.incom - ledger.cost) / ledger.cost', 'ratio')
    expect(issues.map(({ code }) => code)).toEqual(['FORMULA_NAME_UNKNOWN'])
    expect(issues[0]?.message.zh).toContain('是否想写“ledger.income”')
    expect(issues[0]).toMatchObject({ from: 1, to: 13, line: 1, column: 2 })
  })

  it('FO16 all problems are told at once', () => {
    expect(codes('(share + rise) * (ledger.incom + met)')).toEqual([
      'FORMULA_UNIT_MISMATCH',
      'FORMULA_NAME_UNKNOWN',
      'FORMULA_TYPE',
    ])
  })
})

describe('the trap of a division after a minus', () => {
  it('FO17 GV-15 income - cost / cost is refused, and told the brackets that were meant', () => {
    const [trap, mismatch] = check('(ledger.income-ledger.cost/ledger.cost)', 'ratio')
    expect(trap).toMatchObject({ code: 'FORMULA_PRECEDENCE_TRAP', severity: 'warning' })
    expect(trap?.message.zh).toContain('“(ledger.income - ledger.cost) / ledger.cost”')
    expect(mismatch).toMatchObject({ code: 'FORMULA_UNIT_MISMATCH', severity: 'error' })
    expect(mismatch?.message.zh).toContain(
      '是否想写“(ledger.income - ledger.cost) / ledger.cost”？',
    )
  })

  it.each([
    ['plain - otherPlain / otherPlain', '(plain - otherPlain) / otherPlain'],
    ['share - otherShare / otherShare', '(share - otherShare) / otherShare'],
    [
      'ledger.income - ledger.cost / ledger.income',
      '(ledger.income - ledger.cost) / ledger.income',
    ],
    ['plain - otherPlain / otherPlain * 100', '(plain - otherPlain) / otherPlain * 100'],
    ['1 + plain - otherPlain / otherPlain', '(1 + plain - otherPlain) / otherPlain'],
  ])('FO17 %s warns of %s', (text, suggested) => {
    const trap = check(text).find(({ code }) => code === 'FORMULA_PRECEDENCE_TRAP')
    expect(trap?.message.en).toContain(`write "${suggested}"`)
  })

  it.each([
    '(ledger.income - ledger.cost) / ledger.cost',
    'plain - (otherPlain / otherPlain)',
    '1 - plain / otherPlain',
    'plain - otherPlain / 2',
    'plain - otherPlain * 2',
    'ledger.income - ledger.cost / 2',
    'share - ledger.cost / ledger.income',
    'plain + otherPlain / otherPlain',
  ])('FO17 %s warns of nothing', (text) => {
    expect(codes(text)).not.toContain('FORMULA_PRECEDENCE_TRAP')
  })
})

it('FO18 an indicator another formula names has the unit it declares', () => {
  const unitOf = (unit: Parameters<typeof indicatorSignature>[0]['unit']) =>
    unitOfSignature(indicatorSignature({ unit, direction: 'higherIsBetter' }))
  expect(unitOf('ratio')).toEqual({ base: {}, ratio: true })
  expect(unitOf('percentagePoint')).toEqual({ base: {}, points: true })
  expect(unitOf('money')).toEqual({ base: { fen: 1 } })
  expect(unitOf('moneyPerCase')).toEqual({ base: { fen: 1, case: -1 } })
  expect(unitOf('count')).toEqual({ base: {} })
  expect(unitOf('score')).toEqual({ base: { score: 1 } })
  expect(unitOf('text')).toBeUndefined()
  expect(indicatorSignature({ unit: 'text', direction: 'metOrNot' }).type).toBe('boolean')
})
