import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema } from './common.ts'
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
        version: z.string().meta({ description: 'The version the cards were made by' }),
        unit: z.string().nullable().meta({ description: 'Null where the unit was not known' }),
        unitTitle: z.string().nullable().meta({
          description: 'As the list of units calls it; null where it is not in the list',
        }),
        shown: z.int(),
        accepted: z.int(),
        overridden: z.int(),
        reasons: z.array(
          z.strictObject({
            code: z.string().nullable().meta({ description: 'Null where none was given' }),
            title: messageSchema.nullable().meta({
              description: 'What the cards call it; null for a code they do not offer',
            }),
            count: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'CdsFeedbackCounts' })
export type CdsFeedbackCounts = Wire<typeof feedbackCountsSchema>
