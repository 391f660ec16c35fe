import { z } from 'zod'
import { indicatorGroupSchema, indicatorSchema } from './assessment.ts'
import { assessmentSchemeSchema } from './assessment-scheme.ts'
import { rateThresholdSchema } from './clinical-pathway.ts'
import { decisionSchema } from './decision.ts'
import { factSchema } from './fact.ts'
import { fundSchema } from './fund.ts'
import { identifierSchema } from './identifier.ts'
import { manifestSchema } from './manifest.ts'
import { incentiveSchema, priceSchema, reimbursementSchema } from './money-rule.ts'
import { measureSchema } from './measure.ts'
import { namedConditionSchema } from './named-condition.ts'
import { parameterSchema } from './parameter.ts'
import { pathwaySchema } from './pathway.ts'
import { phaseSchema } from './phase.ts'
import { procedureSchema } from './procedure.ts'
import { redLineSchema } from './red-line.ts'
import { scenarioSchema } from './scenario.ts'

/** Where boxes lie on the canvas, by pathway and state path. The engine never reads it. */
export const layoutSchema = z
  .record(identifierSchema, z.record(z.string(), z.strictObject({ x: z.number(), y: z.number() })))
  .meta({ id: 'Layout' })
export type Layout = z.infer<typeof layoutSchema>

/** A whole ruleset: every list is keyed by `id`. */
export const rulesetSchema = z
  .strictObject({
    manifest: manifestSchema,
    facts: z.array(factSchema),
    parameters: z.array(parameterSchema),
    conditions: z.array(namedConditionSchema),
    decisions: z.array(decisionSchema),
    pathways: z.array(pathwaySchema),
    measures: z.array(measureSchema),
    pathwayRates: z.array(rateThresholdSchema),
    indicators: z.array(indicatorSchema),
    assessmentGroups: z.array(indicatorGroupSchema),
    assessmentSchemes: z.array(assessmentSchemeSchema),
    funds: z.array(fundSchema),
    reimbursement: z.array(reimbursementSchema),
    prices: z.array(priceSchema),
    incentives: z.array(incentiveSchema),
    phases: z.array(phaseSchema),
    procedures: z.array(procedureSchema),
    redLines: z.array(redLineSchema),
    scenarios: z.array(scenarioSchema),
    layout: layoutSchema,
  })
  .meta({ id: 'Ruleset' })
export type Ruleset = z.infer<typeof rulesetSchema>

/** The lists of a ruleset, in reading order. */
export const rulesetLists = [
  'facts',
  'parameters',
  'conditions',
  'decisions',
  'pathways',
  'measures',
  'pathwayRates',
  'indicators',
  'assessmentGroups',
  'assessmentSchemes',
  'funds',
  'reimbursement',
  'prices',
  'incentives',
  'phases',
  'procedures',
  'redLines',
  'scenarios',
] as const satisfies readonly (keyof Ruleset)[]
export type RulesetList = (typeof rulesetLists)[number]
