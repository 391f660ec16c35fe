import { z } from 'zod'
import { indicatorGroupSchema, indicatorSchema } from './assessment.ts'
import { assessmentSchemeSchema } from './assessment-scheme.ts'
import { rateThresholdSchema } from './clinical-pathway.ts'
import { codeSystemSchema } from './code-system.ts'
import { decisionSchema } from './decision.ts'
import { dutySchema } from './duty.ts'
import { factSchema } from './fact.ts'
import { fundSchema } from './fund.ts'
import { identifierSchema } from './identifier.ts'
import { manifestSchema } from './manifest.ts'
import { incentiveSchema, priceSchema, reimbursementSchema } from './money-rule.ts'
import { measureSchema } from './measure.ts'
import { namedConditionSchema } from './named-condition.ts'
import { officeSchema } from './office.ts'
import { parameterSchema } from './parameter.ts'
import { pathwaySchema } from './pathway.ts'
import { redLineSchema } from './red-line.ts'
import { scheduledDutySchema } from './scheduled-duty.ts'
import { scenarioSchema } from './scenario.ts'

const boxSchema = z
  .strictObject({
    x: z.number().describe('From the left, in pixels.'),
    y: z.number().describe('From the top, in pixels.'),
  })
  .meta({ id: 'Box', description: 'Where a state lies on the canvas.' })

export const layoutSchema = z.record(identifierSchema, z.record(z.string(), boxSchema)).meta({
  id: 'Layout',
  description:
    'Where boxes lie on the canvas, by the id of a pathway and the path of a state: `{"referral": {"review.submitted": {"x": 40, "y": 160}}}`. No rule reads it.',
})
export type Layout = z.infer<typeof layoutSchema>

export const rulesetSchema = z
  .strictObject({
    manifest: manifestSchema,
    codeSystems: z
      .array(codeSystemSchema)
      .describe('Lists of codes that facts and parameters share: tiers, diseases, drugs.'),
    facts: z.array(factSchema).describe('What can be known.'),
    parameters: z.array(parameterSchema).describe('Dated values that rules read by name.'),
    conditions: z.array(namedConditionSchema).describe('Conditions that rules share.'),
    decisions: z.array(decisionSchema).describe('Questions, as tables or lists of rules.'),
    offices: z
      .array(officeSchema)
      .describe('Departments, councils, duty rooms: roles that units and their offices fill.'),
    pathways: z.array(pathwaySchema).describe('What can happen to a case, as statecharts.'),
    duties: z.array(dutySchema).describe('What somebody has to do in a case, and by when.'),
    scheduledDuties: z
      .array(scheduledDutySchema)
      .describe('What has to be done in each period, or by a day.'),
    measures: z.array(measureSchema).describe('How figures are counted from the cases.'),
    pathwayRates: z
      .array(rateThresholdSchema)
      .describe('Rates of the clinical pathways and their thresholds.'),
    indicators: z.array(indicatorSchema).describe('What is assessed.'),
    assessmentGroups: z.array(indicatorGroupSchema).describe('Indicators that belong together.'),
    assessmentSchemes: z
      .array(assessmentSchemeSchema)
      .describe('How indicators become a score and a grade.'),
    funds: z.array(fundSchema).describe('Insurance funds: budget, overspend and surplus.'),
    reimbursement: z
      .array(reimbursementSchema)
      .describe('How much of a payment the insurance fund bears.'),
    prices: z.array(priceSchema).describe('What units pay one another.'),
    incentives: z.array(incentiveSchema).describe('What good work earns.'),
    redLines: z.array(redLineSchema).describe('What no ruleset based on this one may weaken.'),
    scenarios: z.array(scenarioSchema).describe('Examples that must come out as they say.'),
    layout: layoutSchema,
  })
  .meta({ id: 'Ruleset', description: 'A whole ruleset. Every list is keyed by `id`.' })
export type Ruleset = z.infer<typeof rulesetSchema>
