import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { parameterReferenceSchema } from './parameter-reference.ts'
import { descriptionSchema, formulaTextSchema, idSchema, titleSchema } from './shared-members.ts'

export const periodTypes = ['month', 'quarter', 'half', 'year'] as const
export const periodTypeSchema = z
  .enum(periodTypes)
  .meta({ id: 'PeriodType', description: 'How long a period is.' })
export type PeriodType = z.infer<typeof periodTypeSchema>

export const gradeSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    atLeast: parameterReferenceSchema
      .optional()
      .describe('The score that earns it. Only the last grade, for everything below, has none.'),
    contract: contractSchema.optional(),
  })
  .meta({ id: 'Grade', description: 'A grade of a scheme.' })

export const gradeConsequenceSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    kind: z
      .enum([
        'salaryFactor',
        'fundShare',
        'fiscalSubsidy',
        'leadershipPay',
        'rectification',
        'notice',
      ])
      .describe(
        'What is touched: total salaries, the share of the fund, the fiscal subsidy, the pay of the leadership, an order to rectify, or a notice.',
      ),
    factors: z
      .array(
        z
          .strictObject({
            id: identifierSchema.describe('The id of the grade.'),
            factor: parameterReferenceSchema.describe('What is multiplied by.'),
          })
          .meta({ id: 'GradeFactor', description: 'The factor of one grade.' }),
      )
      .max(20)
      .optional()
      .describe(
        'By grade, best first: what the pay, share or subsidy is multiplied by. A grade that is not listed leads to nothing.',
      ),
    after: z
      .strictObject({
        grade: identifierSchema.describe('The id of the grade.'),
        periods: parameterReferenceSchema.describe('How many periods in a row.'),
      })
      .optional()
      .describe(
        'Follows once a unit has been at or below `grade` for so many periods in a row. Without it, it follows at once.',
      ),
    contract: contractSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'GradeConsequence', description: 'What a grade leads to.' })
export type GradeConsequence = z.infer<typeof gradeConsequenceSchema>

export const assessmentAlertSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    when: formulaTextSchema.describe(
      'A FEEL formula that is true or false (docs/formulas.md): `profit > previous(profit) and cases < previous(cases)`. While a figure it reads is unknown the alert is neither raised nor not.',
    ),
    contract: contractSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'AssessmentAlert', description: 'Something the council must look at.' })

export const assessmentSchemeSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    period: periodTypeSchema,
    assesses: z
      .enum(['units', 'community'])
      .describe('Who is assessed: each unit, or the community as one.'),
    unitKinds: z
      .array(z.string().min(1).max(100))
      .max(50)
      .optional()
      .describe('Which units, by their kinds in the directory. Without it, all.'),
    groups: z
      .array(identifierSchema)
      .max(50)
      .describe(
        'The ids of the groups that are scored. Their weights sum to 1 exactly; those of kind `monitoring` are only reported.',
      ),
    gates: z
      .array(identifierSchema)
      .max(50)
      .describe(
        'The ids of the groups that must be passed. They earn no points; each of their indicators needs a target.',
      ),
    notAssessable: z
      .enum(['withhold', 'reweigh'])
      .optional()
      .describe(
        'What becomes of a score while an indicator cannot be assessed: `withhold` gives none until it can, `reweigh` spreads its weight over the others of its group. `withhold` when left out.',
      ),
    grades: z
      .array(gradeSchema)
      .max(20)
      .describe('The grades, best first. Their marks go down from one to the next.'),
    gateCap: identifierSchema
      .optional()
      .describe(
        'The id of the best grade a unit that fails a gate can have. Needed where there are `gates` and `grades`.',
      ),
    consequences: z
      .array(gradeConsequenceSchema)
      .max(50)
      .optional()
      .describe('What the grades lead to.'),
    alerts: z
      .array(assessmentAlertSchema)
      .max(50)
      .optional()
      .describe('What is to be looked at, whatever the grade.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({
    id: 'AssessmentScheme',
    description: 'How indicators become a score between 0 and 100 and a grade.',
  })
export type AssessmentScheme = z.infer<typeof assessmentSchemeSchema>
