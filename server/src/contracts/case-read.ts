import { z } from 'zod'
import { actorSchema } from './case-parts.ts'
import { pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'
import { dateSchema } from '@jieli/engine'

/**
 * By which way somebody came to read of a patient: the case itself, a document filed with it, a signed file of it, what it waits for, a list that names
 * the patient, the cases that contribute to a figure, a correction that was looked at, or a hospital's system by CDS Hooks or
 * FHIR, or everything that is kept of a person, as it is handed out or looked at before it is erased.
 */
export const caseReadWays = [
  'case',
  'attachment',
  'receipt',
  'available',
  'list',
  'figure',
  'correction',
  'cds',
  'fhir',
  'person',
] as const

export const caseReadsQuerySchema = z.strictObject({
  ...pageQuery(200, 50),
  patient: z.string().min(1).max(200).optional().meta({ description: 'Whose cases were read' }),
  person: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Who has read: a user name, or the id of a key' }),
  case: z.string().min(1).max(200).optional(),
  from: dateSchema.optional().meta({ description: 'The first day' }),
  to: dateSchema.optional().meta({ description: 'The last day' }),
})

export type CaseReadsQuery = WireInput<typeof caseReadsQuerySchema>

export const caseReadSchema = z
  .strictObject({
    id: z.string(),
    at: z.string(),
    actor: actorSchema,
    way: z.enum(caseReadWays),
    case: z.string().nullable(),
    patient: z.string().nullable(),
    county: z.string().nullable(),
  })
  .meta({ id: 'CaseRead', description: "That somebody has read a patient's case" })
export type CaseRead = Wire<typeof caseReadSchema>

export const caseReadPageSchema = z
  .strictObject(pageReply(caseReadSchema))
  .meta({ id: 'CaseReadPage' })
export type CaseReadPage = Wire<typeof caseReadPageSchema>
