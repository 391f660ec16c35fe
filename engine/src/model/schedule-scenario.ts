import { z } from 'zod'
import { formats } from './format.ts'
import { dateTimeSchema, identifierSchema } from './identifier.ts'
import { scenarioUnitSchema } from './money-scenario.ts'
import { expectWords, scenarioBase, scenarioFactsSchema } from './scenario-base.ts'
import { standingOfScheduledSchema } from './scheduled-duty.ts'

const recordSchema = z
  .strictObject({
    at: dateTimeSchema.describe('When it was done.'),
    facts: scenarioFactsSchema.optional().describe('What was filled in.'),
    document: z.boolean().optional().describe('True when a document was filed with it.'),
  })
  .meta({ id: 'ScenarioDutyRecord', description: 'That something of a scheduled duty was done.' })

export const scheduleScenarioSchema = z
  .strictObject({
    ...scenarioBase,
    kind: z.literal('schedule'),
    duty: identifierSchema.describe('The id of the scheduled duty.'),
    period: z
      .union([z.string().regex(formats.period.pattern), z.literal('once')])
      .describe('The period it is owed for: `2026-01`, `2026-Q1`, `2026-H1`, `2026`, or `once`.'),
    at: dateTimeSchema.describe('The moment it is looked at.'),
    unit: scenarioUnitSchema
      .optional()
      .describe('The unit that owes it. Left out: the community, or any unit.'),
    missed: z
      .boolean()
      .optional()
      .describe(
        'Whether the indicator that decides missed its target in the final assessment. Left out: there is no final assessment.',
      ),
    facts: scenarioFactsSchema.optional().describe('The figures of the final assessment.'),
    records: z.array(recordSchema).max(200).optional().describe('What was done of it.'),
    expect: z
      .strictObject({
        standing: standingOfScheduledSchema
          .nullable()
          .optional()
          .describe('How it stands at that moment. `null` where it is not owed.'),
        due: dateTimeSchema.nullable().optional().describe('By when; `null` where it has no time.'),
        done: z.int().optional().describe('How many records count.'),
        reminders: z
          .array(identifierSchema)
          .optional()
          .describe('The ids of the reminders that have been told by then.'),
        counts: z
          .strictObject({
            due: z.int().describe('How many were due.'),
            onTime: z.int().describe('How many of these were done in time.'),
          })
          .nullable()
          .optional()
          .describe(
            'What the assessment counts of it: how many were due, and how many done in time. `null` while that is not known.',
          ),
      })
      .describe(expectWords),
  })
  .describe('How a scheduled duty stands for a period, by what was recorded.')
