import { z } from 'zod'
import { auditStateSchema } from './audit.ts'
import type { Wire } from './wire.ts'

export const healthSchema = z.strictObject({ status: z.literal('up') })
export type Health = Wire<typeof healthSchema>

/** `ready` means that the store answers and can be written to. What its details say makes nothing less ready. */
export const readinessSchema = z
  .strictObject({
    status: z.literal('ready'),
    details: z.strictObject({
      parkedTimers: z
        .int()
        .meta({ description: 'Timers that could not be fired and wait to be looked at' }),
      atLeast: z.boolean().meta({ description: 'Whether there are more than were counted' }),
      oldestOverdueAt: z
        .string()
        .nullable()
        .meta({ description: 'When the timer that is overdue for longest was due' }),
      damagedVersions: z.int().meta({ description: 'Published versions that do not open' }),
      clock: z.enum(['agrees', 'behind', 'ahead']).meta({
        description: 'Whether the clock can be right, by what was written before',
      }),
      audit: auditStateSchema.meta({
        description:
          'Whether what is stored is as it was written, by the last verification; pending until the first has ended',
      }),
    }),
  })
  .meta({ id: 'Readiness' })
export type Readiness = Wire<typeof readinessSchema>

/** Which program answers. */
export const versionSchema = z
  .strictObject({
    program: z.string().meta({ description: 'The version of the program' }),
    rulesetFormat: z.int().meta({ description: 'The format rulesets are written in' }),
    node: z.string().meta({ description: 'The version of Node it runs on' }),
  })
  .meta({ id: 'Version' })
export type Version = Wire<typeof versionSchema>

/**
 * Whether the clock can be right. `behind`: it shows a moment before something that was already written. `ahead`: it
 * shows one so long after anything that was written that it may have run away.
 */
export type ClockStatus = Readiness['details']['clock']
