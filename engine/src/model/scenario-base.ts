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
  /** Values for parameters the ruleset leaves open, for this scenario alone. */
  parameters: z.record(identifierSchema, valueSchema).optional(),
}
