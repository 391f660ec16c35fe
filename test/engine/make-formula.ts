import {
  type Formula,
  type FormulaTitle,
  type FormulaValue,
  parseFormula,
  type ReadFormula,
} from '@jieli/engine'

/** A formula that is known to be one. */
export function readFormula(text: string): Formula {
  const { formula, issues } = parseFormula(text)
  if (formula === undefined) throw new Error(issues.map(({ message }) => message.en).join('\n'))
  return formula
}

/** Reads from a record: whole numbers, pairs as fractions, yes or no. What is not there is unknown. */
export function readFrom(
  values: Readonly<Record<string, number | boolean | readonly [bigint, bigint]>>,
): ReadFormula {
  return ({ kind, name }) => {
    const value = values[kind === 'value' ? name : `${kind}(${name})`]
    return value === undefined ? undefined : asFormulaValue(value)
  }
}

function asFormulaValue(value: number | boolean | readonly [bigint, bigint]): FormulaValue {
  if (typeof value === 'boolean') return value
  return typeof value === 'number' ? { n: BigInt(value), d: 1n } : { n: value[0], d: value[1] }
}

/** The names of a small county, with what formulas ask of them. */
export const countyNames = {
  'ledger.income': { type: 'money', unit: 'fen', title: { zh: '收入', en: 'income' } },
  'ledger.cost': { type: 'money', unit: 'fen', title: { zh: '成本', en: 'cost' } },
  pay: { type: 'money', unit: 'fen/person', title: { zh: '人均薪酬', en: 'pay' } },
  doctors: { type: 'integer', unit: 'person', title: { zh: '医生数', en: 'doctors' } },
  residents: { type: 'integer', unit: 'person', title: { zh: '常住人口', en: 'residents' } },
  visits: { type: 'integer', unit: 'visit', title: { zh: '门诊人次', en: 'outpatient visits' } },
  plain: { type: 'integer', title: { zh: '甲', en: 'first number' } },
  otherPlain: { type: 'integer', unit: 'count', title: { zh: '乙', en: 'second number' } },
  share: { type: 'ratio', title: { zh: '基层诊疗量占比', en: 'primary visit share' } },
  otherShare: { type: 'ratio', title: { zh: '药占比', en: 'drug share' } },
  rise: {
    type: 'decimal',
    unit: 'percentagePoint',
    title: { zh: '升幅目标', en: 'target rise' },
  },
  score: { type: 'integer', unit: 'score', title: { zh: '得分', en: 'score' } },
  met: { type: 'boolean', title: { zh: '已达标', en: 'met' } },
  kind: { type: 'code', title: { zh: '类别', en: 'kind' } },
  since: { type: 'date', title: { zh: '起始日', en: 'since' } },
} as const satisfies Record<string, FormulaTitle>

export const signatureOf = (name: string): FormulaTitle | undefined =>
  new Map<string, FormulaTitle>(Object.entries(countyNames)).get(name)
