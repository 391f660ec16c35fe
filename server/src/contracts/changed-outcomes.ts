import { dateSchema, subjectSchema } from '@jieli/engine'
import { z } from 'zod'
import { issueExampleSchema, messageSchema } from './common.ts'
import type { Wire } from './wire.ts'

export const changedOutcomesQuerySchema = z.strictObject({
  from: dateSchema
    .optional()
    .meta({ description: 'The first day the draft would be in force; today when absent' }),
})

export const changedOutcomesSchema = z
  .strictObject({
    from: dateSchema,
    version: z
      .string()
      .optional()
      .meta({ description: 'The version in force on that day; absent where there is none' }),
    changes: z.array(
      z.strictObject({
        subject: subjectSchema,
        title: messageSchema.meta({
          description: 'The decision; several where they change in the very same cases',
        }),
        was: messageSchema.meta({ description: 'The outcome under the version in force' }),
        now: messageSchema.meta({ description: 'The outcome under the draft' }),
        common: messageSchema.optional().meta({ description: 'What is so of all of the cases' }),
        cases: z.array(
          z.strictObject({
            conditions: messageSchema.meta({
              description: 'Every case of which this, and what is common, is so changes like that',
            }),
            example: issueExampleSchema,
          }),
        ),
      }),
    ),
    undecided: z
      .array(messageSchema)
      .meta({ description: 'Decisions of which more cases may change than are told' }),
  })
  .meta({ id: 'ChangedOutcomes' })
export type ChangedOutcomes = Wire<typeof changedOutcomesSchema>
