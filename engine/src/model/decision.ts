import { z } from 'zod'
import { conditionSchema, operandSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { emitMembers, setMembers } from './effect-members.ts'
import { authoredOutcomeSchema, otherwiseOutcomes } from './outcome.ts'
import { citesSchema } from './citation.ts'
import { descriptionSchema, idSchema, titleSchema, unitWordSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'
import { unlistedValueTypeSchema } from './value-types/value-types.ts'
import { operatorSchema } from './operator.ts'

export const hitPolicies = [
  'unique',
  'any',
  'priority',
  'first',
  'collect',
  'ruleOrder',
  'outputOrder',
] as const
export const hitPolicySchema = z.enum(hitPolicies).meta({
  id: 'HitPolicy',
  description:
    "Which of the matching lines count: DMN's hit policies by name, always written. `unique`: at most one line may match; two are a conflict, answered with `requireReview`. `any`: several may match if they say the same. `priority`: the line of the best rank, by the first output's `order` or else by the strictest outcome. `first`: the first that matches. `collect`, `ruleOrder`: all of them, in the order written. `outputOrder`: all of them, in the order of rank.",
})
export type HitPolicy = z.infer<typeof hitPolicySchema>

export const effectSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('set'), ...setMembers })
      .describe('Gives a fact of the case a value.'),
    z
      .strictObject({ type: z.literal('emit'), ...emitMembers })
      .describe('Asks for an action: tells of an event, perhaps as a task for a party.'),
  ])
  .meta({
    id: 'Effect',
    description:
      'What else follows from a line. It happens when a transition that this decision guards is taken; a decision that is only asked tells it and changes nothing.',
  })
export type Effect = z.infer<typeof effectSchema>

export const consequenceSchema = z
  .strictObject({
    outcome: authoredOutcomeSchema
      .optional()
      .describe(
        'The outcome. Left out, it counts as `allow`; a line must have an outcome or `outputs`.',
      ),
    reason: textSchema.describe(
      'Why, in a sentence that the clerk and the clinician read. The id of a parameter in braces stands for its value on the deciding day: `within {reviewTimeLimit}`.',
    ),
    outputs: z
      .record(identifierSchema, valueSchema)
      .optional()
      .describe("Values by the id of one of the decision's output columns."),
    effects: z.array(effectSchema).max(50).optional().describe('What else follows.'),
  })
  .meta({ id: 'Consequence', description: 'What holds when a line matches.' })
export type Consequence = z.infer<typeof consequenceSchema>

export const otherwiseSchema = consequenceSchema
  .extend({
    outcome: z
      .enum(otherwiseOutcomes)
      .optional()
      .describe(
        'An outcome a line may state, or `notAssessable`: that the lines leave these cases open on purpose, with the reason why. Left out, it counts as `allow`.',
      ),
  })
  .meta({ id: 'Otherwise', description: 'What holds when no line matches.' })
export type Otherwise = z.infer<typeof otherwiseSchema>

export const cellTestSchema = z
  .strictObject({ operator: operatorSchema, value: operandSchema })
  .meta({
    id: 'CellTest',
    description: "One test of a table cell: the column's fact compared with something.",
  })
export type CellTest = z.infer<typeof cellTestSchema>

export const inputColumnSchema = z
  .strictObject({
    id: idSchema,
    fact: identifierSchema.describe('The id of the fact its cells test.'),
  })
  .meta({ id: 'InputColumn', description: 'A column of tests over one fact.' })
export type InputColumn = z.infer<typeof inputColumnSchema>

export const outputColumnSchema = z
  .strictObject({
    id: idSchema,
    type: unlistedValueTypeSchema,
    title: titleSchema,
    unit: unitWordSchema.optional(),
    order: z
      .array(valueSchema)
      .optional()
      .describe(
        "All its values, the first ranking highest, for `priority` and `outputOrder`. Without it those rank by outcome. Only the first column's counts.",
      ),
  })
  .meta({ id: 'OutputColumn', description: 'A value a decision yields beside its outcome.' })
export type OutputColumn = z.infer<typeof outputColumnSchema>

export const subjects = ['care', 'money', 'assessment', 'other'] as const
export const subjectSchema = z.enum(subjects).meta({
  id: 'Subject',
  description:
    'What a decision is about, which says how its outcomes are worded. `care`: whether an institution may do something for a patient. `money`: whether something may be distributed. `assessment`: whether something meets a requirement. `other`: none of these.',
})
export type Subject = z.infer<typeof subjectSchema>

const line = {
  id: idSchema,
  title: titleSchema.optional(),
  from: dateSchema.optional().describe('The first day the line holds. Without it, it always has.'),
  to: dateSchema.optional().describe('The last day the line holds. Without it, it goes on.'),
  cites: citesSchema,
  then: consequenceSchema,
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
}

export const tableRowSchema = z
  .strictObject({
    ...line,
    when: z
      .record(identifierSchema, z.array(cellTestSchema).min(1).max(20))
      .describe(
        'The cells by the id of an input column. Several tests in a cell must all hold; a cell that is left out accepts anything. `{}` matches always.',
      ),
  })
  .meta({ id: 'TableRow', description: 'A line of a table. It matches when all its cells do.' })
export type TableRow = z.infer<typeof tableRowSchema>

export const ruleSchema = z
  .strictObject({
    ...line,
    conditions: conditionSchema.describe('When the rule matches.'),
  })
  .meta({
    id: 'Rule',
    description: 'A line of a list of rules. It matches when its conditions are true.',
  })
export type Rule = z.infer<typeof ruleSchema>

const decision = {
  id: idSchema,
  title: titleSchema,
  description: descriptionSchema.optional(),
  cites: citesSchema
    .optional()
    .describe('The clauses the question as a whole rests on. Needed where `otherwise` is written.'),
  contract: contractSchema.optional(),
  derivedFrom: lineageSchema.optional(),
  subject: subjectSchema
    .optional()
    .describe('What it is about; `care` when left out. It changes words, never an outcome.'),
  hitPolicy: hitPolicySchema,
  aggregation: z
    .enum(['sum', 'min', 'max', 'count'])
    .optional()
    .describe(
      'With `collect`: what becomes of the first output of the lines that count, their sum, least, greatest, or how many they are. Without it all lines are told.',
    ),
  appliesWhen: conditionSchema
    .optional()
    .describe(
      'Where the decision has something to say; elsewhere it is `notAssessable`. Without it, everywhere.',
    ),
  outputs: z
    .array(outputColumnSchema)
    .max(20)
    .optional()
    .describe('Values it yields beside its outcome.'),
  otherwise: otherwiseSchema
    .optional()
    .describe(
      'What holds when no line matches. Needed where a case can match none, unless the hit policy tells all lines that match.',
    ),
}

export const tableDecisionSchema = z
  .strictObject({
    kind: z.literal('table'),
    ...decision,
    inputs: z.array(inputColumnSchema).min(1).max(50).describe('The columns, from left to right.'),
    rows: z.array(tableRowSchema).max(5000).describe('The lines, from top to bottom.'),
  })
  .describe('A decision table: each row tests the facts of the columns.')
export type TableDecision = z.infer<typeof tableDecisionSchema>

export const rulesDecisionSchema = z
  .strictObject({
    kind: z.literal('rules'),
    ...decision,
    rules: z.array(ruleSchema).max(5000).describe('The lines, from top to bottom.'),
  })
  .describe('A list of rules, each with a condition of its own.')
export type RulesDecision = z.infer<typeof rulesDecisionSchema>

export const decisionSchema = z
  .discriminatedUnion('kind', [tableDecisionSchema, rulesDecisionSchema])
  .meta({
    id: 'Decision',
    description:
      'One named question over the facts of a case on a day, answered with an outcome, reasons and clauses.',
  })
export type Decision = z.infer<typeof decisionSchema>
