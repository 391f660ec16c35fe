import { z } from 'zod'
import type { Wire, WireInput } from './wire.ts'

const reason = z.string().trim().min(1).max(2000)
const moment = z.string()

/** For how long something is kept, and who says so. */
export const retentionRuleSchema = z
  .strictObject({
    days: z
      .int()
      .min(1)
      .max(36_525)
      .meta({ description: 'Days: of a closed case since its last step, else since it was noted' }),
    source: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .meta({ description: 'The law or rule that says so, with its article' }),
  })
  .meta({ id: 'RetentionRule' })
export type RetentionRule = Wire<typeof retentionRuleSchema>

/** What is kept for a time that a rule says: closed cases, notes of reads, cards of CDS Hooks, events, what no receiver took. */
export const retentionKinds = [
  'closedCases',
  'caseReads',
  'adviceCards',
  'events',
  'parkedDeliveries',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

const rule = retentionRuleSchema.nullable().meta({ description: 'Null where all of it is kept' })
export const retentionRulesSchema = z
  .strictObject({
    closedCases: rule,
    caseReads: rule,
    adviceCards: rule,
    events: rule,
    parkedDeliveries: rule,
  })
  .meta({ id: 'RetentionRules' })
export type RetentionRules = Wire<typeof retentionRulesSchema>

export const proposeRulesInputSchema = z
  .strictObject({ rules: retentionRulesSchema, reason })
  .meta({ id: 'ProposedRetentionInput' })
export type ProposeRulesInput = WireInput<typeof proposeRulesInputSchema>

const dueSchema = z
  .strictObject({
    closedCases: z.int(),
    caseReads: z.int(),
    adviceCards: z.int(),
    events: z.int(),
    parkedDeliveries: z.int(),
  })
  .meta({
    id: 'RetentionDue',
    description: 'How many are past their time today; counted up to a thousand',
  })
export type RetentionDue = Wire<typeof dueSchema>

export const retentionReadingSchema = z
  .strictObject({
    county: z.string(),
    rules: retentionRulesSchema,
    due: dueSchema,
    confirmed: z
      .strictObject({
        reason: z.string(),
        proposedBy: z.string(),
        proposedAt: moment,
        confirmedBy: z.string(),
        confirmedAt: moment,
      })
      .nullable()
      .meta({ description: 'Null where nobody has set any rule: nothing is removed then' }),
    proposal: z
      .strictObject({
        id: z.string(),
        rules: retentionRulesSchema,
        due: dueSchema,
        reason: z.string(),
        by: z.string(),
        at: moment,
        own: z.boolean().meta({ description: 'You made it, so somebody else has to confirm it' }),
      })
      .nullable(),
    archive: z
      .string()
      .nullable()
      .meta({ description: 'The folder closed cases are archived in; null where there is none' }),
  })
  .meta({ id: 'RetentionReading' })
export type RetentionReading = Wire<typeof retentionReadingSchema>
