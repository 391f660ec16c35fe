import type { RequestedAction } from '@jieli/engine'
import { z } from 'zod'
import { engineForm, type Wire } from './wire.ts'

const yearMissing = z.int().meta({
  description:
    'The year whose notice of holidays is not there: by when cannot be said until a version that names it is published',
})
const hoursOf = z
  .string()
  .optional()
  .meta({ description: 'The unit by whose own office hours it is counted' })
const pending = {
  id: z.string(),
  event: z.string(),
  delay: z.string(),
  duty: z
    .strictObject({ id: z.string(), number: z.int(), reminder: z.string().optional() })
    .optional()
    .meta({
      description: 'The duty whose time it is, and which of its reminders, where it is one',
    }),
  hoursOf,
}
export const timerSchema = z.strictObject({ ...pending, dueAt: z.string() })
export const untimedSchema = z
  .array(z.strictObject({ ...pending, begunAt: z.string(), yearMissing }))
  .meta({ description: 'Timers whose moment is not known yet, and why' })
export const dutySchema = z
  .strictObject({
    duty: z.string(),
    number: z.int().meta({ description: "Which of the duty's in this case it is, from 1" }),
    status: z.enum(['undetermined', 'owed', 'kept', 'ended', 'lapsed']),
    begunAt: z.string(),
    dueAt: z.string().optional(),
    yearMissing: yearMissing.optional(),
    hoursOf,
    settledAt: z.string().optional(),
  })
  .meta({ id: 'CaseDuty' })
export const actionSchema = engineForm<RequestedAction>(
  z.looseObject({ type: z.string(), event: z.string() }),
)

export const actorSchema = z
  .strictObject({
    kind: z.enum(['user', 'key', 'timer', 'system']),
    id: z.string(),
    title: z.string(),
    unit: z.string().optional(),
  })
  .meta({ id: 'Actor' })
export type Actor = Wire<typeof actorSchema>
