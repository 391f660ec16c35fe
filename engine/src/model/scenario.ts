import { z } from 'zod'
import { dutyStandingSchema } from './duty.ts'
import { formats } from './format.ts'
import { dateSchema, dateTimeSchema, identifierSchema } from './identifier.ts'
import { outcomeSchema } from './outcome.ts'
import {
  fundScenarioSchema,
  ledgerScenarioSchema,
  poolScenarioSchema,
  reimbursementScenarioSchema,
} from './money-scenario.ts'
import {
  asOfSchema,
  expectWords,
  needsSchema,
  scenarioBase,
  scenarioFactsSchema,
} from './scenario-base.ts'
import { scheduleScenarioSchema } from './schedule-scenario.ts'
import { valueSchema } from './value.ts'

export const decisionScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('decision'),
    decision: identifierSchema.describe('The id of the decision.'),
    asOf: asOfSchema,
    facts: scenarioFactsSchema,
    expect: z
      .strictObject({
        outcome: outcomeSchema.optional(),
        hits: z.array(identifierSchema).optional().describe('The ids of the lines that count.'),
        needs: needsSchema,
        outputs: z
          .record(identifierSchema, valueSchema)
          .optional()
          .describe('Values by the id of an output column.'),
        emits: z
          .array(identifierSchema)
          .optional()
          .describe('The events that the lines that count ask for.'),
        sets: z
          .record(identifierSchema, valueSchema)
          .optional()
          .describe('What the lines that count set, by the id of a fact.'),
      })
      .describe(expectWords),
  })
  .describe('What a decision makes of the facts of a case on a day.')

const stepExpectationSchema = z.strictObject({
  state: z
    .string()
    .max(300)
    .describe('The state the case is in after the step, as a path: `review.submitted`.'),
  refused: z.boolean().optional().describe('True when the event is refused. False when left out.'),
  outcome: outcomeSchema.optional().describe('An outcome that a decision asked in the step gave.'),
  needs: needsSchema,
  transition: identifierSchema.optional().describe('The id of the first transition taken.'),
  emits: z.array(identifierSchema).optional().describe('The events that the step asks for.'),
  facts: scenarioFactsSchema.optional().describe('Facts of the case after the step.'),
  timers: z
    .record(identifierSchema, dateTimeSchema)
    .optional()
    .describe('When timers that run after the step are due, by the id of a delay.'),
  duties: z
    .record(identifierSchema, dutyStandingSchema)
    .optional()
    .describe(
      'How duties stand at the moment of the step, the latest of each, by the id of a duty.',
    ),
  due: z
    .record(identifierSchema, dateTimeSchema)
    .optional()
    .describe('When duties that are owed after the step are due, by the id of a duty.'),
})

export const pathwayScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('pathway'),
    pathway: identifierSchema.describe('The id of the pathway.'),
    at: dateTimeSchema.describe(
      'When the case starts, with its offset: `2025-03-03T09:00:00+08:00`.',
    ),
    facts: scenarioFactsSchema.describe('The facts the case starts with.'),
    steps: z
      .array(
        z
          .strictObject({
            event: z
              .string()
              .max(200)
              .describe(
                'The id of the event. A time limit is sent as `xstate.after.<delay>.<machine>.<path of the state>`.',
              ),
            at: dateTimeSchema.describe('When it happens. Not before the step before.'),
            facts: scenarioFactsSchema.optional().describe('The facts the event brings.'),
            reason: z.string().max(2000).optional().describe('The written reason it carries.'),
            unit: z
              .string()
              .max(100)
              .optional()
              .describe(
                'The id of the unit that sends it. Without it, who may send it is not looked at.',
              ),
            expect: stepExpectationSchema.describe(expectWords),
          })
          .meta({ id: 'ScenarioStep', description: 'One event, and what must be so after it.' }),
      )
      .min(1)
      .max(200)
      .describe('The events, one after another.'),
  })
  .describe('What happens to a case, one event after another, and what must be so after each.')

export const rateVerdicts = ['pass', 'fail', 'reported', 'notAssessable'] as const

export const ratesScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('rates'),
    asOf: asOfSchema,
    facts: scenarioFactsSchema,
    expect: z
      .record(identifierSchema, z.enum(rateVerdicts))
      .describe(
        'By the id of an item of `pathwayRates`: `pass`, `fail`, `reported` (it has no threshold) or `notAssessable`.',
      ),
  })
  .describe('What the rates of the clinical pathways come to.')

const indicatorExpectationSchema = z.strictObject({
  value: z
    .string()
    .optional()
    .describe(
      'As shown, without the unit: `38.34` for a share in per cent or for percentage points, yuan for money.',
    ),
  verdict: z
    .enum(['met', 'notMet', 'reported', 'notAssessable'])
    .optional()
    .describe('Whether it meets its target; `reported` where it has none.'),
  points: z.string().optional().describe('Its points as shown, 0 to 100.'),
})

export const assessmentScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('assessment'),
    scheme: identifierSchema
      .optional()
      .describe(
        'The id of the scheme whose score, grade, alerts and consequences are expected. Without it, only indicators are.',
      ),
    period: z
      .string()
      .regex(formats.period.pattern)
      .describe('The period: `2025-01`, `2025-Q1`, `2025-H1` or `2025`.'),
    facts: scenarioFactsSchema.describe('The figures of the period.'),
    baseline: scenarioFactsSchema
      .optional()
      .describe('The same figures in the same period a year earlier.'),
    years: z
      .record(z.string().regex(formats.year.pattern), scenarioFactsSchema)
      .optional()
      .describe(
        'The same figures in the same period of years that indicators name, by year: `2014`.',
      ),
    previous: scenarioFactsSchema.optional().describe('The same figures in the period before.'),
    grades: z
      .array(identifierSchema)
      .max(120)
      .optional()
      .describe('The ids of the grades of the periods before, the latest last.'),
    expect: z
      .strictObject({
        indicators: z
          .record(identifierSchema, indicatorExpectationSchema)
          .optional()
          .describe('What becomes of indicators, by id.'),
        score: z
          .string()
          .nullable()
          .optional()
          .describe('The score as shown: `87.5`. `null` where it is withheld.'),
        grade: identifierSchema
          .nullable()
          .optional()
          .describe('The id of the grade. `null` where there is none.'),
        failedGates: z
          .array(identifierSchema)
          .optional()
          .describe('The ids of the gates that are not passed.'),
        alerts: z
          .array(identifierSchema)
          .optional()
          .describe('The ids of the alerts that are raised.'),
        consequences: z
          .record(identifierSchema, z.union([z.string(), z.boolean(), z.null()]))
          .optional()
          .describe(
            'By the id of a consequence: its factor as a decimal, such as `1.1`, or, without a factor, whether it follows.',
          ),
      })
      .describe(expectWords),
  })
  .describe('What an indicator or a whole scheme makes of the figures of one period.')

export const itemScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('item'),
    item: z
      .string()
      .regex(formats.itemPath.pattern)
      .max(300)
      .describe('The item by path: `/incentives/dualReward`, `/parameters/fundShareCounty`.'),
    asOf: dateSchema.optional().describe('For a parameter: the day its value is asked for.'),
    expect: z
      .record(z.string(), z.unknown())
      .describe(
        'Members the item must have, compared as JSON. For a parameter with `asOf`, `value` is the value in force.',
      ),
  })
  .describe('That an item stands in the resolved ruleset and says so: for clauses carried as data.')

export const changeScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('change'),
    change: z
      .record(z.string(), z.unknown())
      .describe(
        'What a ruleset based on this one would say: lists and items as in its files, laid over this ruleset.',
      ),
    expect: z
      .strictObject({
        issues: z
          .array(z.string())
          .describe('The codes of the errors the change brings (docs/errors.md). `[]` for none.'),
      })
      .describe(expectWords),
  })
  .describe(
    'A change somebody tries to make, and whether the checks refuse it. Tried only on the ruleset that tells of it.',
  )

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
    scheduleScenarioSchema,
    itemScenarioSchema,
    changeScenarioSchema,
  ])
  .meta({
    id: 'Scenario',
    description:
      "Facts or events in, what must come of them out: an example that `jieli test` and publishing try, readable by the rule's owner. Scenarios hold in every ruleset below.",
  })
export type Scenario = z.infer<typeof scenarioSchema>
