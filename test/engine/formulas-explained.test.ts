import {
  evaluateFormula,
  explainFormula,
  formatQuantity,
  formulaValue,
  unitOfSignature,
} from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { readFormula, readFrom, signatureOf } from './make-formula.ts'

const explain = (
  text: string,
  values: Parameters<typeof readFrom>[0],
  language: 'zh' | 'en' = 'zh',
) => {
  const formula = readFormula(text)
  return explainFormula(formula, evaluateFormula(formula, readFrom(values)), signatureOf, language)
}

describe('a result is explained line by line', () => {
  const ledger = { 'ledger.income': 120_000_000, 'ledger.cost': 100_000_000 }
  const profit = '(ledger.income - ledger.cost) / ledger.cost'

  it('FO19 GV-15 income 1.2 million, cost 1.0 million: 20 %', () => {
    expect(explain(profit, ledger)).toEqual([
      '（收入 1,200,000.00 元 − 成本 1,000,000.00 元）÷ 成本 1,000,000.00 元 = 20%',
      '其中：收入 − 成本 = 200,000.00 元',
    ])
    expect(explain(profit, ledger, 'en')).toEqual([
      '(income 1,200,000.00 yuan − cost 1,000,000.00 yuan) ÷ cost 1,000,000.00 yuan = 20%',
      'where income − cost = 200,000.00 yuan',
    ])
  })

  it('FO19 what is unknown is named, what is known is told', () => {
    expect(explain(profit, { 'ledger.cost': 100 })).toEqual([
      '（收入 未知 − 成本 1.00 元）÷ 成本 1.00 元：未知',
      '还缺：收入。',
      '其中：收入 − 成本：未知',
    ])
    const growth = explain('share - previous(share)', { share: [1n, 2n] }, 'en')
    expect(growth[1]).toBe('Still needed: primary visit share (previous period).')
  })

  it('FO19 a divisor of zero is named', () => {
    expect(explain(profit, { ...ledger, 'ledger.cost': 0 }).slice(0, 2)).toEqual([
      '（收入 1,200,000.00 元 − 成本 0.00 元）÷ 成本 0.00 元：无法评定',
      '除数“成本”为零，不能相除，因此无法评定。',
    ])
    expect(explain('visits / (doctors - 1)', { visits: 3, doctors: 1 }, 'en')[1]).toBe(
      'The divisor "doctors − 1" is zero, so this cannot be assessed.',
    )
  })

  it('FO19 GV-34 percentage points are called so, and what is rounded is marked', () => {
    const values = { share: [76_599n, 199_789n], 'previous(share)': [41_082n, 199_789n] } as const
    expect(explain('share - previous(share)', values)).toEqual([
      '基层诊疗量占比 ≈38.34% − 基层诊疗量占比（上期）≈20.56% ≈ 17.78 个百分点',
    ])
  })

  it('FO19 a choice tells its condition, and calls their words', () => {
    const text = 'if met and visits >= 10 then max(visits, 0) / 2 else round half up(visits / 3, 1)'
    expect(explain(text, { met: true, visits: 10 })).toEqual([
      '如果 已达标 是 且 门诊人次 10 人次 ≥ 10，取 最大值（门诊人次 10 人次，0）÷ 2，否则取（门诊人次 10 人次 ÷ 3）四舍五入到 1 位小数 = 5 人次',
      '其中：门诊人次 ≥ 10：是',
      '其中：已达标 且 门诊人次 ≥ 10：是',
      '其中：最大值（门诊人次，0） = 10 人次',
      '其中：最大值（门诊人次，0）÷ 2 = 5 人次',
      '其中：门诊人次 ÷ 3 ≈ 3.3333 人次',
      '其中：（门诊人次 ÷ 3）四舍五入到 1 位小数 = 3.3 人次',
    ])
  })

  it('FO19 a name without a title is told by its id', () => {
    const formula = readFormula('nowhere + 1')
    const result = evaluateFormula(formula, readFrom({ nowhere: 2 }))
    expect(explainFormula(formula, result, () => undefined, 'en')).toEqual(['nowhere 2 + 1 = 3'])
  })
})

describe('values go in and come out in their units', () => {
  it.each([
    ['money', undefined, 12_345, { n: 12_345n, d: 1n }],
    ['integer', 'person', 5, { n: 5n, d: 1n }],
    ['decimal', undefined, '-0.50', { n: -1n, d: 2n }],
    ['decimal', 'percentagePoint', '3', { n: 3n, d: 100n }],
    ['integer', 'percentagePoint', 3, { n: 3n, d: 100n }],
    ['ratio', undefined, { numerator: 14, denominator: 20 }, { n: 7n, d: 10n }],
    ['boolean', undefined, false, false],
    ['money', undefined, null, undefined],
    ['integer', undefined, '5', undefined],
    ['integer', undefined, 1.5, undefined],
    ['decimal', undefined, 1, undefined],
    ['boolean', undefined, 1, undefined],
    ['code', undefined, 'x', undefined],
  ] as const)('FO20 %s %s %j', (type, unit, given, expected) => {
    expect(formulaValue({ type, unit }, given)).toEqual(expected)
  })

  it.each([
    [{ type: 'money' }, [123_456_789n, 1n], '1,234,567.89 元', '1,234,567.89 yuan'],
    [{ type: 'money' }, [-1n, 2n], '≈-0.01 元', '≈-0.01 yuan'],
    [{ type: 'money', unit: 'fen/person' }, [77_500n, 1n], '775.00 元/人', '775.00 yuan/person'],
    [{ type: 'ratio' }, [89n, 3136n], '≈2.84%', '≈2.84%'],
    [{ type: 'ratio' }, [7n, 10n], '70%', '70%'],
    [
      { type: 'decimal', unit: 'percentagePoint' },
      [-3n, 100n],
      '-3 个百分点',
      '-3 percentage points',
    ],
    [{ type: 'integer', unit: 'visit' }, [11_112n, 1n], '11,112 人次', '11,112 visits'],
    [{ type: 'decimal' }, [851n, 1000n], '0.851', '0.851'],
    [
      { type: 'decimal' },
      [9_007_199_254_740_993n, 1n],
      '9,007,199,254,740,993',
      '9,007,199,254,740,993',
    ],
    [{ type: 'integer', unit: 'village' }, [2n, 1n], '2 village', '2 village'],
  ] as const)('FO20 %j %s is written %s', (signature, [n, d], zh, en) => {
    const unit = unitOfSignature(signature)
    expect(formatQuantity({ n, d }, unit, 'zh')).toBe(zh)
    expect(formatQuantity({ n, d }, unit, 'en')).toBe(en)
  })
})
