import type { Formula, FormulaExpression } from './formula.ts'
import { printFormula } from './print-formula.ts'
import { isBare, sameUnit, type UnitOf } from './unit-of.ts'

type Arithmetic = Extract<FormulaExpression, { kind: 'arithmetic' }>

/**
 * The brackets probably meant in `a - b / c`, written without any, where `a` and `b` count the same and `c` too, so
 * that a plain ratio is taken from an amount; and in `a - b / b` always. Pure.
 */
export function precedenceTrap(
  { text }: Formula,
  expression: Arithmetic,
  unitOf: (part: FormulaExpression) => UnitOf | undefined,
): string | undefined {
  if (expression.operator !== '-') return undefined
  const { left, right } = expression
  const division = firstDivision(right)
  if (division === undefined) return undefined
  if (text.slice(left.to, division.left.from).includes('(')) return undefined
  const taken = division.left
  const itself =
    printFormula({ expression: taken }) === printFormula({ expression: division.right })
  if (!itself && !takesRatioFromAmount(left, division, unitOf)) return undefined
  const difference: Arithmetic = { ...expression, right: taken }
  return printFormula({ expression: replaceFirst(right, difference) })
}

function takesRatioFromAmount(
  left: FormulaExpression,
  division: Arithmetic,
  unitOf: (part: FormulaExpression) => UnitOf | undefined,
): boolean {
  const units = [left, division.left, division.right].map(unitOf)
  const [amount, taken, divisor] = units
  if (amount === undefined || taken === undefined || divisor === undefined) return false
  return !isBare(amount) && sameUnit(amount, taken) && sameUnit(taken, divisor)
}

/** The division a chain of products and quotients begins with: `b / c` of `b / c * 100`. */
function firstDivision(expression: FormulaExpression): Arithmetic | undefined {
  if (!isProduct(expression)) return undefined
  if (isProduct(expression.left)) return firstDivision(expression.left)
  return expression.operator === '/' ? expression : undefined
}

function isProduct(expression: FormulaExpression): expression is Arithmetic {
  return (
    expression.kind === 'arithmetic' && (expression.operator === '*' || expression.operator === '/')
  )
}

/** The chain with another beginning. */
function replaceFirst(expression: FormulaExpression, first: FormulaExpression): FormulaExpression {
  if (!isProduct(expression)) return first
  return { ...expression, left: replaceFirst(expression.left, first) }
}
