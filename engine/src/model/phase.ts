import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

/** A stage of the reform: when it runs, as far as the source says, and what is to be reached in it. */
export const phaseSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    /** What the source says where it gives no full date. */
    period: textSchema.optional(),
    milestones: z
      .array(
        z.strictObject({ id: identifierSchema, title: textSchema, cites: citesSchema.optional() }),
      )
      .max(50),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'Phase' })
export type Phase = z.infer<typeof phaseSchema>
