import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { dateSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

export const phaseSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    from: dateSchema.optional().describe('Its first day, where the source gives one.'),
    to: dateSchema.optional().describe('Its last day, where the source gives one.'),
    period: textSchema
      .optional()
      .describe('When it runs in the words of the source, where that gives no full date.'),
    milestones: z
      .array(
        z
          .strictObject({ id: idSchema, title: titleSchema, cites: citesSchema.optional() })
          .meta({ id: 'Milestone', description: 'Something to be reached in a phase.' }),
      )
      .max(50)
      .describe('What is to be reached in it.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'Phase',
    description:
      'A stage of the reform: when it runs, as far as the source says. Told, not computed with.',
  })
