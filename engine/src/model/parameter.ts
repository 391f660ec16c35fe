import { z } from 'zod'
import { contractSchema } from './contract.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { codeSchema, valueSchema } from './value.ts'
import { valueTypeSchema } from './value-types/value-types.ts'

/** One value and the first day it holds (inclusive). It holds until the next one begins. */
export const datedValueSchema = z.strictObject({
  from: dateSchema,
  value: valueSchema,
  /** True for figures made up to show the system; the reader is always told. */
  sample: z.boolean().optional(),
  cites: citesSchema.optional(),
  note: textSchema.optional(),
})
export type DatedValue = z.infer<typeof datedValueSchema>

/**
 * A dated value that rules read by name. One that the source leaves open is `required` with no values:
 * the ruleset cannot be published until a county supplies it.
 */
export const parameterSchema = z
  .strictObject({
    id: identifierSchema,
    type: valueTypeSchema,
    title: textSchema,
    description: textSchema.optional(),
    unit: z.string().max(40).optional(),
    codes: z.array(codeSchema).min(1).max(5000).optional(),
    minimum: valueSchema.optional(),
    maximum: valueSchema.optional(),
    required: z.boolean(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema.optional(),
    values: z.array(datedValueSchema).max(500),
  })
  .meta({ id: 'Parameter' })
export type Parameter = z.infer<typeof parameterSchema>

/** A span of time: written as ISO 8601, as whole working days, or read from a parameter. */
export const delaySchema = z
  .union([
    z.strictObject({ duration: z.iso.duration() }),
    z.strictObject({ workingDays: z.int().positive().max(3650) }),
    z.strictObject({ parameter: identifierSchema }),
  ])
  .meta({ id: 'Delay' })
export type Delay = z.infer<typeof delaySchema>
