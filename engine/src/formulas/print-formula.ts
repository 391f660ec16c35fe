import { assertNever } from '../model/assert-never.ts'
import type { FormulaExpression, FormulaReference } from './formula.ts'
import { referenceText } from './formula-parts.ts'

/**
 * A formula as text, with the brackets it needs and no others. Without `titleOf` it reads back as the same formula;
 * with it, names are written as people call them. Pure.
 */
export function printFormula(
  { expression }: { readonly expression: FormulaExpression },
  titleOf: (reference: FormulaReference) => string = referenceText,
): string {
  return print(expression, 0, titleOf)
}

/** How tightly an expression holds together: brackets stand where a looser one is part of a tighter. */
export function tightness(expression: FormulaExpression): number {
  switch (expression.kind) {
    case 'if':
      return 1
    case 'logic':
      return expression.operator === 'or' ? 2 : 3
    case 'comparison':
      return 4
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? 5 : 6
    case 'negate':
      return 7
    case 'number':
    case 'boolean':
    case 'name':
    case 'past':
    case 'not':
    case 'call':
      return 8
    default:
      return assertNever(expression)
  }
}

function print(
  expression: FormulaExpression,
  least: number,
  titleOf: (reference: FormulaReference) => string,
): string {
  const own = tightness(expression)
  const text = bare(expression, own, titleOf)
  return own < least ? `(${text})` : text
}

function bare(
  expression: FormulaExpression,
  own: number,
  titleOf: (reference: FormulaReference) => string,
): string {
  const part = (inner: FormulaExpression, least: number) => print(inner, least, titleOf)
  switch (expression.kind) {
    case 'number':
      return expression.text
    case 'boolean':
      return String(expression.value)
    case 'name':
      return titleOf({ kind: 'value', name: expression.name })
    case 'past':
      return titleOf({ kind: expression.reading, name: expression.name })
    case 'negate':
      return `-${part(expression.operand, own)}`
    case 'not':
      return `not(${part(expression.operand, 0)})`
    case 'comparison':
      return `${part(expression.left, own + 1)} ${expression.operator} ${part(expression.right, own + 1)}`
    case 'arithmetic':
    case 'logic':
      return `${part(expression.left, own)} ${expression.operator} ${part(expression.right, own + 1)}`
    case 'if': {
      const { condition, whenTrue, whenFalse } = expression
      return `if ${part(condition, 2)} then ${part(whenTrue, 2)} else ${part(whenFalse, 2)}`
    }
    case 'call':
      return `${expression.function}(${expression.parameters.map((each) => part(each, 0)).join(', ')})`
    default:
      return assertNever(expression)
  }
}
