import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { contractSchema } from './contract.ts'
import { lineageSchema } from './lineage.ts'

/** How rules of a kind come into force: its stages in order and whose approval it takes. */
export const procedureSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    /** What the procedure is for. */
    appliesTo: z.enum(['funds', 'referral', 'assessment', 'clinicalPathways', 'all']),
    stages: z
      .array(z.strictObject({ id: identifierSchema, title: textSchema }))
      .min(1)
      .max(20),
    approvals: z.array(z.strictObject({ id: identifierSchema, title: textSchema })).max(20),
    filing: z.boolean(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'Procedure' })
export type Procedure = z.infer<typeof procedureSchema>
