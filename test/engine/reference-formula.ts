import type { FormulaExpression } from '@jieli/engine'

/** Thrown where there is no value: the whole of a strict operation has none. */
class NoValue extends Error {}

type Plain = boolean | { readonly over: bigint; readonly under: bigint }

/**
 * A second evaluation of formulas over known values, written apart from the engine's: by exceptions, without reducing
 * fractions. Gives `n/d` in lowest terms, `true`, `false` or `none`.
 */
export function referenceValue(
  expression: FormulaExpression,
  values: Readonly<Record<string, number | boolean>>,
): string {
  const value = attempt(() => compute(expression, values))
  if (value === undefined) return 'none'
  if (typeof value === 'boolean') return String(value)
  const sign = value.under < 0n ? -1n : 1n
  const divisor = commonDivisor(value.over, value.under)
  return `${(sign * value.over) / divisor}/${(sign * value.under) / divisor}`
}

function compute(
  expression: FormulaExpression,
  values: Readonly<Record<string, number | boolean>>,
): Plain {
  const go = (part: FormulaExpression) => compute(part, values)
  const fraction = (part: FormulaExpression) => asFraction(go(part))
  switch (expression.kind) {
    case 'number': {
      const places = expression.text.split('.')[1]?.length ?? 0
      return { over: BigInt(expression.text.replace('.', '')), under: 10n ** BigInt(places) }
    }
    case 'boolean':
      return expression.value
    case 'name':
      return plain(values[expression.name])
    case 'past':
      return plain(values[`${expression.reading}(${expression.name})`])
    case 'negate': {
      const { over, under } = fraction(expression.operand)
      return { over: -over, under }
    }
    case 'not':
      return !asTruth(go(expression.operand))
    case 'arithmetic': {
      const a = fraction(expression.left)
      const b = fraction(expression.right)
      if (expression.operator === '*') return { over: a.over * b.over, under: a.under * b.under }
      if (expression.operator === '/') {
        if (b.over === 0n) throw new NoValue()
        return { over: a.over * b.under, under: a.under * b.over }
      }
      const second = expression.operator === '+' ? b.over : -b.over
      return { over: a.over * b.under + second * a.under, under: a.under * b.under }
    }
    case 'comparison': {
      const [left, right] = [go(expression.left), go(expression.right)]
      if (typeof left === 'boolean' && typeof right === 'boolean') {
        if (expression.operator === '=') return left === right
        if (expression.operator === '!=') return left !== right
      }
      const order = signOf(asFraction(left), asFraction(right))
      return {
        '<': order < 0,
        '<=': order <= 0,
        '>': order > 0,
        '>=': order >= 0,
        '=': order === 0,
        '!=': order !== 0,
      }[expression.operator]
    }
    case 'logic': {
      const sides = [expression.left, expression.right].map((part) =>
        attempt(() => asTruth(go(part))),
      )
      const decides = expression.operator === 'or'
      if (sides.includes(decides)) return decides
      if (sides.includes(undefined)) throw new NoValue()
      return !decides
    }
    case 'if': {
      const condition = attempt(() => asTruth(go(expression.condition)))
      if (condition !== undefined) return go(condition ? expression.whenTrue : expression.whenFalse)
      const [yes, no] = [go(expression.whenTrue), go(expression.whenFalse)]
      const same =
        typeof yes === 'boolean' || typeof no === 'boolean' ? yes === no : signOf(yes, no) === 0
      if (!same) throw new NoValue()
      return yes
    }
    case 'call': {
      const given = expression.parameters.map(fraction)
      const sorted = given.toSorted(signOf)
      const [first = asFraction(true)] = given
      if (expression.function === 'min') return sorted[0] ?? first
      if (expression.function === 'max') return sorted.at(-1) ?? first
      if (expression.function === 'abs')
        return signOf(first, zero) < 0 ? { over: -first.over, under: first.under } : first
      if (expression.function === 'round half up') return rounded(first, Number(given[1]?.over))
      return given.reduce((a, b) => ({
        over: a.over * b.under + b.over * a.under,
        under: a.under * b.under,
      }))
    }
  }
}

const zero = { over: 0n, under: 1n }

function rounded(value: { over: bigint; under: bigint }, digits: number): Plain {
  const under = 10n ** BigInt(digits)
  const negative = signOf(value, zero) < 0
  const size = { over: abs(value.over) * under, under: abs(value.under) }
  const whole = size.over / size.under
  const up = (size.over % size.under) * 2n >= size.under
  const over = up ? whole + 1n : whole
  return { over: negative ? -over : over, under }
}

function signOf(a: { over: bigint; under: bigint }, b: { over: bigint; under: bigint }): number {
  const difference = (a.over * b.under - b.over * a.under) * a.under * b.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? abs(a) : commonDivisor(b, a % b)
}

function plain(value: number | boolean | undefined): Plain {
  if (value === undefined) throw new Error('The reference evaluation knows every value.')
  return typeof value === 'boolean' ? value : { over: BigInt(value), under: 1n }
}

function asFraction(value: Plain): { over: bigint; under: bigint } {
  if (typeof value === 'boolean') throw new NoValue()
  return value
}

function asTruth(value: Plain): boolean {
  if (typeof value !== 'boolean') throw new NoValue()
  return value
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (problem) {
    if (problem instanceof NoValue) return undefined
    throw problem
  }
}
