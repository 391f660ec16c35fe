import { z } from 'zod'
import { periodTypeSchema } from './assessment-scheme.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

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

const parameterReference = z.strictObject({ parameter: identifierSchema })

/** How an indicator's value becomes points between 0 and 100. */
export const scoringSchema = z
  .discriminatedUnion('method', [
    /** 100 at the target or better, else 0. */
    z.strictObject({ method: z.literal('passFail') }),
    /** 0 at `floor` or worse, 100 at the target or better, in proportion between. */
    z.strictObject({ method: z.literal('linear'), floor: parameterReference }),
    /** The points of the best band the value reaches, 0 below all of them. Best first. */
    z.strictObject({
      method: z.literal('banded'),
      bands: z
        .array(
          z.strictObject({
            id: identifierSchema,
            reaches: parameterReference,
            points: parameterReference,
          }),
        )
        .min(1)
        .max(20),
    }),
  ])
  .meta({ id: 'Scoring' })

/** What an indicator's value is measured in. A share is a `ratio`; the difference of two shares is in percentage points. */
export const indicatorUnits = [
  'ratio',
  'percentagePoint',
  'count',
  'money',
  'moneyPerCase',
  'number',
  'score',
  'text',
] as const

/**
 * An assessment indicator: what is divided by what (or a formula), which way is better, its target if one is set, and
 * how it is scored. `metOrNot` without a formula reads its numerator, a boolean fact.
 */
export const indicatorSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    definition: textSchema,
    direction: z.enum(['higherIsBetter', 'lowerIsBetter', 'metOrNot']),
    unit: z.enum(indicatorUnits),
    numerator: identifierSchema.optional(),
    denominator: identifierSchema.optional(),
    /** Instead of numerator and denominator: FEEL (`docs/formulas.md`) over facts, parameters and other indicators. */
    formula: z.string().min(1).max(2000).optional(),
    target: parameterReference.optional(),
    scoring: scoringSchema.optional(),
    /** Its part of its group's score; an indicator without one weighs as much as the others without one. */
    weight: parameterReference.optional(),
    tags: z.array(z.enum(indicatorTags)).max(10).optional(),
    /** How often it is assessed. */
    period: periodTypeSchema.optional(),
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
    weight: parameterReference.optional(),
    consequences: z.array(textSchema).max(20).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'IndicatorGroup' })
export type IndicatorGroup = z.infer<typeof indicatorGroupSchema>
