import { z } from 'zod'
import { messageSchema, pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const patient = z.string().trim().min(1).max(200).meta({ description: 'The pseudonym' })
const reason = z.string().trim().min(1).max(2000)
const moment = z.string()

/** A person, and why somebody asks for what is kept of them. */
export const personInputSchema = z.strictObject({ patient, reason }).meta({ id: 'PersonInput' })
export type PersonInput = WireInput<typeof personInputSchema>

/** Everything that is kept of a person. Its sections say themselves what they hold, in both languages. */
export const personFileSchema = z
  .strictObject({
    format: z.literal('jieli-person'),
    formatVersion: z.literal(1),
    writtenAt: moment,
    program: z.string(),
    county: z.string(),
    patient: z.string(),
    about: messageSchema,
    sections: z.array(
      z.strictObject({
        name: z.enum(['cases', 'log', 'events', 'names', 'uploads', 'reads', 'holds', 'erasures']),
        about: messageSchema,
        items: z.array(z.looseObject({})),
      }),
    ),
    elsewhere: z.array(messageSchema).meta({ description: 'What is not in the file, and why' }),
  })
  .meta({ id: 'PersonFile' })
export type PersonFile = Wire<typeof personFileSchema>

/** What a hold is about: everything of a person, or one case. */
export const holdKinds = ['person', 'case'] as const

export const holdInputSchema = z
  .strictObject({
    kind: z.enum(holdKinds),
    target: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: "The person's pseudonym, or the case's id" }),
    reason,
  })
  .meta({ id: 'HoldInput' })
export type HoldInput = WireInput<typeof holdInputSchema>

export const liftHoldInputSchema = z.strictObject({ reason }).meta({ id: 'LiftHoldInput' })
export type LiftHoldInput = WireInput<typeof liftHoldInputSchema>

export const holdSchema = z
  .strictObject({
    id: z.string(),
    county: z.string(),
    kind: z.enum(holdKinds),
    target: z.string(),
    reason: z.string(),
    by: z.string(),
    at: moment,
    lifted: z
      .strictObject({ by: z.string(), at: moment, reason: z.string() })
      .nullable()
      .meta({ description: 'Null while it holds' }),
  })
  .meta({ id: 'LegalHold', description: 'Nothing of what is held is erased or removed' })
export type Hold = Wire<typeof holdSchema>

export const listHoldsQuerySchema = z.strictObject(pageQuery(50))
export const holdPageSchema = z.strictObject(pageReply(holdSchema)).meta({ id: 'LegalHoldPage' })
export type HoldPage = Wire<typeof holdPageSchema>

/** What an erasure did, in numbers. */
export const erasedCountsSchema = z
  .strictObject({
    cases: z.int(),
    entries: z.int().meta({ description: 'Entries of the audit log whose details are gone' }),
    events: z.int().meta({ description: 'Events of the feed that say no more than their place' }),
    documents: z.int().meta({ description: 'Contents of documents that were filed' }),
    reads: z.int().meta({ description: 'Notes of reads that name the person no more' }),
    archives: z.int().meta({ description: 'Files of the archive that were removed' }),
    archivesGone: z
      .int()
      .meta({ description: 'Files that are not in the archive of this server any more' }),
    left: z.int().meta({ description: 'Cases that stayed' }),
  })
  .meta({ id: 'ErasedCounts' })
export type ErasedCounts = Wire<typeof erasedCountsSchema>

export const erasurePreviewInputSchema = z
  .strictObject({ patient })
  .meta({ id: 'ErasurePreviewQuery' })

export const erasurePreviewSchema = z
  .strictObject({
    county: z.string(),
    patient: z.string(),
    going: z.int().meta({ description: 'Cases that would be erased' }),
    staying: z.int(),
    cases: z
      .array(
        z.strictObject({
          case: z.string(),
          title: messageSchema.meta({ description: 'The title of its pathway' }),
          status: z.enum(['active', 'done']),
          updatedAt: moment,
          documents: z.int().meta({ description: 'Documents filed with it' }),
          because: messageSchema.nullable().meta({ description: 'Why it stays; null if it goes' }),
        }),
      )
      .meta({ description: 'The first two hundred' }),
    reads: z.int().meta({ description: 'Notes of who has read of the person' }),
    gone: z.array(messageSchema).meta({ description: 'What is erased' }),
    stays: z.array(messageSchema).meta({ description: 'What is not, and why' }),
  })
  .meta({ id: 'ErasurePreview' })
export type ErasurePreview = Wire<typeof erasurePreviewSchema>

export const erasureInputSchema = z
  .strictObject({
    patient,
    ground: z.string().trim().min(1).max(300).meta({
      description: 'The law and its article, or the order, by which it is erased',
    }),
    reason,
  })
  .meta({ id: 'NewErasureInput' })
export type ErasureInput = WireInput<typeof erasureInputSchema>

export const erasureSchema = z
  .strictObject({
    id: z.string(),
    county: z.string(),
    patient: z.string(),
    ground: z.string(),
    reason: z.string(),
    status: z.enum(['proposed', 'confirmed', 'done', 'dropped']),
    by: z.string(),
    at: moment,
    own: z.boolean().meta({ description: 'You proposed it, so somebody else has to confirm it' }),
    confirmedBy: z.string().nullable(),
    confirmedAt: moment.nullable(),
    job: z.string().nullable().meta({ description: 'The job that erases' }),
    doneAt: moment.nullable(),
    erased: erasedCountsSchema.nullable(),
  })
  .meta({ id: 'Erasure' })
export type Erasure = Wire<typeof erasureSchema>

export const listErasuresQuerySchema = z.strictObject(pageQuery(50))
export const erasurePageSchema = z
  .strictObject(pageReply(erasureSchema))
  .meta({ id: 'ErasurePage' })
export type ErasurePage = Wire<typeof erasurePageSchema>
