import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

const parameterReference = z.strictObject({ parameter: identifierSchema })

export const periodTypes = ['month', 'quarter', 'half', 'year'] as const
export const periodTypeSchema = z.enum(periodTypes)
export type PeriodType = z.infer<typeof periodTypeSchema>

/** A grade of a scheme. A score at `atLeast` earns it; the last grade, for everything below, has none. */
export const gradeSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  atLeast: parameterReference.optional(),
  contract: contractSchema.optional(),
})

/** What a grade leads to. Factors are exact ratios by grade; a rectification begins after so many periods at or below a grade. */
export const gradeConsequenceSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  kind: z.enum([
    'salaryFactor',
    'fundShare',
    'fiscalSubsidy',
    'leadershipPay',
    'rectification',
    'notice',
  ]),
  /** By grade, best first: what the pay, share or subsidy is multiplied by. */
  factors: z
    .array(z.strictObject({ id: identifierSchema, factor: parameterReference }))
    .max(20)
    .optional(),
  /** Follows once a unit has been at or below `grade` for so many periods in a row. */
  after: z.strictObject({ grade: identifierSchema, periods: parameterReference }).optional(),
  contract: contractSchema.optional(),
  cites: citesSchema,
})
export type GradeConsequence = z.infer<typeof gradeConsequenceSchema>

/** Something the council must look at: a formula that is true or false, `profit > previous(profit) and …`. */
export const assessmentAlertSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  when: z.string().min(1).max(2000),
  contract: contractSchema.optional(),
  cites: citesSchema,
})

/**
 * How the indicators of a ruleset become a score and a grade. A score lies between 0 and 100. The weights of the scored
 * `groups` sum to one exactly; a gate that is not passed caps the grade at `gateCap`, whatever the score.
 */
export const assessmentSchemeSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    description: textSchema.optional(),
    period: periodTypeSchema,
    /** Who is assessed: each unit, or the community as one. */
    assesses: z.enum(['units', 'community']),
    /** Which units, by their kinds. Without it, all. */
    unitKinds: z.array(z.string().min(1).max(100)).max(50).optional(),
    /** Indicator groups that are scored, each with a weight; those of kind `monitoring` are only reported. */
    groups: z.array(identifierSchema).max(50),
    /** Indicator groups that must be passed, and earn no points. */
    gates: z.array(identifierSchema).max(50),
    /**
     * What becomes of a score while an indicator cannot be assessed: `withhold` gives none until it can (the default);
     * `reweigh` spreads its weight over the others of its group, and says so.
     */
    notAssessable: z.enum(['withhold', 'reweigh']).optional(),
    /** Best first. */
    grades: z.array(gradeSchema).max(20),
    /** The best grade a unit that fails a gate can have. */
    gateCap: identifierSchema.optional(),
    consequences: z.array(gradeConsequenceSchema).max(50).optional(),
    alerts: z.array(assessmentAlertSchema).max(50).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'AssessmentScheme' })
export type AssessmentScheme = z.infer<typeof assessmentSchemeSchema>
