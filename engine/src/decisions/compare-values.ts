import type { Operator } from '../model/operator.ts'
import type { Value } from '../model/value.ts'
import type { ValueDomain } from '../model/value-types/value-type-module.ts'
import { type ValueType, valueTypeModules } from '../model/value-types/value-types.ts'

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

/** True when values of the type come before and after each other. Pure. */
export function hasOrder(type: ValueType): boolean {
  return valueTypeModules[type].operators.includes('lessThan')
}

/** What is compared: its type, and the list that orders its codes where it has one. Facts and parameters fit. */
export interface Compared extends ValueDomain {
  readonly type: ValueType
}

/** An outcome of a decision, as it is compared. */
export const comparedOutcome: Compared = { type: 'code' }

/** Compares two known values of the right types. Numbers, ratios and decimals compare exactly. Pure. */
export function compareValues(
  compared: Compared,
  operator: Operator,
  actual: Value,
  expected: Value,
): boolean {
  const { compare } = valueTypeModules[compared.type]
  switch (operator) {
    case 'equal':
      return compare(actual, expected, compared) === 0
    case 'notEqual':
      return compare(actual, expected, compared) !== 0
    case 'lessThan':
      return compare(actual, expected, compared) < 0
    case 'lessThanInclusive':
      return compare(actual, expected, compared) <= 0
    case 'greaterThan':
      return compare(actual, expected, compared) > 0
    case 'greaterThanInclusive':
      return compare(actual, expected, compared) >= 0
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
