import { evaluateFormula } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { readFormula, readFrom } from './make-formula.ts'

const result = (text: string, values: Parameters<typeof readFrom>[0] = {}) => {
  const { trace: _, ...outcome } = evaluateFormula(readFormula(text), readFrom(values))
  return outcome
}
const value = (n: bigint, d = 1n) => ({ kind: 'value', value: { n, d } })
const truth = (is: boolean) => ({ kind: 'value', value: is })
const needs = (...names: string[]) => ({ kind: 'unknown', needs: names })
const none = (reason: string, part: string) => ({ kind: 'notAssessable', reason, part })

describe('values are exact', () => {
  it.each([
    ['(income - cost) / cost', { income: 120_000_000, cost: 100_000_000 }, value(1n, 5n)],
    ['0.1 + 0.2', {}, value(3n, 10n)],
    ['1 / 3 * 3', {}, value(1n)],
    ['-a / b', { a: 1, b: -2 }, value(1n, 2n)],
    ['sum(a, b, 1)', { a: 2, b: 3 }, value(6n)],
    ['min(a, b) - max(a, b)', { a: 2, b: 3 }, value(-1n)],
    ['abs(a)', { a: -7 }, value(7n)],
    ['round half up(2.5, 0)', {}, value(3n)],
    ['round half up(-2.5, 0)', {}, value(-3n)],
    ['round half up(a, 2)', { a: [2n, 3n] }, value(67n, 100n)],
    ['1 / 3 < 0.3333333333333333333333333333', {}, truth(false)],
    ['a = 0.70', { a: [7n, 10n] }, truth(true)],
    ['true = (a > 1)', { a: 2 }, truth(true)],
    ['true != false', {}, truth(true)],
    ['a <= 1 and a >= 1 or a < 1', { a: 1 }, truth(true)],
    ['not(a > 1)', { a: 1 }, truth(true)],
    ['previous(a) + baseline(a) + a', { a: 1, 'previous(a)': 20, 'baseline(a)': 300 }, value(321n)],
  ] as const)('FO9 %s', (text, values, expected) => {
    expect(result(text, values)).toEqual(expected)
  })

  it('FO9 amounts beyond 2^53 lose nothing', () => {
    const large: readonly [bigint, bigint] = [9_007_199_254_740_993n, 1n]
    expect(result('a * a - (a + 1) * (a - 1)', { a: large })).toEqual(value(1n))
  })
})

describe('what is unknown stays unknown until nothing depends on it', () => {
  it.each([
    ['a + u', needs('u')],
    ['u + previous(w) + u', needs('u', 'previous(w)')],
    ['u > 1 and a > 100', truth(false)],
    ['u > 1 or a = 1', truth(true)],
    ['u > 1 and a = 1', needs('u')],
    ['not(u > 1)', needs('u')],
    ['if a = 1 then 5 else u', value(5n)],
    ['if u > 1 then 5 else 2 + 3', value(5n)],
    ['if u > 1 then 5 else 6', needs('u')],
    ['if u > 1 then w else 6', needs('u', 'w')],
    ['if u > 1 then a > 0 else true', truth(true)],
    ['0 * u', needs('u')],
    ['min(a, u)', needs('u')],
    ['a / u', needs('u')],
  ])('FO10 %s', (text, expected) => {
    expect(result(text, { a: 1 })).toEqual(expected)
  })
})

describe('no value is neither zero nor unknown', () => {
  it.each([
    ['a / (b - 2)', none('divisionByZero', 'b - 2')],
    ['1 + u / 0', none('divisionByZero', '0')],
    ['u + a / 0', none('divisionByZero', '0')],
    ['a / 0 > 1 and false', truth(false)],
    ['a / 0 > 1 and u > 1', needs('u')],
    ['a / 0 > 1 or false', none('divisionByZero', '0')],
    ['if a / 0 > 1 then 5 else 5', value(5n)],
    ['if a / 0 > 1 then 5 else 6', none('divisionByZero', '0')],
    ['if a / 0 > 1 then 5 else u', needs('u')],
    ['a + true', none('wrongType', 'true')],
    ['a and true', none('wrongType', 'a')],
    ['a = true', none('wrongType', 'true')],
    ['if a then 1 else 2', none('wrongType', 'a')],
    ['not(a)', none('wrongType', 'a')],
  ])('FO11 %s', (text, expected) => {
    expect(result(text, { a: 1, b: 2 })).toEqual(expected)
  })

  it('FO11 an indicator without a value passes that on', () => {
    const formula = readFormula('1 + rate')
    expect(evaluateFormula(formula, () => 'notAssessable')).toMatchObject(
      none('notAssessableInput', 'rate'),
    )
  })
})

it('FO12 the trace tells every part, taken or not', () => {
  const { trace } = evaluateFormula(
    readFormula('if a > 0 then b else c / 0'),
    readFrom({ a: 1, b: 2, c: 3 }),
  )
  expect(trace.outcome).toEqual(value(2n))
  expect(trace.parts.map(({ outcome }) => outcome)).toEqual([
    truth(true),
    value(2n),
    none('divisionByZero', '0'),
  ])
  expect(trace.parts[0]?.parts[0]?.outcome).toEqual(value(1n))
})
