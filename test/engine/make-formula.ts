import { type Formula, type FormulaValue, parseFormula, type ReadFormula } from '@jieli/engine'

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
