import { z } from 'zod'
import { formats } from './format.ts'
import { dateSchema, dateTimeSchema, identifierSchema } from './identifier.ts'
import { outcomeSchema } from './outcome.ts'
import {
  fundScenarioSchema,
  ledgerScenarioSchema,
  poolScenarioSchema,
  reimbursementScenarioSchema,
} from './money-scenario.ts'
import { scenarioBase, scenarioFactsSchema } from './scenario-base.ts'
import { valueSchema } from './value.ts'

export const decisionScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('decision'),
  decision: identifierSchema,
  asOf: dateSchema,
  facts: scenarioFactsSchema,
  expect: z.strictObject({
    outcome: outcomeSchema.optional(),
    hits: z.array(identifierSchema).optional(),
    needs: z.array(identifierSchema).optional(),
    outputs: z.record(identifierSchema, valueSchema).optional(),
    emits: z.array(identifierSchema).optional(),
    sets: z.record(identifierSchema, valueSchema).optional(),
  }),
})

/** What happens to a case, one event after another, and what must be so after each. */
export const pathwayScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('pathway'),
  pathway: identifierSchema,
  at: dateTimeSchema,
  facts: scenarioFactsSchema,
  steps: z
    .array(
      z.strictObject({
        event: z.string().max(200),
        at: dateTimeSchema,
        facts: scenarioFactsSchema.optional(),
        reason: z.string().max(2000).optional(),
        unit: z.string().max(100).optional(),
        expect: z.strictObject({
          state: z.string().max(300),
          refused: z.boolean().optional(),
          outcome: outcomeSchema.optional(),
          needs: z.array(identifierSchema).optional(),
          transition: identifierSchema.optional(),
          emits: z.array(identifierSchema).optional(),
          facts: scenarioFactsSchema.optional(),
          timers: z.record(identifierSchema, dateTimeSchema).optional(),
        }),
      }),
    )
    .min(1)
    .max(200),
})

export const rateVerdicts = ['pass', 'fail', 'reported', 'notAssessable'] as const

export const ratesScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('rates'),
  asOf: dateSchema,
  facts: scenarioFactsSchema,
  expect: z.record(identifierSchema, z.enum(rateVerdicts)),
})

/** Figures of one period, what an indicator or a whole scheme must make of them. */
export const assessmentScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('assessment'),
  /** The scheme whose score, grade, alerts and consequences are expected; without one, only indicators are. */
  scheme: identifierSchema.optional(),
  /** `2025-01`, `2025-Q1`, `2025-H1` or `2025`. */
  period: z.string().regex(formats.period.pattern),
  facts: scenarioFactsSchema,
  /** The same figures in the baseline period, and in the period before. */
  baseline: scenarioFactsSchema.optional(),
  previous: scenarioFactsSchema.optional(),
  /** Grades of the periods before, the latest last. */
  grades: z.array(identifierSchema).max(120).optional(),
  expect: z.strictObject({
    indicators: z
      .record(
        identifierSchema,
        z.strictObject({
          /** As shown, without the unit: `38.34` for a share in per cent or for percentage points, yuan for money. */
          value: z.string().optional(),
          verdict: z.enum(['met', 'notMet', 'reported', 'notAssessable']).optional(),
          points: z.string().optional(),
        }),
      )
      .optional(),
    score: z.string().nullable().optional(),
    grade: identifierSchema.nullable().optional(),
    failedGates: z.array(identifierSchema).optional(),
    alerts: z.array(identifierSchema).optional(),
    /** By consequence: the factor as a decimal, or whether it follows. */
    consequences: z
      .record(identifierSchema, z.union([z.string(), z.boolean(), z.null()]))
      .optional(),
  }),
})

/** That an item stands in the resolved ruleset and says so: for clauses carried as data. */
export const itemScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('item'),
  /** `/incentives/dualReward`, `/parameters/fundShareCounty`. */
  item: z.string().regex(formats.itemPath.pattern).max(300),
  /** For a parameter: the day its value is asked for. */
  asOf: dateSchema.optional(),
  /** Members the item must have, compared as JSON; for a parameter with `asOf`, `value` is the value in force. */
  expect: z.record(z.string(), z.unknown()),
})

/** A change somebody tries to make, and whether the checks refuse it. */
export const changeScenarioSchema = z.strictObject({
  ...scenarioBase,
  kind: z.literal('change'),
  change: z.record(z.string(), z.unknown()),
  expect: z.strictObject({ issues: z.array(z.string()) }),
})

/** Facts or events in, expected outcome out: data beside the ruleset, readable by the rule's owner. */
export const scenarioSchema = z
  .discriminatedUnion('kind', [
    decisionScenarioSchema,
    pathwayScenarioSchema,
    ratesScenarioSchema,
    assessmentScenarioSchema,
    fundScenarioSchema,
    reimbursementScenarioSchema,
    poolScenarioSchema,
    ledgerScenarioSchema,
    itemScenarioSchema,
    changeScenarioSchema,
  ])
  .meta({ id: 'Scenario' })
export type Scenario = z.infer<typeof scenarioSchema>
