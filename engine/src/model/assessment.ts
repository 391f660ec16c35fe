import { z } from 'zod'
import { periodTypeSchema } from './assessment-scheme.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { formulaTextSchema, idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

export const indicatorTags = [
  'rigid',
  'volume',
  'cost',
  'quality',
  'publicBenefit',
  'operating',
  'national',
] as const

export const indicatorTagSchema = z.enum(indicatorTags).meta({
  id: 'IndicatorTag',
  description:
    'What an indicator speaks of, so that red lines can: `rigid` is a fixed demand that earns nothing, `volume` how much is done, `cost` what it costs, `quality` how well, `publicBenefit` what serves the public, `operating` how the house is run, `national` what the nation monitors.',
})

export const scoringSchema = z
  .discriminatedUnion('method', [
    z
      .strictObject({ method: z.literal('passFail') })
      .describe(
        '100 points at the target or better, else 0. Needs a `target`, unless the indicator is `metOrNot`.',
      ),
    z
      .strictObject({
        method: z.literal('linear'),
        floor: parameterReferenceSchema.describe('The value that earns 0, as does any worse.'),
      })
      .describe(
        '0 points at `floor` or worse, 100 at the target or better, in proportion between. Needs a `target`.',
      ),
    z
      .strictObject({
        method: z.literal('banded'),
        bands: z
          .array(
            z
              .strictObject({
                id: idSchema,
                reaches: parameterReferenceSchema.describe(
                  'The value from which the band is reached.',
                ),
                points: parameterReferenceSchema.describe('What it earns, 0 to 100.'),
              })
              .meta({ id: 'Band', description: 'One step of a banded score.' }),
          )
          .min(1)
          .max(20)
          .describe('The bands, best first.'),
      })
      .describe('The points of the best band the value reaches, 0 below all of them.'),
  ])
  .meta({
    id: 'Scoring',
    description: "How an indicator's value becomes points between 0 and 100.",
  })

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

export const indicatorSchema = z
  .strictObject({
    id: idSchema.describe(
      'Its id, unique in its list. Groups and formulas name it by this, so no fact or parameter may have the same.',
    ),
    title: titleSchema,
    definition: textSchema.describe('What it measures, in words shown beside the number.'),
    direction: z
      .enum(['higherIsBetter', 'lowerIsBetter', 'metOrNot'])
      .describe(
        'Which way is better. `metOrNot` is a yes or no: without a formula it reads its numerator, a `boolean` fact.',
      ),
    unit: z
      .enum(indicatorUnits)
      .describe(
        'What its value is measured in. A share is a `ratio`; the difference of two shares is in `percentagePoint`; `money` and `moneyPerCase` are worked out in fen; `number` has no unit.',
      ),
    numerator: identifierSchema
      .optional()
      .describe('The fact that is divided, or, without a `denominator`, the value itself.'),
    denominator: identifierSchema
      .optional()
      .describe('The fact it is divided by. At 0 or below the indicator is not assessable.'),
    formula: formulaTextSchema
      .optional()
      .describe(
        'Instead of numerator and denominator: a FEEL formula over facts, parameters and other indicators, such as `1 - outsideStays / allStays` (docs/formulas.md).',
      ),
    target: parameterReferenceSchema
      .optional()
      .describe(
        'The value to reach, as of the last day of the period; the target itself is met. Without it the value is only reported.',
      ),
    targetMayNotSlacken: z
      .boolean()
      .optional()
      .describe(
        'True where a later target may ask for no less than an earlier one: one that does is refused, and not only told.',
      ),
    baselineYear: parameterReferenceSchema
      .optional()
      .describe(
        'The `integer` parameter with the year that `baseline(…)` in its formula speaks of: the year before a reform began. The same period of that year is read. Without it, the same period a year earlier.',
      ),
    scoring: scoringSchema.optional().describe('How it is scored. Without it, it earns no points.'),
    weight: parameterReferenceSchema
      .optional()
      .describe("Its part of its group's score. Without it, it weighs 1."),
    tags: z.array(indicatorTagSchema).max(10).optional().describe('What it speaks of.'),
    period: periodTypeSchema
      .optional()
      .describe('How often it is assessed. Told to the reader; nothing is decided by it.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'Indicator',
    description:
      'An assessment indicator: what is divided by what, or a formula, which way is better, its target if one is set, and how it is scored.',
  })
export type Indicator = z.infer<typeof indicatorSchema>

export const indicatorGroupKindSchema = z
  .enum(['publicBenefit', 'operating', 'scored', 'gate', 'monitoring'])
  .meta({
    id: 'IndicatorGroupKind',
    description:
      'What a group is for: `publicBenefit` and `operating` are scored, and so is what is neither or both (`scored`), a `gate` must be passed and earns nothing, `monitoring` is told beside the score and earns nothing.',
  })

export const indicatorGroupSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    kind: indicatorGroupKindSchema,
    indicators: z.array(identifierSchema).max(100).describe('The ids of its indicators.'),
    weight: parameterReferenceSchema
      .optional()
      .describe(
        "Its part of a scheme's score. Needed where a scheme scores it, unless its kind is `monitoring`.",
      ),
    consequences: z
      .array(textSchema)
      .max(20)
      .optional()
      .describe('What its score leads to, in words.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'IndicatorGroup', description: 'Indicators that belong together.' })
export type IndicatorGroup = z.infer<typeof indicatorGroupSchema>
