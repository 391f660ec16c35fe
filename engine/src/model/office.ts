import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { contractSchema } from './contract.ts'
import { lineageSchema } from './lineage.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'

export const officeSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    of: z
      .enum(['community', 'unit'])
      .describe(
        '`community`: one unit fills it for the whole community, as the county says in its list of units: the finance bureau, the council. `unit`: each unit may have one of its own: a duty room, a department.',
      ),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'Office',
    description:
      'A role that a unit, or an office within a unit, fills: a department, a council, a duty room. Parties and reminders name it, so that no rule names a unit.',
  })
export type Office = z.infer<typeof officeSchema>
