import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema, textSchema } from './text.ts'

/** What an indicator speaks of, so that red lines can: rigid ones never sit among operating ones. */
export const indicatorTags = [
  'rigid',
  'volume',
  'cost',
  'quality',
  'publicBenefit',
  'operating',
  'national',
] as const

/** An assessment indicator as data: what is divided by what, which way is better, and its target if one is set. */
export const indicatorSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    definition: textSchema,
    direction: z.enum(['higherIsBetter', 'lowerIsBetter', 'metOrNot']),
    unit: z.enum(['ratio', 'percentagePoint', 'count', 'money', 'score', 'text']),
    numerator: identifierSchema.optional(),
    denominator: identifierSchema.optional(),
    target: z.strictObject({ parameter: identifierSchema }).optional(),
    tags: z.array(z.enum(indicatorTags)).max(10).optional(),
    /** How often it is assessed. */
    period: z.enum(['month', 'quarter', 'year']).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'Indicator' })
export type Indicator = z.infer<typeof indicatorSchema>

/** Indicators that are scored together, and what the score leads to. */
export const indicatorGroupSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    kind: z.enum(['publicBenefit', 'operating', 'gate', 'monitoring']),
    indicators: z.array(identifierSchema).max(100),
    weight: z.strictObject({ parameter: identifierSchema }).optional(),
    consequences: z.array(textSchema).max(20).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'IndicatorGroup' })
export type IndicatorGroup = z.infer<typeof indicatorGroupSchema>
