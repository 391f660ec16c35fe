import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { operatorSchema } from './operator.ts'
import { valueSchema } from './value.ts'

/** The right-hand side of a comparison: a written value, another fact, or a parameter as of the deciding day. */
export const operandSchema = z
  .union([
    valueSchema,
    z.strictObject({ fact: identifierSchema }),
    z.strictObject({ parameter: identifierSchema }),
  ])
  .meta({ id: 'Operand' })
export type Operand = z.infer<typeof operandSchema>

/** Compares a fact with an operand. */
export const factTestSchema = z.strictObject({
  fact: identifierSchema,
  operator: operatorSchema,
  value: operandSchema,
})
export type FactTest = z.infer<typeof factTestSchema>

/** Compares the outcome of another decision over the same facts (DMN: information requirement). */
export const decisionTestSchema = z.strictObject({
  decision: identifierSchema,
  operator: z.enum(['equal', 'notEqual', 'in', 'notIn']),
  value: z.union([z.string(), z.array(z.string()).min(1)]),
})
export type DecisionTest = z.infer<typeof decisionTestSchema>

/** json-rules-engine's condition JSON, read with three values (true, false, unknown). */
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
      z.strictObject({ all: z.array(conditionSchema).min(1).max(200) }),
      z.strictObject({ any: z.array(conditionSchema).min(1).max(200) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ condition: identifierSchema }),
    ]),
  )
  .meta({ id: 'Condition' })
