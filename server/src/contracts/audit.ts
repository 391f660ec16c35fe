import { z } from 'zod'
import { dateSchema } from '@jieli/engine'
import { messageSchema, pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

export const auditQuerySchema = z.strictObject({
  ...pageQuery(200, 50),
  action: z.string().min(1).max(100).optional().meta({ description: 'Such as `case.start`' }),
  target: z.string().min(1).max(300).optional().meta({ description: 'What it was done to' }),
  from: dateSchema.optional().meta({ description: 'The first day' }),
  to: dateSchema.optional().meta({ description: 'The last day' }),
})
export type AuditQuery = WireInput<typeof auditQuerySchema>

/** Something that was done. More is kept with it that proves it: its place in a chain, and seals. */
const auditEntrySchema = z
  .looseObject({
    id: z.string(),
    at: z.string(),
    actor: z.looseObject({ kind: z.string(), id: z.string(), title: z.string() }),
    action: z.string(),
    target: z.string(),
    county: z.string().optional().meta({ description: 'Absent or empty where it concerns none' }),
    step: z.strictObject({ seq: z.int(), event: z.string() }).optional().meta({
      description:
        'The step of the case it is about, the last where several were written at once; what it did stands in the case',
    }),
    detail: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = Wire<typeof auditEntrySchema>

export const auditPageSchema = z.strictObject(pageReply(auditEntrySchema)).meta({ id: 'AuditPage' })
export type AuditPage = Wire<typeof auditPageSchema>

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
/** Something stored that is not as it was written. */
export type AuditProblem = Wire<typeof auditProblemSchema>

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
    erased: z
      .array(
        z.strictObject({
          where: z.string(),
          at: z.string(),
          ground: z.string(),
          by: z.string(),
          confirmedBy: z.string(),
          file: z.string().optional().meta({ description: 'Where it was archived' }),
        }),
      )
      .meta({
        description:
          'From where a person was erased, or a case archived, as the log says: no problem',
      }),
    erasedCount: z.int(),
  })
  .meta({ id: 'AuditVerification' })
/** What verifying the log came to. */
export type Verification = Wire<typeof verificationSchema>

/** `pending` until something was verified; `damaged` when something is not as it was written. */
export const auditStateSchema = z.enum(['pending', 'sound', 'damaged'])
export type AuditState = z.infer<typeof auditStateSchema>

const verifiedPartSchema = z.enum(['newest', 'everything'])
/** What of the log is verified. */
export type VerifiedPart = Wire<typeof verifiedPartSchema>

export const verificationReadingSchema = z
  .strictObject({
    state: auditStateSchema,
    running: verifiedPartSchema.nullable(),
    newest: verificationSchema.nullable(),
    everything: verificationSchema.nullable(),
  })
  .meta({ id: 'AuditVerificationReading' })
/** What the last verifications came to. */
export type VerificationReading = Wire<typeof verificationReadingSchema>
