import { z } from 'zod'
import { dateTimeSchema, identifierSchema } from './identifier.ts'
import {
  asOfSchema,
  expectWords,
  needsSchema,
  scenarioBase,
  scenarioFactsSchema,
} from './scenario-base.ts'

export const scenarioUnitSchema = z
  .strictObject({
    id: z.string().min(1).max(100).describe('Its id in the directory.'),
    title: z.string().min(1).max(200).optional().describe('Its name. Its id when left out.'),
    kind: z.string().min(1).max(100).optional().describe('Read as the fact `unit.kind`.'),
    tier: z
      .union([z.string().min(1).max(100), z.int()])
      .optional()
      .describe(
        'Read as the fact `unit.tier`: a code of the tiers, or the number it had before format 5.',
      ),
    level: z.int().optional().describe('Read as the fact `unit.level`.'),
    score: z.string().optional().describe('Its assessment score, read as the fact `unit.score`.'),
    grade: z.string().optional().describe('Its grade, read as the fact `unit.grade`.'),
    parent: z
      .string()
      .optional()
      .describe('The id of the unit it belongs to, read as the fact `unit.parent`.'),
    facts: scenarioFactsSchema.optional().describe('Its other figures.'),
  })
  .meta({
    id: 'ScenarioUnit',
    description:
      'A unit of the directory with its figures, where a scenario divides a level or names who pays.',
  })
export type ScenarioUnit = z.infer<typeof scenarioUnitSchema>

const unitsSchema = z
  .array(scenarioUnitSchema)
  .max(200)
  .optional()
  .describe(
    'The units of the directory. Without it nothing is divided among units, and every unit a case names is taken for one.',
  )
const fen = z.int().nullable().optional()
const issueCodes = z
  .array(z.string())
  .optional()
  .describe('The codes of what is wrong (docs/errors.md).')
const missing = z
  .array(identifierSchema)
  .optional()
  .describe('The ids of parameters that lack a value.')
/** What is missing or wrong. */
const lacking = { needs: needsSchema, missing, issues: issueCodes }
const distribution = z
  .record(identifierSchema, z.int())
  .nullable()
  .optional()
  .describe('What each party gets, in fen, by the id of its share. `null` where nothing is split.')
const unitAmounts = z
  .record(z.string(), z.int())
  .optional()
  .describe('What each unit gets in all, in fen, by its id.')

export const fundScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('fund'),
    fund: identifierSchema.describe('The id of the fund.'),
    holder: z
      .string()
      .optional()
      .describe('The id of the unit whose own fund is meant, where each of several has one.'),
    asOf: asOfSchema,
    facts: scenarioFactsSchema,
    units: unitsSchema,
    expect: z
      .strictObject({
        budget: fen.describe('The budget, in fen.'),
        notBudgeted: fen.describe('What was raised and is not budgeted, in fen.'),
        capitation: z
          .string()
          .nullable()
          .optional()
          .describe('The budget a head, in yuan: `930.00`.'),
        spent: fen.describe('What was spent, in fen.'),
        surplus: fen.describe('What is left of the budget, in fen.'),
        overspend: fen.describe('What was spent beyond the budget, in fen.'),
        bearer: z.string().nullable().optional().describe('The code of who bears an overspend.'),
        borneByBearer: fen.describe('What the bearer bears, in fen.'),
        borneBy: z
          .record(identifierSchema, z.int())
          .nullable()
          .optional()
          .describe(
            'Who bears what, in fen, where the bearer is `shared`, by the id of the overspend share.',
          ),
        borneByPolicyFactorPayer: fen.describe('What is due to policy and paid for it, in fen.'),
        policyFactorPayer: z
          .string()
          .nullable()
          .optional()
          .describe('The code of who pays what is due to policy.'),
        drawn: z
          .record(identifierSchema, z.int())
          .optional()
          .describe('What is drawn before the split, in fen, by the id of the incentive.'),
        distribution,
        parties: z
          .record(identifierSchema, z.string().nullable())
          .optional()
          .describe('The code of who each party is, by the id of its share.'),
        units: unitAmounts,
        blockedBy: z
          .array(identifierSchema)
          .optional()
          .describe('The ids of the decisions that do not allow a distribution.'),
        ...lacking,
      })
      .describe(expectWords),
  })
  .describe('What becomes of a fund: budget, surplus or overspend, and who gets or bears what.')

export const reimbursementScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('reimbursement'),
    asOf: asOfSchema,
    facts: scenarioFactsSchema,
    expect: z
      .strictObject({
        base: fen.describe('What the share is of, in fen.'),
        deductible: fen.describe('What the patient bears before it, in fen.'),
        ceiling: fen.describe('The most the fund pays, in fen.'),
        share: z
          .string()
          .nullable()
          .optional()
          .describe('The share after rises and falls, in per cent: `70`.'),
        fundPays: fen.describe('What the fund pays, in fen.'),
        patientPays: fen.describe('What the patient pays, in fen.'),
        applies: z
          .array(identifierSchema)
          .optional()
          .describe('The ids of the reimbursement rules that apply.'),
        methods: z
          .record(identifierSchema, z.string())
          .optional()
          .describe('The codes of the payment methods that apply, by the id of the rule.'),
        ...lacking,
      })
      .describe(expectWords),
  })
  .describe('What the fund and the patient pay of one case.')

export const poolScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('pool'),
    incentive: identifierSchema.describe('The id of an incentive that splits a pool.'),
    asOf: asOfSchema,
    facts: scenarioFactsSchema,
    units: unitsSchema,
    expect: z
      .strictObject({
        pool: fen.describe('The pool, in fen.'),
        distribution,
        units: unitAmounts,
        ...lacking,
      })
      .describe(expectWords),
  })
  .describe('How a pool is split.')

const ledgerEventSchema = z
  .strictObject({
    id: z.string().min(1).max(200).describe('Its id. The same event posts once.'),
    event: identifierSchema.describe('What happened: what prices and incentives name as `on`.'),
    at: dateTimeSchema.describe('When it happened. Prices are those of that day.'),
    case: z.string().max(200).optional().describe('The id of the case.'),
    facts: scenarioFactsSchema.optional().describe('The facts of the case.'),
    cancels: z
      .string()
      .max(200)
      .optional()
      .describe('The id of an event that this one takes back: its postings are reversed.'),
  })
  .meta({ id: 'ScenarioLedgerEvent', description: 'An event of a case that the ledger hears of.' })

const postingSchema = z
  .strictObject({
    event: z.string().describe('The id of the event.'),
    rule: z.string().describe('The price or incentive by path: `/prices/teleconsult`.'),
    debit: z
      .string()
      .describe(
        'The account that is debited: `charges:<unit>`, `pool:<incentive>` or `community`.',
      ),
    credit: z.string().describe('The account that is credited: `income:<unit>`.'),
    amount: z.int().describe('In fen.'),
  })
  .meta({ id: 'ScenarioPosting', description: 'One entry of the ledger.' })

const openItemSchema = z
  .strictObject({
    event: z.string().describe('The id of the event.'),
    rule: z
      .string()
      .nullable()
      .describe('The price or incentive by path. `null` where it is of none.'),
    reason: z
      .string()
      .describe(
        'Why: `needs` (something is not known), `unitUnknown`, `conflict`, `cancelsNothing`, `tooLarge` or `notPositive`.',
      ),
    needs: needsSchema,
    missing,
  })
  .meta({ id: 'ScenarioOpenItem', description: 'An event that could not be posted.' })

export const ledgerScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('ledger'),
    units: unitsSchema,
    events: z.array(ledgerEventSchema).min(1).max(200).describe('What happened.'),
    expect: z
      .strictObject({
        postings: z.array(postingSchema).optional().describe('What is posted.'),
        open: z
          .array(openItemSchema)
          .optional()
          .describe('What could not be posted, in the order of time.'),
        notDue: z
          .record(z.string(), z.int())
          .optional()
          .describe('How many events each rule heard and rightly paid nothing for, by its path.'),
        units: z
          .record(z.string(), z.int())
          .optional()
          .describe('What each unit has earned less what it owes, in fen, by its id.'),
        issues: issueCodes,
      })
      .describe(expectWords),
  })
  .describe('What events post to the ledger.')
