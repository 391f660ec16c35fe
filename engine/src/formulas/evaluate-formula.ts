import { assertNever } from '../model/assert-never.ts'
import { fractionOfDecimal, isWithinDigits, reduceFraction } from '../model/exact.ts'
import type { Formula, FormulaExpression } from './formula.ts'
import { partsOf, referenceOf, referenceText } from './formula-parts.ts'
import type { FormulaOutcome, FormulaResult, FormulaTrace, ReadFormula } from './formula-result.ts'
import { conjunction, disjunction, negation } from './formula-logic.ts'
import { choose } from './formula-choice.ts'
import { arithmetic, call, comparison, opposite } from './formula-numbers.ts'
import { printFormula } from './print-formula.ts'

/**
 * Works a formula out exactly. An unknown stays unknown until nothing depends on it; division by zero and a number of
 * more digits than there may be are `notAssessable`, neither zero nor an exception. Every part is worked out and told
 * in the trace. Pure.
 *
 * @example
 * const { formula } = parseFormula('(ledger.income - ledger.cost) / ledger.cost')
 * evaluateFormula(formula, ({ name }) => values.get(name)) // { kind: 'value', value: { n: 1n, d: 5n }, trace }
 */
export function evaluateFormula(formula: Formula, read: ReadFormula): FormulaResult {
  const trace = evaluate(formula.expression, readOnce(read))
  return { ...trace.outcome, trace }
}

/** A name may stand in a formula a thousand times. What it reads is in lowest terms from here on. */
function readOnce(read: ReadFormula): ReadFormula {
  const known = new Map<string, ReturnType<ReadFormula>>()
  return (reference) => {
    const text = referenceText(reference)
    if (!known.has(text)) {
      const value = read(reference)
      known.set(text, typeof value === 'object' ? reduceFraction(value) : value)
    }
    return known.get(text)
  }
}

function evaluate(expression: FormulaExpression, read: ReadFormula): FormulaTrace {
  const parts = partsOf(expression).map((part) => evaluate(part, read))
  return { expression, outcome: limited(expression, outcomeOf(expression, parts, read)), parts }
}

/** A number that is too long ends here, so that nothing is ever worked out from it. */
function limited(expression: FormulaExpression, outcome: FormulaOutcome): FormulaOutcome {
  if (outcome.kind !== 'value' || typeof outcome.value === 'boolean') return outcome
  if (isWithinDigits(outcome.value)) return outcome
  return { kind: 'notAssessable', reason: 'tooManyDigits', part: printFormula({ expression }) }
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
  return { kind: 'value', value }
}
