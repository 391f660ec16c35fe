import { z } from 'zod'
import { periodTypeSchema } from './assessment-scheme.ts'
import { citesSchema } from './citation.ts'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { dutyStandingSchema } from './duty.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { delaySchema } from './parameter.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'

const debtorSchema = z
  .discriminatedUnion('of', [
    z
      .strictObject({
        of: z.literal('units'),
        where: conditionSchema
          .optional()
          .describe(
            'Which units, by what the directory says of them (`unit.kind`, `unit.tier`). Left out: each.',
          ),
      })
      .describe('Each of some units owes it for itself.'),
    z
      .strictObject({
        of: z.literal('community'),
        office: identifierSchema.describe(
          'The id of the office of the community that does it: the council, the finance bureau.',
        ),
      })
      .describe('It is owed once for the whole community, by an office of it.'),
  ])
  .meta({ id: 'ScheduledDebtor', description: 'Who owes a scheduled duty.' })

const dueSchema = z
  .union([
    z
      .strictObject({
        day: z
          .union([z.int().min(1).max(31), parameterReferenceSchema])
          .describe(
            'By the end of this day of a month; of a shorter month by the end of its last day.',
          ),
        month: z
          .int()
          .min(1)
          .max(12)
          .optional()
          .describe('Which month of the period, from 1. Left out: the first.'),
        of: z.enum(['period', 'nextPeriod']).describe('Of the period itself, or the next one.'),
      })
      .describe('By a day of the period or of the next.'),
    z
      .strictObject({ within: delaySchema.describe('How long after the end of the period.') })
      .describe('Within a time after the end of the period.'),
  ])
  .meta({ id: 'PeriodDue', description: 'By when something of a period has to be done.' })

const scheduleSchema = z
  .discriminatedUnion('every', [
    z
      .strictObject({
        every: periodTypeSchema,
        due: dueSchema.optional().describe('By when. Left out: by the end of the period.'),
      })
      .describe('Once in each period.'),
    z
      .strictObject({
        every: z.literal('once'),
        by: z
          .union([
            z.strictObject({ date: dateSchema.describe('The day itself is in time.') }),
            parameterReferenceSchema,
          ])
          .describe('By the end of which day: one that is written, or a `date` parameter.'),
      })
      .describe('Once and for all.'),
  ])
  .meta({ id: 'Schedule', description: 'For what, and by when, a scheduled duty is owed.' })
export type Schedule = z.infer<typeof scheduleSchema>

const recordedSchema = z
  .strictObject({
    asks: z
      .array(identifierSchema)
      .max(50)
      .optional()
      .describe('The ids of facts to be filled in. None when left out.'),
    where: conditionSchema
      .optional()
      .describe('What has to be true of what is filled in. What is unknown keeps nothing.'),
    document: z.boolean().optional().describe('True when a document has to be filed with it.'),
    times: z
      .union([z.int().min(1).max(1000), parameterReferenceSchema])
      .optional()
      .describe('How many times in the period. Once when left out.'),
  })
  .meta({ id: 'ScheduledKeeping', description: 'What has to be recorded so that it is kept.' })

const reminderSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema.describe('What is told, in words.'),
    to: identifierSchema
      .optional()
      .describe('The id of the office of the community that is told. Left out: whoever owes it.'),
    after: delaySchema
      .optional()
      .describe('How long after it was due. Left out: at once when it is late.'),
  })
  .meta({ id: 'ScheduledReminder', description: 'Who is told when it is late, and when.' })

export const scheduledDutySchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    owedBy: debtorSchema,
    schedule: scheduleSchema,
    misses: identifierSchema
      .optional()
      .describe(
        'The id of an indicator: owed for a period only by whom that missed its target in the final assessment of it, and from its end on. Left out: by all.',
      ),
    where: conditionSchema
      .optional()
      .describe(
        'Owed for a period only where this is true of the figures of its final assessment, and from its end on. Left out: always.',
      ),
    keptBy: recordedSchema,
    late: z.array(reminderSchema).max(20).optional().describe('Who is told when it is late.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'ScheduledDuty',
    description:
      'What has to be done in each period, after each, or by a day (应当每季度、每月五日前、年底前): who owes it, by when, what has to be recorded so that it is kept, and who is told when it is late. How many were due and done in time are the facts `duty.<id>.due` and `duty.<id>.onTime` of a unit.',
  })
export type ScheduledDuty = z.infer<typeof scheduledDutySchema>

/** How a scheduled duty stands for a period. */
export const standingOfScheduledSchema = dutyStandingSchema.extract([
  'undetermined',
  'owed',
  'late',
  'kept',
  'keptLate',
])
export type ScheduledStanding = z.infer<typeof standingOfScheduledSchema>
