import { assertNever } from '../model/assert-never.ts'
import { digitLimit } from '../model/exact.ts'
import type { Formula, FormulaExpression, FormulaReference } from './formula.ts'
import { partsOf, referenceOf } from './formula-parts.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

/**
 * How long a number can get, as a fraction over 10^`tens` times some whole number: below 10^`over` above the line, that
 * number below 10^`under`. Powers of ten are told apart, because decimals added to each other share theirs.
 */
export interface DigitBound {
  readonly over: number
  readonly under: number
  readonly tens: number
}

/** The bound of what a formula reads. Nothing where it is not known to have one: a problem told elsewhere. */
export type BoundOf = (reference: FormulaReference) => DigitBound | undefined

/** A yes or no, a zero, or nothing that is ever worked with. */
const trifle: DigitBound = { over: 1, under: 0, tens: 0 }

/** What a value of a type can come to, whatever it is. Pure. */
export function boundOfType(type: ValueType, unit: string | undefined): DigitBound {
  const { number } = valueTypeModules[type]
  if (number === undefined) return trifle
  const { over, under, tens } = number.digits
  const points = unit === 'percentagePoint' && number.counts !== 'share'
  return { over, under, tens: points ? tens + 2 : tens }
}

/** Whether every number within a bound is short enough to be worked with. Pure. */
export function isBoundWithin({ over, under, tens }: DigitBound): boolean {
  return over <= digitLimit && under + tens <= digitLimit
}

/**
 * The bound of a formula from those of what it reads, or the innermost part that could come to more digits than
 * numbers may have. Nothing where something it reads has no bound. Each part is looked at once. Pure.
 */
export function digitBound(
  { expression }: Formula,
  boundOf: BoundOf,
): DigitBound | { readonly tooLong: FormulaExpression } | undefined {
  const parts: DigitBound[] = []
  let open = false
  for (const part of partsOf(expression)) {
    const bound = digitBound({ text: '', expression: part }, boundOf)
    if (bound === undefined) open = true
    else if ('tooLong' in bound) return bound
    else parts.push(bound)
  }
  if (open) return undefined
  const reference = referenceOf(expression)
  const bound = reference === undefined ? boundOfParts(expression, parts) : boundOf(reference)
  return bound === undefined || isBoundWithin(bound) ? bound : { tooLong: expression }
}

function boundOfParts(expression: FormulaExpression, parts: readonly DigitBound[]): DigitBound {
  const [first = trifle, second = trifle, third = trifle] = parts
  switch (expression.kind) {
    case 'number': {
      const [whole = '', part = ''] = expression.text.split('.')
      return { over: whole.length + part.length, under: 0, tens: part.length }
    }
    case 'negate':
      return first
    case 'arithmetic':
      if (expression.operator === '*') return product(first, second)
      if (expression.operator === '/') return product(first, inverse(second))
      return sum([first, second])
    case 'if':
      return eitherBound([second, third])
    case 'call':
      return called(expression, parts)
    case 'boolean':
    case 'comparison':
    case 'logic':
    case 'not':
    case 'name':
    case 'past':
      return trifle
    default:
      return assertNever(expression)
  }
}

function called(
  expression: Extract<FormulaExpression, { kind: 'call' }>,
  parts: readonly DigitBound[],
): DigitBound {
  const [first = trifle] = parts
  switch (expression.function) {
    case 'sum':
      return sum(parts)
    case 'min':
    case 'max':
      return eitherBound(parts)
    case 'abs':
      return first
    case 'round half up': {
      const [, digits] = expression.parameters
      const kept = digits?.kind === 'number' ? Number(digits.text) : 0
      return { over: Math.max(1, first.over - first.tens) + kept + 1, under: 0, tens: kept }
    }
    default:
      return assertNever(expression.function)
  }
}

function product(a: DigitBound, b: DigitBound): DigitBound {
  return { over: a.over + b.over, under: a.under + b.under, tens: a.tens + b.tens }
}

function inverse({ over, under, tens }: DigitBound): DigitBound {
  return { over: under + tens, under: over, tens: 0 }
}

function sum(parts: readonly DigitBound[]): DigitBound {
  const under = parts.reduce((all, part) => all + part.under, 0)
  const tens = Math.max(0, ...parts.map((part) => part.tens))
  const over = parts.map((part) => part.over + (under - part.under) + (tens - part.tens))
  // Ten numbers of so many digits have one digit more.
  return { over: Math.max(1, ...over) + String(parts.length).length, under, tens }
}

/** The bound of what may be any of these. Pure. */
export function eitherBound(parts: readonly DigitBound[]): DigitBound {
  const tens = Math.max(0, ...parts.map((part) => part.tens))
  return {
    over: Math.max(1, ...parts.map((part) => part.over + tens - part.tens)),
    under: Math.max(0, ...parts.map(({ under }) => under)),
    tens,
  }
}
