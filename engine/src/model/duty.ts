import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { delaySchema } from './parameter.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'

const beginsSchema = z
  .discriminatedUnion('on', [
    z
      .strictObject({
        on: z.literal('transition'),
        transitions: z
          .array(identifierSchema)
          .min(1)
          .max(50)
          .describe('The ids of transitions of the pathway: any of them begins it.'),
      })
      .describe('When a transition is taken.'),
    z
      .strictObject({
        on: z.literal('state'),
        states: z
          .array(z.string().min(1).max(300))
          .min(1)
          .max(50)
          .describe(
            'Paths of states, `review.submitted`: coming to rest in any of them begins it.',
          ),
      })
      .describe('When the case comes to a state, from outside it.'),
    z
      .strictObject({
        on: z.literal('told'),
        event: identifierSchema.describe('What a decision or the chart tells with `emit`.'),
      })
      .describe('When a decision or the chart tells of something.'),
    z
      .strictObject({
        on: z.literal('facts'),
        when: conditionSchema.describe('What becomes true of the case.'),
      })
      .describe('As soon as something is true of the case, once for each case.'),
  ])
  .meta({ id: 'DutyBegins', description: 'What makes a duty begin.' })

const settlesSchema = z
  .discriminatedUnion('on', [
    z
      .strictObject({
        on: z.literal('event'),
        events: z
          .array(identifierSchema)
          .min(1)
          .max(50)
          .describe('The ids of events of the pathway: one of them has to be taken.'),
        where: conditionSchema
          .optional()
          .describe('What has to be true of the case after it as well. Left out: nothing.'),
      })
      .describe('An event, after which something may have to be true as well.'),
    z
      .strictObject({
        on: z.literal('facts'),
        when: conditionSchema.describe('What becomes true of the case.'),
      })
      .describe('Something that becomes true of the case, by whatever step.'),
  ])
  .meta({ id: 'DutySettles', description: 'What settles a duty.' })
export type DutySettles = z.infer<typeof settlesSchema>

const reminderSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema.describe('What is told, in words.'),
    to: identifierSchema.describe('The party of the pathway that is told.'),
    office: identifierSchema
      .optional()
      .describe(
        "The id of an office of that party's unit: its duty room. Left out, the whole unit is told.",
      ),
    after: delaySchema
      .optional()
      .describe('How long after the duty was due. Left out: at once when it is late.'),
  })
  .meta({ id: 'DutyReminder', description: 'Who is told when a duty is late, and when.' })
export type DutyReminder = z.infer<typeof reminderSchema>

const dayLimitSchema = z
  .strictObject({ date: dateSchema.describe('The last day, `YYYY-MM-DD`, to its end.') })
  .meta({ id: 'DayLimit', description: 'By a day of the calendar.' })

const dutyLimitSchema = z.union([...delaySchema.options, dayLimitSchema]).meta({
  id: 'DutyLimit',
  description:
    'By when a duty is due: a delay counted from its beginning, or a day of the calendar, written or in a parameter of type `date`, to its end.',
})
export type DutyLimit = z.infer<typeof dutyLimitSchema>

export const dutySchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    pathway: identifierSchema.describe('The id of the pathway in whose cases it is owed.'),
    owedBy: identifierSchema.describe('The party of the pathway that owes it.'),
    owedTo: identifierSchema
      .optional()
      .describe('The party it is owed to. Left out: to the patient, or to nobody in particular.'),
    begins: beginsSchema,
    where: conditionSchema
      .optional()
      .describe(
        'Of which cases it is owed, as they are when it begins. While that is unknown it is kept open as undetermined, and is owed from the beginning once it is known to be true. Left out: of all.',
      ),
    within: dutyLimitSchema
      .optional()
      .describe(
        'By when: counted from its beginning, or by a day. Left out: without a time, and never late.',
      ),
    keptBy: settlesSchema.describe('What keeps it.'),
    endedBy: settlesSchema
      .optional()
      .describe('What ends it without its being kept: then it is neither kept nor late.'),
    late: z
      .array(reminderSchema)
      .max(20)
      .optional()
      .describe('Who is told when it is late: reminders and escalations, each at its time.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'Duty',
    description:
      'What somebody has to do (应当): who owes it, what makes it begin, by when, what keeps it, and what follows when it is late. It never closes an event: being late is told and counted, and keeps nobody from care.',
  })
export type Duty = z.infer<typeof dutySchema>

/** How a duty of a case stands at a moment. `late` is owed after it was due, `keptLate` was kept after. */
export const dutyStandingSchema = z.enum([
  'undetermined',
  'owed',
  'late',
  'kept',
  'keptLate',
  'ended',
  'lapsed',
])
export type DutyStanding = z.infer<typeof dutyStandingSchema>
