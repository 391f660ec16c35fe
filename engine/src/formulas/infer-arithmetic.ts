import { assertNever } from '../model/assert-never.ts'
import type { Text } from '../model/text.ts'
import type { FormulaExpression } from './formula.ts'
import { formulaIssue } from './formula-issue.ts'
import { type Inference, noteMismatch, type Numeric, numberOf, sharedUnit } from './inference.ts'
import { precedenceTrap } from './precedence-trap.ts'
import {
  combineBases,
  isBare,
  plainUnit,
  pointsUnit,
  ratioUnit,
  sameUnit,
  type UnitOf,
} from './unit-of.ts'

type Arithmetic = Extract<FormulaExpression, { kind: 'arithmetic' }>
type Operands = readonly [Numeric, Numeric]

const pointsAdvice: Text = {
  zh: '百分点只能乘以或除以没有单位的数。',
  en: 'Percentage points are multiplied or divided only by a number without a unit.',
}

/** The unit of a sum, difference, product or quotient; nothing once a mismatch has been noted. */
export function inferArithmetic(
  expression: Arithmetic,
  operands: Operands,
  inference: Inference,
): Numeric | undefined {
  const { operator, left, right } = expression
  const [first, second] = operands
  const constant = first.constant && second.constant
  const suggested = noteTrap(expression, first, inference)
  const unit = unitOfResult(operator, operands)
  if (unit !== undefined) return numberOf(unit, constant)
  const product = operator === '*' || operator === '/'
  const meant: Text | undefined =
    suggested === undefined
      ? undefined
      : { zh: `是否想写“${suggested}”？`, en: `Did you mean "${suggested}"?` }
  const sides = [
    [left, first],
    [right, second],
  ] as const
  return noteMismatch(expression, sides, inference, product ? pointsAdvice : meant)
}

function unitOfResult(operator: Arithmetic['operator'], operands: Operands): UnitOf | undefined {
  const [first, second] = operands
  switch (operator) {
    case '+':
      return sharedUnit(first, second)
    case '-': {
      const bothRatios = first.unit.ratio === true && second.unit.ratio === true
      return bothRatios ? pointsUnit : sharedUnit(first, second)
    }
    case '*':
      return product(first.unit, second.unit)
    case '/':
      return quotient(first, second)
    default:
      return assertNever(operator)
  }
}

function product(a: UnitOf, b: UnitOf): UnitOf | undefined {
  if (a.points === true || b.points === true) {
    const other = a.points === true ? b : a
    return isBare(other) && other.points === undefined ? pointsUnit : undefined
  }
  if (a.ratio === true && b.ratio === true) return ratioUnit
  return { base: combineBases(a, b, 1) }
}

function quotient({ unit: a, constant: above }: Numeric, divisor: Numeric): UnitOf | undefined {
  const b = divisor.unit
  if (b.points === true) return a.points === true ? ratioUnit : undefined
  if (a.points === true) return isBare(b) ? pointsUnit : undefined
  // A written number scales: `hours / 24` counts no part of a whole, `visits / allVisits` does.
  if (isBare(a) && isBare(b)) {
    return a.ratio === b.ratio && !above && !divisor.constant ? ratioUnit : plainUnit
  }
  return sameUnit(a, b) ? ratioUnit : { base: combineBases(a, b, -1) }
}

function noteTrap(
  expression: Arithmetic,
  left: Numeric,
  { formula, issues, kinds }: Inference,
): string | undefined {
  const suggested = precedenceTrap(formula, expression, (part) => {
    const kind = part === expression.left ? left : kinds.get(part)
    return kind?.type === 'number' ? kind.unit : undefined
  })
  if (suggested !== undefined) {
    issues.push(formulaIssue('FORMULA_PRECEDENCE_TRAP', formula.text, expression, { suggested }))
  }
  return suggested
}
