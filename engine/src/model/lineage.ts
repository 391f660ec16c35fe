import { z } from 'zod'
import { textSchema } from './text.ts'

export const lineageSchema = z
  .strictObject({
    place: textSchema.describe('The place, by its name.'),
    note: textSchema.optional().describe('What was taken from it, or how it differs there.'),
  })
  .meta({
    id: 'Lineage',
    description:
      "Where the idea was taken from when it is not the cited document's own: another place. Shown, never computed with.",
  })
export type Lineage = z.infer<typeof lineageSchema>
