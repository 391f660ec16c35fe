import { z } from 'zod'
import { dateSchema, dateTimeSchema, identifierSchema } from './identifier.ts'
import { scenarioBase, scenarioFactsSchema } from './scenario-base.ts'

/** A unit of the directory with its figures, where a scenario divides a level or names who pays. */
export const scenarioUnitSchema = z.strictObject({
  id: z.string().min(1).max(100),
  title: z.string().min(1).max(200).optional(),
  kind: z.string().min(1).max(100).optional(),
  tier: z.int().optional(),
  level: z.int().optional(),
  score: z.string().optional(),
  facts: scenarioFactsSchema.optional(),
})
export type ScenarioUnit = z.infer<typeof scenarioUnitSchema>

const unitsSchema = z.array(scenarioUnitSchema).max(200).optional()
const fen = z.int().nullable().optional()
/** What is missing or wrong: facts, parameters, codes of issues. */
const lacking = {
  needs: z.array(identifierSchema).optional(),
  missing: z.array(identifierSchema).optional(),
  issues: z.array(z.string()).optional(),
}

/** Money in fen. `distribution` is `null` where nothing may be distributed; `units` is what each unit gets in all. */
export const fundScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('fund'),
  fund: identifierSchema,
  asOf: dateSchema,
  facts: scenarioFactsSchema,
  units: unitsSchema,
  expect: z.strictObject({
    budget: fen,
    notBudgeted: fen,
    capitation: z.string().nullable().optional(),
    spent: fen,
    surplus: fen,
    overspend: fen,
    bearer: z.string().nullable().optional(),
    borneByBearer: fen,
    borneBy: z.record(identifierSchema, z.int()).nullable().optional(),
    borneByPolicyFactorPayer: fen,
    policyFactorPayer: z.string().nullable().optional(),
    distribution: z.record(identifierSchema, z.int()).nullable().optional(),
    /** Who each party is, by the part's id. */
    parties: z.record(identifierSchema, z.string().nullable()).optional(),
    units: z.record(z.string(), z.int()).optional(),
    blockedBy: z.array(identifierSchema).optional(),
    ...lacking,
  }),
})

/** What the fund and the patient pay of one case. `share` is in per cent: `70`. */
export const reimbursementScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('reimbursement'),
  asOf: dateSchema,
  facts: scenarioFactsSchema,
  expect: z.strictObject({
    base: fen,
    deductible: fen,
    ceiling: fen,
    share: z.string().nullable().optional(),
    fundPays: fen,
    patientPays: fen,
    /** The rules that apply. */
    applies: z.array(identifierSchema).optional(),
    methods: z.record(identifierSchema, z.string()).optional(),
    ...lacking,
  }),
})

/** How a pool is split. */
export const poolScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('pool'),
  incentive: identifierSchema,
  asOf: dateSchema,
  facts: scenarioFactsSchema,
  units: unitsSchema,
  expect: z.strictObject({
    pool: fen,
    distribution: z.record(identifierSchema, z.int()).nullable().optional(),
    units: z.record(z.string(), z.int()).optional(),
    ...lacking,
  }),
})

/** What events post to the ledger. */
export const ledgerScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('ledger'),
  units: unitsSchema,
  events: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        event: identifierSchema,
        at: dateTimeSchema,
        case: z.string().max(200).optional(),
        facts: scenarioFactsSchema.optional(),
        cancels: z.string().max(200).optional(),
      }),
    )
    .min(1)
    .max(200),
  expect: z.strictObject({
    postings: z
      .array(
        z.strictObject({
          event: z.string(),
          rule: z.string(),
          debit: z.string(),
          credit: z.string(),
          amount: z.int(),
        }),
      )
      .optional(),
    open: z
      .array(
        z.strictObject({
          event: z.string(),
          rule: z.string().nullable(),
          reason: z.string(),
          needs: z.array(identifierSchema).optional(),
          missing: z.array(identifierSchema).optional(),
        }),
      )
      .optional(),
    /** How many events each rule heard and rightly paid nothing for. */
    notDue: z.record(z.string(), z.int()).optional(),
    /** What each unit has earned less what it owes. */
    units: z.record(z.string(), z.int()).optional(),
    issues: z.array(z.string()).optional(),
  }),
})
