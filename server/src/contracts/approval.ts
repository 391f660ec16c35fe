import { formats } from '@jieli/engine'
import { z } from 'zod'
import { attachmentsInputSchema, filedAttachmentSchema } from './attachment.ts'
import { boundDraftSchema } from './case.ts'
import { actorSchema } from './case-parts.ts'
import { messageSchema } from './common.ts'
import { differenceSchema } from './pull.ts'
import type { Wire, WireInput } from './wire.ts'

const neededProcedureSchema = z
  .strictObject({
    ruleset: z.string().meta({
      description:
        'Whose version in force asks for it: another of the county where none of the draft’s own is in force',
    }),
    pathway: z.string(),
    title: messageSchema,
    offices: z
      .array(z.strictObject({ title: messageSchema, event: messageSchema }))
      .meta({ description: 'Who approves it or takes it on file, and by which step' }),
    changed: z
      .array(z.strictObject({ path: z.string(), title: messageSchema }))
      .meta({ description: 'What the draft changes of what the procedure governs' }),
    standing: z.enum(['inForce', 'underWay', 'otherContent', 'none']).meta({
      description:
        '`inForce`: gone through, about exactly this content. `otherContent`: what goes on is about an earlier content of the draft and no longer counts.',
    }),
    case: z.string().optional().meta({ description: 'The case that says so' }),
  })
  .meta({ id: 'NeededProcedure' })
export type NeededProcedure = Wire<typeof neededProcedureSchema>

export const draftApprovalsSchema = z
  .strictObject({
    draft: boundDraftSchema.nullable().meta({ description: 'Null while no draft is saved' }),
    version: z
      .string()
      .nullable()
      .meta({ description: 'The number it would be published under now' }),
    governedBy: z.string().nullable().meta({
      description: 'The version in force that says which procedures govern; null where none is',
    }),
    procedures: z
      .array(neededProcedureSchema)
      .meta({ description: 'What the draft has to go through; empty where nothing governs it' }),
  })
  .meta({ id: 'DraftApprovals' })
export type DraftApprovals = Wire<typeof draftApprovalsSchema>

const approvalSchema = z.strictObject({
  event: z.string(),
  title: messageSchema,
  party: messageSchema,
  unit: z.string().nullable().meta({ description: 'The unit that fills the office' }),
  given: z
    .strictObject({ at: z.string(), by: actorSchema, draft: boundDraftSchema, seal: z.string() })
    .optional()
    .meta({ description: 'Who gave it, of which content; absent while it is missing' }),
})

const commentActor = z.strictObject({
  at: z.string(),
  by: actorSchema,
  words: z.string(),
  attachments: z
    .array(filedAttachmentSchema)
    .optional()
    .meta({ description: 'The documents that were filed with it' }),
})

export const draftCommentSchema = z
  .strictObject({
    id: z.string(),
    case: z.string(),
    path: z.string().meta({ description: 'The item of the ruleset it is about' }),
    title: messageSchema.meta({ description: 'What the item was called then' }),
    ...commentActor.shape,
    draft: boundDraftSchema.meta({ description: 'The draft as it was before them' }),
    answer: commentActor.optional().meta({ description: 'Absent while it is open' }),
  })
  .meta({ id: 'DraftComment' })
export type DraftComment = Wire<typeof draftCommentSchema>

const commentWords = z.string().trim().min(1).max(2000)

export const commentInputSchema = z
  .strictObject({
    path: z
      .string()
      .max(2000)
      .regex(formats.itemPath.pattern)
      .meta({ description: 'The item, as in `/parameters/answerLimit`' }),
    words: commentWords,
    attachments: attachmentsInputSchema,
  })
  .meta({ id: 'CommentInput' })
export type CommentInput = WireInput<typeof commentInputSchema>

export const commentAnswerSchema = z
  .strictObject({ words: commentWords, attachments: attachmentsInputSchema })
  .meta({ id: 'CommentAnswer' })
export type CommentAnswer = WireInput<typeof commentAnswerSchema>

export const commentParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  comment: z.string().min(1).max(80),
})

export const caseDraftSchema = z
  .strictObject({
    case: z.string(),
    ruleset: z.string(),
    draft: boundDraftSchema,
    rounds: z.int().meta({ description: 'How often it was put before those who approve' }),
    present: z.enum(['same', 'changed', 'published', 'gone']).meta({
      description:
        'Whether the draft still is what was put before them; `changed`: no approval of it counts for what it says now',
    }),
    approvals: z.array(approvalSchema).meta({ description: 'Of the present round' }),
    refusals: z
      .array(
        z.strictObject({
          at: z.string(),
          by: actorSchema,
          title: messageSchema,
          reason: z.string().nullable(),
          draft: boundDraftSchema,
        }),
      )
      .meta({ description: 'Each time it was sent back, with the reason' }),
    comments: z.array(draftCommentSchema),
    answers: z
      .boolean()
      .meta({ description: 'Whether you answer comments, for the unit that drafts' }),
    changes: z.array(differenceSchema).meta({
      description: 'What it changes in the version in force, while the draft is the same',
    }),
  })
  .meta({ id: 'CaseDraft' })
export type CaseDraft = Wire<typeof caseDraftSchema>
