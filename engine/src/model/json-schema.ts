import { z } from 'zod'
import { decisionSchema } from './decision.ts'
import { jurisdictionFileSchema } from './jurisdiction.ts'
import { manifestSchema } from './manifest.ts'
import { pathwaySchema } from './pathway.ts'
import { layoutSchema, rulesetSchema } from './ruleset.ts'

const { shape } = rulesetSchema

/** The form of each file of a ruleset folder that is based on nothing; a child's files hold parts of the same. */
const files = {
  ruleset: manifestSchema,
  facts: z.strictObject({ facts: shape.facts }),
  parameters: z.strictObject({ parameters: shape.parameters }),
  conditions: z.strictObject({ conditions: shape.conditions }),
  decision: decisionSchema,
  offices: z.strictObject({ offices: shape.offices }),
  pathway: pathwaySchema,
  duties: z.strictObject({ duties: shape.duties }),
  'code-systems': z.strictObject({ codeSystems: shape.codeSystems }),
  'scheduled-duties': z.strictObject({ scheduledDuties: shape.scheduledDuties }),
  measures: z.strictObject({ measures: shape.measures }),
  'pathway-rates': z.strictObject({ pathwayRates: shape.pathwayRates }),
  indicators: z.strictObject({ indicators: shape.indicators }),
  'assessment-groups': z.strictObject({ assessmentGroups: shape.assessmentGroups }),
  'assessment-schemes': z.strictObject({ assessmentSchemes: shape.assessmentSchemes }),
  funds: z.strictObject({ funds: shape.funds }),
  reimbursement: z.strictObject({ reimbursement: shape.reimbursement }),
  prices: z.strictObject({ prices: shape.prices }),
  incentives: z.strictObject({ incentives: shape.incentives }),
  'red-lines': z.strictObject({ redLines: shape.redLines }),
  scenarios: z.strictObject({
    background: z
      .record(z.string(), z.json())
      .optional()
      .describe(
        'What all scenarios of the file begin with. `facts` are joined with their own, which come first and may be set to `null`; any other member stands where a scenario has none.',
      ),
    scenarios: shape.scenarios,
  }),
  layout: layoutSchema,
  jurisdictions: jurisdictionFileSchema,
} as const

/** JSON Schema (2020-12) of every file of a ruleset and of the file beside them, by file name. Pure. */
export function rulesetFileSchemas(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [`${name}.schema.json`, z.toJSONSchema(schema)]),
  )
}
