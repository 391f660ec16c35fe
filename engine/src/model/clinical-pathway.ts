import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

export const rateThresholdSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    definition: textSchema.describe(
      'How the rate is defined: shown beside the number, because these rates are misread by default.',
    ),
    numerator: identifierSchema.describe('The whole-number fact that is the part.'),
    denominator: identifierSchema.describe('The whole-number fact that is the whole.'),
    direction: z
      .enum(['atLeast', 'atMost'])
      .describe(
        'Whether it has to reach its threshold or not to exceed it. The threshold itself passes.',
      ),
    threshold: parameterReferenceSchema
      .optional()
      .describe('The `ratio` parameter it is held against. Without it the rate is only reported.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'RateThreshold',
    description:
      'A rate of the clinical pathways against its threshold, compared by cross-multiplication. It is `notAssessable` while a figure or the threshold is missing.',
  })
export type RateThreshold = z.infer<typeof rateThresholdSchema>
