import { assertNever } from '../model/assert-never.ts'
import { fractionOfDecimal, reduceFraction } from '../model/exact.ts'
import type { Formula, FormulaExpression } from './formula.ts'
import { partsOf, referenceOf, referenceText } from './formula-parts.ts'
import type { FormulaOutcome, FormulaResult, FormulaTrace, ReadFormula } from './formula-result.ts'
import { conjunction, disjunction, negation } from './formula-logic.ts'
import { choose } from './formula-choice.ts'
import { arithmetic, call, comparison, opposite } from './formula-numbers.ts'

/**
 * Works a formula out exactly. An unknown stays unknown until nothing depends on it; division by zero is
 * `notAssessable`, neither zero nor an exception. Every part is worked out and told in the trace. Pure.
 *
 * @example
 * const { formula } = parseFormula('(ledger.income - ledger.cost) / ledger.cost')
 * evaluateFormula(formula, ({ name }) => values.get(name)) // { kind: 'value', value: { n: 1n, d: 5n }, trace }
 */
export function evaluateFormula(formula: Formula, read: ReadFormula): FormulaResult {
  const trace = evaluate(formula.expression, read)
  return { ...trace.outcome, trace }
}

function evaluate(expression: FormulaExpression, read: ReadFormula): FormulaTrace {
  const parts = partsOf(expression).map((part) => evaluate(part, read))
  return { expression, outcome: outcomeOf(expression, parts, read), parts }
}

function outcomeOf(
  expression: FormulaExpression,
  parts: readonly FormulaTrace[],
  read: ReadFormula,
): FormulaOutcome {
  switch (expression.kind) {
    case 'number':
      return { kind: 'value', value: reduceFraction(fractionOfDecimal(expression.text)) }
    case 'boolean':
      return { kind: 'value', value: expression.value }
    case 'name':
    case 'past':
      return reading(expression, read)
    case 'negate':
      return opposite(parts)
    case 'not':
      return negation(parts)
    case 'arithmetic':
      return arithmetic(expression.operator, parts)
    case 'comparison':
      return comparison(expression.operator, parts)
    case 'logic':
      return expression.operator === 'and' ? conjunction(parts) : disjunction(parts)
    case 'if':
      return choose(parts)
    case 'call':
      return call(expression.function, parts)
    default:
      return assertNever(expression)
  }
}

function reading(expression: FormulaExpression, read: ReadFormula): FormulaOutcome {
  const reference = referenceOf(expression)
  if (reference === undefined) return { kind: 'unknown', needs: [] }
  const value = read(reference)
  const part = referenceText(reference)
  if (value === undefined) return { kind: 'unknown', needs: [part] }
  if (value === 'notAssessable') return { kind: value, reason: 'notAssessableInput', part }
  return { kind: 'value', value: typeof value === 'boolean' ? value : reduceFraction(value) }
}
