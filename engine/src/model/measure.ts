import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'

export const measureSchema = z
  .strictObject({
    id: idSchema.describe(
      'The id of the fact it gives a value to, such as `pathway.entered`: a whole number, or money where `sum` is money.',
    ),
    title: titleSchema,
    description: descriptionSchema.optional(),
    of: identifierSchema.describe(
      'The id of the pathway whose cases are counted: `referral`, `inpatientEpisode`.',
    ),
    where: conditionSchema
      .optional()
      .describe(
        "Which of them. Without it, all. Reads the case's own facts and those of its log (`log.…`).",
      ),
    sum: identifierSchema
      .optional()
      .describe(
        'The fact of each case that is added up. Without it and `distinct`, cases are counted.',
      ),
    distinct: identifierSchema
      .optional()
      .describe('The fact whose different values are counted, instead of cases. Not beside `sum`.'),
    unit: identifierSchema.describe('The fact that names the unit a case counts for.'),
    date: identifierSchema.describe(
      'The date fact that puts a case into a period: the day of discharge for an episode.',
    ),
    by: z
      .array(identifierSchema)
      .max(5)
      .optional()
      .describe('Facts the figure is also told by: `episode.department`, `episode.pathway`.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'Measure',
    description:
      'How a figure of a unit and a period is counted from the cases themselves. A case of which it is unknown whether it counts is not counted and lowers the completeness told beside the figure.',
  })
export type Measure = z.infer<typeof measureSchema>
