import { z } from 'zod'

/** json-rules-engine's operators and three of ours for code lists (`containsAny`, `containsNone`, `countAtLeast`). */
export const operators = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'containsAny',
  'containsNone',
  'countAtLeast',
] as const
export const operatorSchema = z.enum(operators).meta({ id: 'Operator' })
export type Operator = z.infer<typeof operatorSchema>

/** What a value can be asked that is only the same or another. */
export const equality = ['equal', 'notEqual'] as const satisfies readonly Operator[]

/** What a value can be asked that has an order. */
export const ordering = [
  ...equality,
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const satisfies readonly Operator[]
