import { compareFractions, fractionOfDecimal, fractionOfRatio } from '../model/exact.ts'
import type { Operator } from '../model/condition.ts'
import type { Ratio, Value, ValueType } from '../model/value.ts'
import { durationSeconds } from './duration.ts'

const equality = ['equal', 'notEqual'] as const
const ordering = [
  ...equality,
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const

/** Which operators may stand behind a fact of each type. */
export const operatorsOfType: Readonly<Record<ValueType, readonly Operator[]>> = {
  boolean: equality,
  integer: ordering,
  decimal: ordering,
  money: ordering,
  ratio: ordering,
  code: [...equality, 'in', 'notIn'],
  codeList: ['contains', 'doesNotContain', 'containsAny', 'containsNone', 'countAtLeast'],
  date: ordering,
  dateTime: ordering,
  duration: ordering,
  text: equality,
}

/** The type the right-hand side must have. */
export function operandType(type: ValueType, operator: Operator): ValueType {
  switch (operator) {
    case 'in':
    case 'notIn':
    case 'containsAny':
    case 'containsNone':
      return 'codeList'
    case 'contains':
    case 'doesNotContain':
      return 'code'
    case 'countAtLeast':
      return 'integer'
    default:
      return type
  }
}

/** Compares two known values of the right types. Numbers, ratios and decimals compare exactly. Pure. */
export function compareValues(
  type: ValueType,
  operator: Operator,
  actual: Value,
  expected: Value,
): boolean {
  switch (operator) {
    case 'equal':
      return order(type, actual, expected) === 0
    case 'notEqual':
      return order(type, actual, expected) !== 0
    case 'lessThan':
      return order(type, actual, expected) < 0
    case 'lessThanInclusive':
      return order(type, actual, expected) <= 0
    case 'greaterThan':
      return order(type, actual, expected) > 0
    case 'greaterThanInclusive':
      return order(type, actual, expected) >= 0
    case 'in':
      return listOf(expected).includes(actual as string)
    case 'notIn':
      return !listOf(expected).includes(actual as string)
    case 'contains':
      return listOf(actual).includes(expected as string)
    case 'doesNotContain':
      return !listOf(actual).includes(expected as string)
    case 'containsAny':
      return listOf(actual).some((code) => listOf(expected).includes(code))
    case 'containsNone':
      return !listOf(actual).some((code) => listOf(expected).includes(code))
    case 'countAtLeast':
      return listOf(actual).length >= (expected as number)
  }
}

function listOf(value: Value): readonly string[] {
  return Array.isArray(value) ? value : []
}

function order(type: ValueType, a: Value, b: Value): number {
  switch (type) {
    case 'integer':
    case 'money':
      return (a as number) - (b as number)
    case 'decimal':
      return compareFractions(fractionOfDecimal(a as string), fractionOfDecimal(b as string))
    case 'ratio':
      return compareFractions(fractionOfRatio(a as Ratio), fractionOfRatio(b as Ratio))
    case 'dateTime':
      return Date.parse(a as string) - Date.parse(b as string)
    case 'duration':
      return (durationSeconds(a as string) ?? 0) - (durationSeconds(b as string) ?? 0)
    case 'boolean':
    case 'code':
    case 'codeList':
    case 'date':
    case 'text':
      return a === b ? 0 : a < b ? -1 : 1
  }
}
