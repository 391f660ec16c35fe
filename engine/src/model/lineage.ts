import { z } from 'zod'
import { textSchema } from './text.ts'

/** Where an idea was taken from when it is not the cited document's own: another place, known by its name. */
export const lineageSchema = z.strictObject({
  place: textSchema,
  note: textSchema.optional(),
})
export type Lineage = z.infer<typeof lineageSchema>
