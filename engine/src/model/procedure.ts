import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { idSchema, titleSchema } from './shared-members.ts'
import { contractSchema } from './contract.ts'
import { lineageSchema } from './lineage.ts'

const part = z.strictObject({ id: idSchema, title: titleSchema })

export const procedureSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    appliesTo: z
      .enum(['funds', 'referral', 'assessment', 'clinicalPathways', 'all'])
      .describe('Which rules it is for.'),
    stages: z
      .array(part.meta({ id: 'Stage', description: 'A step of a procedure.' }))
      .min(1)
      .max(20)
      .describe('What has to be gone through, in order.'),
    approvals: z
      .array(part.meta({ id: 'Approval', description: 'Somebody who has to approve.' }))
      .max(20)
      .describe('Whose approval it takes.'),
    filing: z
      .boolean()
      .describe('True when the rules have to be put on file with the authority above.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'Procedure',
    description:
      'How rules of a kind come into force. Told in the rule book; red lines hold its stages and approvals in place.',
  })
export type Procedure = z.infer<typeof procedureSchema>
