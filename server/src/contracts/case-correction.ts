import { valueSchema } from '@jieli/engine'
import { z } from 'zod'
import { attachmentsInputSchema, sha256Schema } from './attachment.ts'
import { actionSchema, actorSchema, dutySchema, timerSchema, untimedSchema } from './case-parts.ts'
import { editionsInputSchema, translationsSchema } from './code-edition.ts'
import { factsInputSchema } from './common.ts'
import { recordedDecisionSchema } from './decision.ts'
import { type Wire, type WireInput } from './wire.ts'

/** A date-time with an offset, such as `2025-03-03T09:00:00+08:00`. */
const moment = z.iso.datetime({ offset: true })
const entry = z.string().min(1).max(20).meta({
  description:
    'The name of the event: the number of its step in the history, or that of the correction which entered it late and its place there, as in `5.1`',
})
const type = z.string().min(1).max(80)
const reason = z.string().trim().min(1).max(2000)
const facts = factsInputSchema.optional()
const editions = editionsInputSchema.optional()
const occurredAt = moment.meta({ description: 'When it happened' })

export const caseCorrectionInputSchema = z
  .strictObject({
    reason: reason.meta({ description: 'Why the record is corrected' }),
    changes: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('voided'), entry }),
          z.strictObject({
            kind: z.literal('corrected'),
            entry,
            type: type.optional(),
            facts,
            editions,
            reason: reason.optional(),
            occurredAt: occurredAt.optional(),
          }),
          z.strictObject({
            kind: z.literal('late'),
            type,
            facts,
            editions,
            reason: reason.optional(),
            occurredAt,
            attachments: attachmentsInputSchema,
          }),
        ]),
      )
      .min(1)
      .max(50)
      .meta({ description: 'All of them are made, or none' }),
  })
  .meta({ id: 'CaseCorrectionInput' })
export type CaseCorrectionInput = WireInput<typeof caseCorrectionInputSchema>

const values = z.record(z.string(), valueSchema.nullable())

/** What a correction changed, and the steps of the case as it made them. */
export const caseCorrectionSchema = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        kind: z.enum(['voided', 'corrected', 'late']),
        entry: z.string(),
        event: z.string(),
        at: z.string(),
        unit: z.string().optional(),
        facts: values,
        reason: z.string().optional(),
        attachments: z.array(sha256Schema).optional().meta({
          description: 'Which of the documents of the step were filed with a late event',
        }),
      }),
    ),
    steps: z.array(
      z.strictObject({
        kind: z.enum(['kept', 'again', 'corrected', 'late', 'timer']).meta({
          description:
            '`kept` as it was recorded; `again` decided again, otherwise than recorded; `corrected` or entered `late`; or a `timer` that was due',
        }),
        entry: z.string().optional(),
        event: z.string(),
        at: z.string(),
        recordedAt: z.string(),
        actor: actorSchema,
        from: z.string().nullable(),
        to: z.string(),
        reason: z.string().optional(),
        facts: values,
        changes: values,
        transitions: z.array(z.string()),
        decisions: z
          .array(recordedDecisionSchema)
          .optional()
          .meta({ description: 'Left out where they are those that were recorded' }),
        effects: z.array(z.string()).meta({ description: 'What it asked for, by its ids' }),
      }),
    ),
    voided: z
      .array(z.strictObject({ id: z.string(), action: actionSchema }))
      .meta({ description: 'What was asked for and does not hold any more' }),
  })
  .meta({ id: 'EventCorrection' })
export type CaseCorrection = Wire<typeof caseCorrectionSchema>

export const correctionPreviewSchema = z
  .strictObject({
    revision: z.int().meta({ description: 'The revision of the case it was worked out for' }),
    before: z.string().meta({ description: 'The state the case is in' }),
    state: z.string().meta({ description: 'The state it would be in' }),
    status: z.enum(['active', 'done']),
    changes: values.meta({ description: 'The facts that would be others; null: known no more' }),
    timers: z.array(timerSchema),
    untimed: untimedSchema,
    duties: z.array(dutySchema),
    correction: caseCorrectionSchema,
    told: z
      .array(actionSchema)
      .meta({ description: 'What would be asked for that was not before' }),
    translations: translationsSchema,
  })
  .meta({ id: 'CorrectionPreview' })
export type CorrectionPreview = Wire<typeof correctionPreviewSchema>
