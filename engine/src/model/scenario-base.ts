import { z } from 'zod'
import { dateSchema, identifierSchema } from './identifier.ts'
import { idSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

export const scenarioFactsSchema = z.record(identifierSchema, valueSchema.nullable()).meta({
  id: 'ScenarioFacts',
  description: 'Values by the id of a fact. `null`, like a fact that is left out, is unknown.',
})

/** What every scenario says of itself. */
export const scenarioBase = {
  id: idSchema,
  title: textSchema.describe('What happens in it, in a sentence.'),
  guards: z
    .array(identifierSchema)
    .min(1)
    .max(20)
    .optional()
    .describe(
      'The ids of the red lines it guards: in a ruleset below it may not be removed or changed, and must come out as it says.',
    ),
  parameters: z
    .record(identifierSchema, valueSchema)
    .optional()
    .describe('Values by the id of a parameter, in force on every day of this scenario alone.'),
}

/** What an `expect` says. */
export const expectWords =
  'What must come of it. What is not mentioned is free; lists are compared without their order.'

export const asOfSchema = dateSchema.describe('The day it is decided on, `YYYY-MM-DD`.')

export const needsSchema = z
  .array(identifierSchema)
  .optional()
  .describe('The ids of the facts that are asked for.')
