import { z } from 'zod'

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
export const operatorSchema = z.enum(operators).meta({
  id: 'Operator',
  description:
    "A comparison, named as in json-rules-engine. `equal`, `notEqual`: the same or not. `lessThan`, `lessThanInclusive`, `greaterThan`, `greaterThanInclusive`: in order, the bound itself counting with `Inclusive`. `in`, `notIn`: a code among a list of codes. `contains`, `doesNotContain`: a list of codes has the code. `containsAny`, `containsNone`: it has one of a list of codes, or none of them. `countAtLeast`: it has at least so many codes. Which operators fit which type of fact stands under 'Types of values'.",
})
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
