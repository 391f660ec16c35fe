import { z } from 'zod'
import { dateSchema, identifierSchema } from './identifier.ts'
import { formats } from './format.ts'
import { idSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

export const scenarioFactsSchema = z.record(identifierSchema, valueSchema.nullable()).meta({
  id: 'ScenarioFacts',
  description: 'Values by the id of a fact. `null`, like a fact that is left out, is unknown.',
})

const acceptedSchema = z
  .strictObject({
    because: z
      .array(z.string().regex(formats.itemPath.pattern).max(300))
      .max(20)
      .describe(
        'The items by path whose change in this ruleset makes it come out so: `/parameters/pathwayEntryRate/values/2026-01-01`. Empty where the ruleset below came out so already, or where several changes do it together.',
      ),
    was: z
      .record(z.string().max(300), z.unknown())
      .describe(
        'What the ruleset below expected in its place, by where it stands: `/expect/outcome`, `/steps/2/expect/state`. `null` where it expected nothing.',
      ),
  })
  .meta({
    id: 'AcceptedResult',
    description:
      'That a ruleset expects something else of an inherited scenario because of its own changes, and somebody accepted that.',
  })
export type AcceptedResult = z.infer<typeof acceptedSchema>

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
  accepted: acceptedSchema
    .optional()
    .describe('Why this ruleset expects something else of it than the one below it does.'),
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
