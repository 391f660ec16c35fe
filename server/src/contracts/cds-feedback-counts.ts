import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import type { Wire } from './wire.ts'

export const feedbackCountsQuerySchema = z.strictObject({
  from: dateSchema.optional().meta({ description: 'The first day; 90 days before the last' }),
  to: dateSchema.optional().meta({ description: 'The last day; today' }),
})

export const feedbackCountsSchema = z
  .strictObject({
    ruleset: z.string(),
    from: dateSchema,
    to: dateSchema,
    rows: z.array(
      z.strictObject({
        decision: z.string(),
        rule: z.string().meta({ description: 'The rule or row the cards rest on' }),
        unit: z.string().nullable().meta({ description: 'Null where the unit was not known' }),
        shown: z.int(),
        accepted: z.int(),
        overridden: z.int(),
        reasons: z.array(
          z.strictObject({
            code: z.string().nullable().meta({ description: 'Null where none was given' }),
            count: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'CdsFeedbackCounts' })
export type CdsFeedbackCounts = Wire<typeof feedbackCountsSchema>
