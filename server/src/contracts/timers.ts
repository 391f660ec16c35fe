import { z } from 'zod'
import { cursorSchema, messageSchema, shownProblemSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

export const parkedQuerySchema = z.strictObject({
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
  cursor: cursorSchema.optional(),
})

/** A due timer that could not be fired, and waits until somebody has looked at it. */
export const parkedTimerSchema = z
  .strictObject({
    case: z.string(),
    ruleset: z.string(),
    version: z.string(),
    title: messageSchema.meta({ description: 'What the ruleset is called' }),
    county: z.string().nullable(),
    dueAt: z.string(),
    since: z.string().meta({ description: 'When it failed first' }),
    triedAt: z.string().meta({ description: 'When it failed last' }),
    tries: z.int(),
    problem: shownProblemSchema,
    mayRetry: z.boolean(),
    details: z
      .strictObject({
        pathway: z.string(),
        state: z.string(),
        patient: z.string().nullable(),
        fromUnit: z.string().nullable(),
        toUnit: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'For whoever may read the case' }),
  })
  .meta({ id: 'ParkedTimer' })
export type ParkedTimer = Wire<typeof parkedTimerSchema>

/** A published version that does not open. */
export const damagedVersionSchema = z
  .strictObject({
    ruleset: z.string(),
    version: z.string(),
    title: messageSchema,
    since: z.string(),
    problem: shownProblemSchema,
  })
  .meta({ id: 'DamagedVersion' })
/** A published version that does not open. */
export type DamagedVersionReply = Wire<typeof damagedVersionSchema>

export const parkedPageSchema = z
  .strictObject({
    items: z.array(parkedTimerSchema),
    next: z.string().optional(),
    damaged: z.array(damagedVersionSchema),
  })
  .meta({ id: 'ParkedTimers' })
export type ParkedTimers = Wire<typeof parkedPageSchema>

const name = z.string().min(1).max(80)

export const retryInputSchema = z
  .union([
    z.strictObject({ case: name }),
    z.strictObject({ ruleset: name, version: z.string().min(1).max(40) }),
  ])
  .meta({ id: 'RetryInput', description: 'One case, or all parked cases of a version' })
export type RetryInput = WireInput<typeof retryInputSchema>

export const retriedSchema = z
  .strictObject({
    retried: z.int(),
    more: z.boolean().meta({ description: 'Whether there are more than one request takes' }),
  })
  .meta({ id: 'Retried' })
export type Retried = Wire<typeof retriedSchema>
