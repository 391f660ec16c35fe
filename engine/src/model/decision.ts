import { z } from 'zod'
import { conditionSchema, operandSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { authoredOutcomeSchema } from './outcome.ts'
import { delaySchema } from './parameter.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'
import { valueTypeSchema } from './value-types/value-types.ts'
import { operatorSchema } from './operator.ts'

/** DMN's hit policies by name. Always written: there is no default. */
export const hitPolicies = [
  'unique',
  'any',
  'priority',
  'first',
  'collect',
  'ruleOrder',
  'outputOrder',
] as const
export const hitPolicySchema = z.enum(hitPolicies).meta({ id: 'HitPolicy' })
export type HitPolicy = z.infer<typeof hitPolicySchema>

/** What else follows from a rule: a fact is set, or an event is emitted, perhaps as a task with a due time. */
export const effectSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('set'), fact: identifierSchema, value: valueSchema }),
    z.strictObject({
      type: z.literal('emit'),
      event: identifierSchema,
      title: textSchema,
      to: identifierSchema.optional(),
      dueIn: delaySchema.optional(),
    }),
  ])
  .meta({ id: 'Effect' })
export type Effect = z.infer<typeof effectSchema>

/** What holds when a row matches. The reason is read by the clerk and the clinician. */
export const consequenceSchema = z
  .strictObject({
    outcome: authoredOutcomeSchema.optional(),
    reason: textSchema,
    outputs: z.record(identifierSchema, valueSchema).optional(),
    effects: z.array(effectSchema).max(50).optional(),
  })
  .meta({ id: 'Consequence' })
export type Consequence = z.infer<typeof consequenceSchema>

/** One test in a table cell; several in a cell must all hold. An absent cell accepts anything. */
export const cellTestSchema = z
  .strictObject({ operator: operatorSchema, value: operandSchema })
  .meta({ id: 'CellTest' })
export type CellTest = z.infer<typeof cellTestSchema>

export const inputColumnSchema = z.strictObject({ id: identifierSchema, fact: identifierSchema })
export type InputColumn = z.infer<typeof inputColumnSchema>

/** A value a decision yields beside its outcome. For `priority` and `outputOrder`, `order` ranks the values, first wins. */
export const outputColumnSchema = z.strictObject({
  id: identifierSchema,
  type: valueTypeSchema,
  title: textSchema,
  unit: z.string().max(40).optional(),
  order: z.array(valueSchema).optional(),
})
export type OutputColumn = z.infer<typeof outputColumnSchema>

const line = {
  id: identifierSchema,
  title: textSchema.optional(),
  /** First day the line holds (inclusive). */
  from: dateSchema.optional(),
  /** Last day the line holds (inclusive). */
  to: dateSchema.optional(),
  cites: citesSchema,
  then: consequenceSchema,
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
}

export const tableRowSchema = z
  .strictObject({
    ...line,
    when: z.record(identifierSchema, z.array(cellTestSchema).min(1).max(20)),
  })
  .meta({ id: 'TableRow' })
export type TableRow = z.infer<typeof tableRowSchema>

export const ruleSchema = z
  .strictObject({ ...line, conditions: conditionSchema })
  .meta({ id: 'Rule' })
export type Rule = z.infer<typeof ruleSchema>

const decision = {
  id: identifierSchema,
  title: textSchema,
  description: textSchema.optional(),
  cites: citesSchema.optional(),
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
  hitPolicy: hitPolicySchema,
  aggregation: z.enum(['sum', 'min', 'max', 'count']).optional(),
  /** Where the decision has something to say; elsewhere it is `notAssessable`. */
  appliesWhen: conditionSchema.optional(),
  outputs: z.array(outputColumnSchema).max(20).optional(),
  /** What holds when no row matches. Without it, a decision no row speaks to is `notAssessable`. */
  otherwise: consequenceSchema.optional(),
}

export const tableDecisionSchema = z.strictObject({
  kind: z.literal('table'),
  ...decision,
  inputs: z.array(inputColumnSchema).min(1).max(50),
  rows: z.array(tableRowSchema).max(5000),
})
export type TableDecision = z.infer<typeof tableDecisionSchema>

export const rulesDecisionSchema = z.strictObject({
  kind: z.literal('rules'),
  ...decision,
  rules: z.array(ruleSchema).max(5000),
})
export type RulesDecision = z.infer<typeof rulesDecisionSchema>

/** One named question: a decision table, or a list of rules in json-rules-engine's condition JSON. */
export const decisionSchema = z
  .discriminatedUnion('kind', [tableDecisionSchema, rulesDecisionSchema])
  .meta({ id: 'Decision' })
export type Decision = z.infer<typeof decisionSchema>
