import { assertNever } from '../model/assert-never.ts'
import {
  addFractions,
  commonDivisor,
  compareFractions,
  divideFractions,
  type Fraction,
  isWithinDigits,
  multiplyFractions,
  negateFraction,
  reduceFraction,
  roundFraction,
} from '../model/exact.ts'
import type { ArithmeticOperator, ComparisonOperator, FormulaFunction } from './formula.ts'
import { numbersOf, obstacleAmong, sameValue } from './formula-operands.ts'
import type { FormulaOutcome, FormulaTrace } from './formula-result.ts'
import { printFormula } from './print-formula.ts'

/** The negative of the one part. Pure. */
export function opposite(parts: readonly FormulaTrace[]): FormulaOutcome {
  return withNumbers(parts, ([operand]) => negateFraction(operand))
}

/** The sum, difference, product or quotient of two parts. Pure. */
export function arithmetic(
  operator: ArithmeticOperator,
  parts: readonly FormulaTrace[],
): FormulaOutcome {
  const divisor = parts.at(-1)
  if (operator === '/' && divisor !== undefined && isZero(divisor.outcome)) {
    const expression = divisor.expression
    return {
      kind: 'notAssessable',
      reason: 'divisionByZero',
      part: printFormula({ expression }),
    }
  }
  return withNumbers(parts, (numbers) => combine(operator, numbers))
}

/** True or false as two parts compare: by cross-multiplication, never by dividing. Pure. */
export function comparison(
  operator: ComparisonOperator,
  parts: readonly FormulaTrace[],
): FormulaOutcome {
  if (operator === '=' || operator === '!=') return equality(operator === '=', parts)
  const numbers = numbersOf(parts)
  if ('kind' in numbers) return numbers
  const order = compareFractions(numbers[0] ?? zero, numbers[1] ?? zero)
  return { kind: 'value', value: holds(operator, order) }
}

/** What a function gives. Pure. */
export function call(name: FormulaFunction, parts: readonly FormulaTrace[]): FormulaOutcome {
  return withNumbers(parts, (numbers) => {
    const [first, second] = numbers
    switch (name) {
      case 'sum':
        return sumOf(numbers)
      case 'min':
        return numbers.reduce((a, b) => (compareFractions(a, b) <= 0 ? a : b))
      case 'max':
        return numbers.reduce((a, b) => (compareFractions(a, b) >= 0 ? a : b))
      case 'abs':
        return first.n < 0n ? negateFraction(first) : first
      case 'round half up':
        return roundFraction(first, Number(second?.n ?? 0n))
      default:
        return assertNever(name)
    }
  })
}

type Numbers = readonly [Fraction, ...Fraction[]]

const zero: Fraction = { n: 0n, d: 1n }

function withNumbers(
  parts: readonly FormulaTrace[],
  compute: (numbers: Numbers) => Fraction,
): FormulaOutcome {
  const numbers = numbersOf(parts)
  if ('kind' in numbers) return numbers
  const [first = zero, ...others] = numbers
  return { kind: 'value', value: compute([first, ...others]) }
}

/** Over the denominator all have in common, and no further than to where that is too long to be used. */
function sumOf(numbers: Numbers): Fraction {
  let d = 1n
  for (const number of numbers) {
    d *= number.d / commonDivisor(d, number.d)
    if (!isWithinDigits({ n: 0n, d })) return { n: 0n, d }
  }
  return reduceFraction({ n: numbers.reduce((sum, one) => sum + one.n * (d / one.d), 0n), d })
}

function combine(operator: ArithmeticOperator, [left, right = zero]: Numbers): Fraction {
  switch (operator) {
    case '+':
      return addFractions(left, right)
    case '-':
      return addFractions(left, negateFraction(right))
    case '*':
      return multiplyFractions(left, right)
    case '/':
      return divideFractions(left, right) ?? zero
    default:
      return assertNever(operator)
  }
}

function isZero(outcome: FormulaOutcome): boolean {
  return outcome.kind === 'value' && typeof outcome.value !== 'boolean' && outcome.value.n === 0n
}

function equality(wanted: boolean, parts: readonly FormulaTrace[]): FormulaOutcome {
  const [left, right] = parts
  const obstacle = obstacleAmong(parts)
  if (obstacle !== undefined) return obstacle
  if (left?.outcome.kind !== 'value' || right?.outcome.kind !== 'value') return numbersAsked(parts)
  if (typeof left.outcome.value !== typeof right.outcome.value) return numbersAsked(parts)
  return { kind: 'value', value: sameValue(left.outcome.value, right.outcome.value) === wanted }
}

/** Reached where a yes or no stands beside a number: the outcome names it. */
function numbersAsked(parts: readonly FormulaTrace[]): FormulaOutcome {
  const numbers = numbersOf(parts)
  return 'kind' in numbers ? numbers : { kind: 'unknown', needs: [] }
}

function holds(operator: Exclude<ComparisonOperator, '=' | '!='>, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      return assertNever(operator)
  }
}
