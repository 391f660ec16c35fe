import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

/**
 * A rate of the clinical pathways against its threshold: two whole-number facts and a ratio parameter,
 * compared by cross-multiplication, the threshold itself passing. A rate without a threshold is only reported.
 */
export const rateThresholdSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    /** How the rate is defined: shown beside the number, because these rates are misread by default. */
    definition: textSchema,
    numerator: identifierSchema,
    denominator: identifierSchema,
    direction: z.enum(['atLeast', 'atMost']),
    threshold: z.strictObject({ parameter: identifierSchema }).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'RateThreshold' })
export type RateThreshold = z.infer<typeof rateThresholdSchema>
