import { valueSchema } from '@jieli/engine'
import { z } from 'zod'
import { attachmentsInputSchema } from './attachment.ts'
import { actionSchema, actorSchema, dutySchema, timerSchema, untimedSchema } from './case-parts.ts'
import { editionsInputSchema, translationsSchema } from './code-edition.ts'
import { factsInputSchema, messageSchema } from './common.ts'
import { recordedDecisionSchema } from './decision.ts'
import { versionChoiceSchema } from './pilot.ts'
import { type Wire, type WireInput } from './wire.ts'

/** A date-time with an offset, such as `2025-03-03T09:00:00+08:00`. */
const occurredAt = z.iso.datetime({ offset: true }).meta({ description: 'When it happened' })

/** The paper a step was entered from. */
export const paperSchema = z
  .strictObject({ sheet: z.string().meta({ description: 'The number on the sheet' }) })
  .meta({ id: 'Paper' })

export const paperCaseInputSchema = z
  .strictObject({
    sheet: z.string().trim().min(1).max(60).meta({
      description: 'The number on the sheet: one is entered once by one ruleset',
    }),
    ruleset: z.string().min(1).max(80),
    pathway: z.string().min(1).max(80),
    occurredAt: occurredAt.meta({ description: 'When the case began' }),
    facts: factsInputSchema,
    editions: editionsInputSchema.optional(),
    attachments: attachmentsInputSchema,
    events: z
      .array(
        z.strictObject({
          type: z.string().min(1).max(80),
          occurredAt,
          facts: factsInputSchema.optional(),
          editions: editionsInputSchema.optional(),
          reason: z.string().trim().min(1).max(2000).optional(),
          attachments: attachmentsInputSchema,
        }),
      )
      .max(50)
      .meta({
        description: 'What was done since, each with its time; all of it is entered, or nothing',
      }),
  })
  .meta({ id: 'PaperCaseInput' })
export type PaperCaseInput = WireInput<typeof paperCaseInputSchema>

export const paperCasePreviewSchema = z
  .strictObject({
    ruleset: z.string(),
    version: z.string().meta({ description: 'In force on the day the case began' }),
    versionChoice: versionChoiceSchema.optional(),
    pathway: z.string(),
    title: messageSchema,
    state: z.string().meta({ description: 'The state the case would be in' }),
    status: z.enum(['active', 'done']),
    facts: z.record(z.string(), valueSchema.nullable()),
    timers: z.array(timerSchema),
    untimed: untimedSchema,
    duties: z.array(dutySchema),
    steps: z.array(
      z.strictObject({
        step: z.int().optional().meta({
          description: 'Its place among the events, 0 for the beginning; left out of a timer',
        }),
        event: z.string(),
        at: z.string(),
        actor: actorSchema,
        from: z.string().nullable(),
        to: z.string(),
        decisions: z.array(recordedDecisionSchema),
      }),
    ),
    told: z.array(actionSchema).meta({ description: 'What would be asked for' }),
    translations: translationsSchema,
  })
  .meta({ id: 'PaperCasePreview' })
export type PaperCasePreview = Wire<typeof paperCasePreviewSchema>
