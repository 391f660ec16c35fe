import { formats } from '@jieli/engine'
import { z } from 'zod'
import { attachmentLimits } from './attachment-kinds.ts'
import type { Wire } from './wire.ts'

export const sha256Schema = z
  .string()
  .regex(formats.hex32.pattern)
  .meta({ description: 'The SHA-256 of its bytes, in hexadecimal' })

/** The documents that go with what is sent: a beginning, a step, a late event, a comment, an answer. */
export const attachmentsInputSchema = z
  .array(sha256Schema)
  .max(attachmentLimits.ofStep)
  .optional()
  .meta({ description: 'Documents that were uploaded for it, which it files, by their SHA-256' })

const described = {
  sha256: sha256Schema,
  type: z.string().meta({ description: 'Its media type, by its bytes' }),
  bytes: z.int(),
}

export const filedAttachmentSchema = z
  .strictObject({
    ...described,
    name: z.string().nullable().meta({ description: 'Null once it was erased' }),
  })
  .meta({
    id: 'FiledAttachment',
    description: 'A document that was filed with a step, or with a comment',
  })
export type FiledAttachment = Wire<typeof filedAttachmentSchema>

export const uploadedAttachmentSchema = z
  .strictObject({
    ...described,
    name: z.string().meta({ description: 'As it will be filed' }),
    expiresAt: z.string().meta({ description: 'Until then it can be filed' }),
  })
  .meta({ id: 'UploadedAttachment', description: 'A document that waits to be filed' })
export type UploadedAttachment = Wire<typeof uploadedAttachmentSchema>

export const uploadQuerySchema = z.strictObject({
  name: z.string().min(1).max(1000).meta({ description: 'The name of the file' }),
})

export const attachmentParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  sha256: sha256Schema,
})
