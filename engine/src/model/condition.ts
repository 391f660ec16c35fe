import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { operatorSchema } from './operator.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { valueSchema } from './value.ts'

export const operandSchema = z
  .union([
    valueSchema,
    z
      .strictObject({ fact: identifierSchema.describe('The id of a fact of the case.') })
      .describe('Another fact: the comparison is unknown while it is.'),
    parameterReferenceSchema,
  ])
  .meta({
    id: 'Operand',
    description:
      'What a fact is compared with: a written value, another fact, or a parameter. Without a value on the day a parameter leaves the comparison unknown.',
  })
export type Operand = z.infer<typeof operandSchema>

export const factTestSchema = z
  .strictObject({
    fact: identifierSchema.describe('The id of the fact.'),
    operator: operatorSchema,
    value: operandSchema,
  })
  .describe('Compares a fact with something. Unknown while either side is.')
export type FactTest = z.infer<typeof factTestSchema>

export const decisionTestSchema = z
  .strictObject({
    decision: identifierSchema.describe('The id of the decision.'),
    operator: z
      .enum(['equal', 'notEqual', 'in', 'notIn'])
      .describe('`equal`, `notEqual`: this outcome or not. `in`, `notIn`: one of several or none.'),
    value: z
      .union([z.string(), z.array(z.string()).min(1)])
      .describe('An outcome, or with `in` and `notIn` a list of outcomes.'),
  })
  .describe(
    'Compares the outcome of another decision over the same facts on the same day (DMN: information requirement). Unknown while that outcome is `needsFacts`.',
  )
export type DecisionTest = z.infer<typeof decisionTestSchema>

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { condition: string }
  | FactTest
  | DecisionTest

export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      factTestSchema,
      decisionTestSchema,
      z
        .strictObject({
          all: z.array(conditionSchema).min(1).max(200).describe('The parts.'),
        })
        .describe('True when all parts are. False as soon as one is, whatever is unknown.'),
      z
        .strictObject({
          any: z.array(conditionSchema).min(1).max(200).describe('The parts.'),
        })
        .describe('True as soon as one part is, whatever is unknown. False when all are.'),
      z
        // Described itself, it would be another schema each time it is asked for, and have no end.
        .strictObject({ not: conditionSchema })
        .describe('The opposite of the part. Of unknown it is unknown.'),
      z
        .strictObject({
          condition: identifierSchema.describe('The id of an item of the list `conditions`.'),
        })
        .describe('A condition that has a name, so that many rules say it alike.'),
    ]),
  )
  .meta({
    id: 'Condition',
    description:
      "json-rules-engine's condition JSON, read with three values: true, false and unknown. A fact that is not known is never taken for false.",
  })
