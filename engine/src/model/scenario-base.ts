import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

/** Facts of a scenario; `null` is unknown. */
export const scenarioFactsSchema = z.record(identifierSchema, valueSchema.nullable())

/** What every scenario says of itself. */
export const scenarioBase = {
  id: identifierSchema,
  title: textSchema,
  /** The red lines it guards: in a ruleset below it may not be removed or changed, and must come out as it says. */
  guards: z.array(identifierSchema).min(1).max(20).optional(),
  /** Values for parameters the ruleset leaves open, for this scenario alone. */
  parameters: z.record(identifierSchema, valueSchema).optional(),
}
