import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { editionsInputSchema } from './code-edition.ts'
import { factsInputSchema, issueReplySchema, messageSchema } from './common.ts'
import { askingUnitSchema, decideReplySchema } from './decision.ts'
import type { Wire } from './wire.ts'

/** A line of a batch: facts, and a name of the sender's own that comes back with the answer. */
export const batchLineSchema = z
  .strictObject({
    id: z.string().max(200).optional(),
    facts: factsInputSchema,
    editions: editionsInputSchema.optional(),
    unit: askingUnitSchema,
  })
  .meta({ id: 'BatchLine' })
export type BatchLine = Wire<typeof batchLineSchema>

export const batchQuerySchema = z.strictObject({
  asOf: dateSchema.optional().meta({ description: 'The day whose rules decide; today' }),
})

/** A line of the reply: what came of one line, or, last of all, how many there were. */
export const batchReplyLineSchema = z
  .union([
    z.strictObject({
      line: z.int(),
      id: z.string().optional(),
      reply: decideReplySchema,
    }),
    z.strictObject({
      line: z.int(),
      id: z.string().optional(),
      problem: z.strictObject({
        code: z.string(),
        message: messageSchema,
        issues: z.array(issueReplySchema).optional(),
      }),
    }),
    z
      .strictObject({ end: z.literal(true), decided: z.int(), refused: z.int() })
      .meta({ description: 'Without it the reply broke off' }),
  ])
  .meta({ id: 'BatchReplyLine' })
export type BatchReplyLine = Wire<typeof batchReplyLineSchema>
