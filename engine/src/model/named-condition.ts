import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { idSchema, titleSchema } from './shared-members.ts'

export const namedConditionSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    condition: conditionSchema,
    cites: citesSchema.optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
  })
  .meta({
    id: 'NamedCondition',
    description: 'A condition with a name, so that many rules say the same thing in the same way.',
  })
export type NamedCondition = z.infer<typeof namedConditionSchema>
