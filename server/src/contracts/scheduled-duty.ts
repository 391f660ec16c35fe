import { standingOfScheduledSchema } from '@jieli/engine/scheduled-duties'
import { z } from 'zod'
import { messageSchema, pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const periodText = z.string().min(1).max(20)
const unit = z.string().min(1).max(100).nullable()

export const scheduledDutiesQuerySchema = z.strictObject({
  unit: z.string().min(1).max(100).optional().meta({ description: 'Only what this unit owes' }),
  open: z.enum(['true', 'false']).default('true').meta({
    description: 'False: what was done within the last year, too',
  }),
  ...pageQuery(200, 50),
})
export type ScheduledDutiesQuery = WireInput<typeof scheduledDutiesQuerySchema>

const filedDocumentSchema = z.strictObject({
  title: z.string().min(1).max(200),
  number: z.string().min(1).max(100).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
})

/** What has to be done for a period, with how it stands. */
export const scheduledDutyEntrySchema = z
  .strictObject({
    ruleset: z.string(),
    version: z.string().meta({ description: 'Whose duty it is: in force when the period ended' }),
    duty: z.string(),
    title: messageSchema,
    period: z.string().meta({ description: '`2026-Q1`, or `once`' }),
    unit: z.string().nullable().meta({ description: 'null: the community as one' }),
    owedBy: messageSchema.meta({ description: 'The unit, or the office of the community' }),
    actingUnits: z
      .array(z.string())
      .meta({ description: 'The units that act for it: its own, or those that fill the office' }),
    dueAt: z.string().nullable().meta({ description: 'null: without a time, or not known yet' }),
    yearMissing: z.int().nullable().meta({
      description:
        'The year whose notice of holidays is not there: by when cannot be said until it is',
    }),
    standing: standingOfScheduledSchema,
    done: z.int().meta({ description: 'How many records count' }),
    needed: z.int().nullable().meta({ description: 'How many are needed; null while not set' }),
    told: z
      .array(
        z.strictObject({
          title: messageSchema,
          to: messageSchema,
          at: z.string(),
          reached: z.boolean().meta({
            description: 'False where no unit fills the office that is told: nobody sees it there',
          }),
        }),
      )
      .meta({ description: 'Who is told that it is late; it stands in their list from then on' }),
    records: z.array(
      z.strictObject({
        id: z.string(),
        at: z.string(),
        recordedAt: z.string(),
        by: z.string(),
        facts: z.record(z.string(), z.unknown()),
        document: filedDocumentSchema.nullable(),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ScheduledDutyEntry' })
export type ScheduledDutyEntry = Wire<typeof scheduledDutyEntrySchema>

export const scheduledDutyPageSchema = z
  .strictObject(pageReply(scheduledDutyEntrySchema))
  .meta({ id: 'ScheduledDutyPage' })
export type ScheduledDutyPage = Wire<typeof scheduledDutyPageSchema>

export const dutyParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  duty: z.string().min(1).max(100),
})

export const recordParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  record: z.string().min(1).max(200),
})

export const dutyRecordInputSchema = z
  .strictObject({
    period: periodText,
    unit: unit.meta({ description: 'null: of the community as one' }),
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When it was done; now when absent' }),
    facts: z.record(z.string(), z.unknown()).optional(),
    document: filedDocumentSchema.optional(),
    note: z.string().min(1).max(2000).optional(),
  })
  .meta({ id: 'DutyRecordInput' })
export type DutyRecordInput = WireInput<typeof dutyRecordInputSchema>

export const withdrawRecordInputSchema = z
  .strictObject({ reason: z.string().min(1).max(2000) })
  .meta({ id: 'WithdrawRecordInput' })

export const dutyNoticesSchema = z
  .strictObject(
    pageReply(
      z.strictObject({
        id: z.string().meta({ description: 'Stable: the same is never told twice' }),
        at: z.string(),
        period: z.string(),
        duty: z.string(),
        dutyTitle: messageSchema,
        unit: z.string().nullable(),
        title: messageSchema,
        to: messageSchema,
        dueAt: z.string(),
      }),
    ),
  )
  .meta({ id: 'DutyNotices' })
