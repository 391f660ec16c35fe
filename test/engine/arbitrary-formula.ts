import type { FormulaExpression } from '@jieli/engine'
import fc from 'fast-check'

/** What random formulas read, as formulas write it. */
export const numberNames = ['a', 'b.c', '收入', 'previous(a)'] as const
export const truthNames = ['met', '合格.甲'] as const

const nowhere = { from: 0, to: 0 }

const numberName = fc
  .constantFrom(...numberNames)
  .map((name): FormulaExpression =>
    name === 'previous(a)'
      ? { ...nowhere, kind: 'past', reading: 'previous', name: 'a' }
      : { ...nowhere, kind: 'name', name },
  )
const truthName = fc
  .constantFrom(...truthNames)
  .map((name): FormulaExpression => ({ ...nowhere, kind: 'name', name }))
const number = fc
  .constantFrom('0', '1', '2', '3', '0.5', '0.25', '12.50')
  .map((text): FormulaExpression => ({ ...nowhere, kind: 'number', text }))
const truth = fc
  .boolean()
  .map((value): FormulaExpression => ({ ...nowhere, kind: 'boolean', value }))

const trees = fc.letrec<{ number: FormulaExpression; truth: FormulaExpression }>((tie) => {
  const n = tie('number')
  const t = tie('truth')
  return {
    number: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'formula' },
      fc.oneof(
        { arbitrary: numberName, weight: 6 },
        { arbitrary: number, weight: 4 },
        { arbitrary: truthName, weight: 1 },
      ),
      n.map((operand) => ({ ...nowhere, kind: 'negate' as const, operand })),
      fc.tuple(fc.constantFrom('+', '-', '*', '/'), n, n).map(([operator, left, right]) => ({
        ...nowhere,
        kind: 'arithmetic' as const,
        operator,
        left,
        right,
      })),
      choice(t, n),
      fc
        .tuple(fc.constantFrom('sum', 'min', 'max'), fc.array(n, { minLength: 1, maxLength: 3 }))
        .map(([name, parameters]) => ({
          ...nowhere,
          kind: 'call' as const,
          function: name,
          parameters,
        })),
      n.map((operand) => ({
        ...nowhere,
        kind: 'call' as const,
        function: 'abs' as const,
        parameters: [operand],
      })),
      fc.tuple(n, fc.integer({ min: 0, max: 2 })).map(([operand, digits]) => ({
        ...nowhere,
        kind: 'call' as const,
        function: 'round half up' as const,
        parameters: [operand, { ...nowhere, kind: 'number' as const, text: String(digits) }],
      })),
    ),
    truth: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'formula' },
      fc.oneof({ arbitrary: truthName, weight: 5 }, { arbitrary: truth, weight: 2 }),
      fc
        .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), n, n)
        .map(([operator, left, right]) => ({
          ...nowhere,
          kind: 'comparison' as const,
          operator,
          left,
          right,
        })),
      fc.tuple(fc.constantFrom('=', '!='), t, t).map(([operator, left, right]) => ({
        ...nowhere,
        kind: 'comparison' as const,
        operator,
        left,
        right,
      })),
      fc.tuple(fc.constantFrom('and', 'or'), t, t).map(([operator, left, right]) => ({
        ...nowhere,
        kind: 'logic' as const,
        operator,
        left,
        right,
      })),
      t.map((operand) => ({ ...nowhere, kind: 'not' as const, operand })),
      choice(t, t),
    ),
  }
})

/** Formulas of every form; now and then a yes or no stands where a number belongs. */
export const arbitraryFormula: fc.Arbitrary<FormulaExpression> = fc.oneof(trees.number, trees.truth)

function choice(
  condition: fc.Arbitrary<FormulaExpression>,
  branch: fc.Arbitrary<FormulaExpression>,
): fc.Arbitrary<FormulaExpression> {
  return fc.tuple(condition, branch, branch).map(([first, whenTrue, whenFalse]) => ({
    ...nowhere,
    kind: 'if',
    condition: first,
    whenTrue,
    whenFalse,
  }))
}

/** The same expression without its places in a text. */
export function withoutSpans(expression: FormulaExpression): unknown {
  return JSON.parse(
    JSON.stringify(expression, (key, value: unknown) =>
      key === 'from' || key === 'to' ? undefined : value,
    ),
  )
}
