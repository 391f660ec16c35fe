import { formats } from '@jieli/engine'
import { z } from 'zod'
import { caseDraftSchema } from './approval.ts'
import { boundDraftSchema } from './case.ts'
import { actorSchema } from './case-parts.ts'
import { messageSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** All that was approved, refused and remarked in a procedure about a draft, signed by the server that keeps the case. */
export const approvalRecordSchema = z
  .strictObject({
    format: z.literal('jieli-approval'),
    formatVersion: z.literal(1),
    case: z.string(),
    ruleset: z.string(),
    title: messageSchema.meta({ description: 'Of the ruleset' }),
    chart: z
      .strictObject({ version: z.string(), bundle: z.string(), pathway: z.string() })
      .meta({ description: 'The version whose procedure it is' }),
    procedure: messageSchema,
    state: messageSchema,
    inForce: z.boolean().meta({ description: 'Whether it ended in force' }),
    draft: boundDraftSchema,
    publishedAs: z
      .string()
      .nullable()
      .meta({ description: 'The version with exactly this content; null where there is none' }),
    rounds: caseDraftSchema.shape.rounds,
    approvals: caseDraftSchema.shape.approvals,
    refusals: caseDraftSchema.shape.refusals,
    comments: caseDraftSchema.shape.comments,
    steps: z
      .array(
        z.strictObject({
          seq: z.int(),
          at: z.string(),
          event: messageSchema,
          by: actorSchema,
          reason: z.string().nullable(),
          to: messageSchema,
          draft: boundDraftSchema,
          seal: z.string(),
        }),
      )
      .meta({ description: 'Every step, with its seal' }),
    writtenAt: z.string(),
    publicKey: z.string().regex(formats.hex32.pattern),
    signature: z.string().regex(formats.signature.pattern).or(z.literal('')),
  })
  .meta({ id: 'ApprovalRecord' })
export type ApprovalRecord = Wire<typeof approvalRecordSchema>
