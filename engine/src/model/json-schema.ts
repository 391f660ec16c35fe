import { z } from 'zod'
import { indicatorGroupSchema, indicatorSchema } from './assessment.ts'
import { assessmentSchemeSchema } from './assessment-scheme.ts'
import { rateThresholdSchema } from './clinical-pathway.ts'
import { decisionSchema } from './decision.ts'
import { factSchema } from './fact.ts'
import { fundSchema } from './fund.ts'
import { jurisdictionFileSchema } from './jurisdiction.ts'
import { manifestSchema } from './manifest.ts'
import { incentiveSchema, priceSchema, reimbursementSchema } from './money-rule.ts'
import { measureSchema } from './measure.ts'
import { namedConditionSchema } from './named-condition.ts'
import { parameterSchema } from './parameter.ts'
import { pathwaySchema } from './pathway.ts'
import { phaseSchema } from './phase.ts'
import { procedureSchema } from './procedure.ts'
import { redLineSchema } from './red-line.ts'
import { layoutSchema } from './ruleset.ts'
import { scenarioSchema } from './scenario.ts'

/** The form of each file of a ruleset folder that is based on nothing; a child's files hold parts of the same. */
const files = {
  ruleset: manifestSchema,
  facts: z.strictObject({ facts: z.array(factSchema) }),
  parameters: z.strictObject({ parameters: z.array(parameterSchema) }),
  conditions: z.strictObject({ conditions: z.array(namedConditionSchema) }),
  decision: decisionSchema,
  pathway: pathwaySchema,
  'pathway-rates': z.strictObject({ pathwayRates: z.array(rateThresholdSchema) }),
  indicators: z.strictObject({ indicators: z.array(indicatorSchema) }),
  'assessment-groups': z.strictObject({ assessmentGroups: z.array(indicatorGroupSchema) }),
  'assessment-schemes': z.strictObject({ assessmentSchemes: z.array(assessmentSchemeSchema) }),
  measures: z.strictObject({ measures: z.array(measureSchema) }),
  reimbursement: z.strictObject({ reimbursement: z.array(reimbursementSchema) }),
  prices: z.strictObject({ prices: z.array(priceSchema) }),
  incentives: z.strictObject({ incentives: z.array(incentiveSchema) }),
  phases: z.strictObject({ phases: z.array(phaseSchema) }),
  procedures: z.strictObject({ procedures: z.array(procedureSchema) }),
  funds: z.strictObject({ funds: z.array(fundSchema) }),
  'red-lines': z.strictObject({ redLines: z.array(redLineSchema) }),
  layout: layoutSchema,
  scenarios: z.strictObject({
    /** What all scenarios of the file begin with: facts, and any other member they have in common. */
    background: z.record(z.string(), z.json()).optional(),
    scenarios: z.array(scenarioSchema),
  }),
  /** Beside the rulesets: who binds what on whom. */
  jurisdictions: jurisdictionFileSchema,
} as const

/** JSON Schema (2020-12) of every file of a ruleset and of the file beside them, by file name. Pure. */
export function rulesetFileSchemas(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema)]),
  )
}
