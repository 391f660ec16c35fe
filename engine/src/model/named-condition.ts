import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

/** A condition with a name, so that many rules say the same thing in the same way. */
export const namedConditionSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    condition: conditionSchema,
    cites: citesSchema.optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
  })
  .meta({ id: 'NamedCondition' })
export type NamedCondition = z.infer<typeof namedConditionSchema>
