import { assertNever } from '../model/assert-never.ts'
import type { Formula, FormulaExpression, FormulaReference } from './formula.ts'

/** The direct parts of an expression, in the order written. Pure. */
export function partsOf(expression: FormulaExpression): readonly FormulaExpression[] {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'name':
    case 'past':
      return []
    case 'negate':
    case 'not':
      return [expression.operand]
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [expression.left, expression.right]
    case 'if':
      return [expression.condition, expression.whenTrue, expression.whenFalse]
    case 'call':
      return expression.parameters
    default:
      return assertNever(expression)
  }
}

/** What a formula reads, each once, in the order first written. Pure. */
export function formulaReferences(formula: Formula): readonly FormulaReference[] {
  const found = new Map<string, FormulaReference>()
  walk(formula.expression, (expression) => {
    const reference = referenceOf(expression)
    if (reference !== undefined) found.set(`${reference.kind} ${reference.name}`, reference)
  })
  return [...found.values()]
}

/** The names a formula reads, whether of this period or of another, each once. Pure. */
export function formulaNames(formula: Formula): readonly string[] {
  return [...new Set(formulaReferences(formula).map(({ name }) => name))]
}

/** What an expression itself reads, if it reads anything. Pure. */
export function referenceOf(expression: FormulaExpression): FormulaReference | undefined {
  if (expression.kind === 'name') return { kind: 'value', name: expression.name }
  if (expression.kind === 'past') return { kind: expression.reading, name: expression.name }
  return undefined
}

/** How a formula writes what it reads: `ledger.income`, `previous(ledger.income)`. Pure. */
export function referenceText({ kind, name }: FormulaReference): string {
  return kind === 'value' ? name : `${kind}(${name})`
}

function walk(expression: FormulaExpression, visit: (part: FormulaExpression) => void): void {
  visit(expression)
  for (const part of partsOf(expression)) walk(part, visit)
}
