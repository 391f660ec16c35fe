import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { citesSchema, textSchema } from './text.ts'

/** An assessment indicator as data: what is divided by what, which way is better, and its target if one is set. */
export const indicatorSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    definition: textSchema,
    direction: z.enum(['higherIsBetter', 'lowerIsBetter']),
    unit: z.enum(['ratio', 'percentagePoint', 'count', 'money', 'score']),
    numerator: identifierSchema.optional(),
    denominator: identifierSchema.optional(),
    target: z.strictObject({ parameter: identifierSchema }).optional(),
    cites: citesSchema,
  })
  .meta({ id: 'Indicator' })
export type Indicator = z.infer<typeof indicatorSchema>
