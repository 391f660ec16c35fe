import { z } from 'zod'
import { cursorSchema, messageSchema } from './common.ts'

export const auditQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursorSchema.optional(),
})

export const auditPageSchema = z
  .strictObject({
    items: z.array(z.looseObject({ id: z.string(), at: z.string(), action: z.string() })),
    next: z.string().optional(),
  })
  .meta({ id: 'AuditPage' })

/** Something stored that is not as it was written. */
export const auditProblemSchema = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    where: z.string(),
    message: messageSchema,
    why: messageSchema,
    advice: messageSchema,
  })
  .meta({ id: 'AuditProblem' })

const verificationSchema = z
  .strictObject({
    startedAt: z.string(),
    finishedAt: z.string(),
    sound: z.boolean(),
    entries: z.int(),
    chains: z.int(),
    documents: z.int(),
    checkpoints: z.int(),
    problemCount: z.int(),
    counts: z.record(z.string(), z.int()),
    problems: z.array(auditProblemSchema),
  })
  .meta({ id: 'AuditVerification' })

export const auditStateSchema = z.enum(['pending', 'sound', 'damaged'])

const verifiedPartSchema = z.enum(['newest', 'everything'])

export const verificationReadingSchema = z
  .strictObject({
    state: auditStateSchema,
    running: verifiedPartSchema.nullable(),
    newest: verificationSchema.nullable(),
    everything: verificationSchema.nullable(),
  })
  .meta({ id: 'AuditVerificationReading' })
