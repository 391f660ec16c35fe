import { z } from 'zod'
import { dateSchema, identifierSchema } from './identifier.ts'
import { textSchema } from './text.ts'

/** A document the rules rest on. */
export const sourceSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  note: textSchema.optional(),
})
export type Source = z.infer<typeof sourceSchema>

/** Which days are worked: Saturdays and Sundays are not, unless listed in `workdays`; `holidays` are not. */
export const calendarSchema = z.strictObject({
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  holidays: z.array(dateSchema).max(2000),
  workdays: z.array(dateSchema).max(2000),
})
export type Calendar = z.infer<typeof calendarSchema>

/** What a ruleset is: a `template` may leave required parameters open, a `county` ruleset runs. */
export const manifestSchema = z
  .strictObject({
    id: identifierSchema,
    kind: z.enum(['template', 'county']),
    title: textSchema,
    description: textSchema.optional(),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    /** The county the ruleset runs in: who may see it and its cases. */
    county: identifierSchema.optional(),
    basedOn: z.strictObject({ id: identifierSchema, version: z.string().max(40) }).optional(),
    /** True when any figure in it is made up to show the system. */
    sample: z.boolean().optional(),
    sources: z.array(sourceSchema).max(100),
    calendar: calendarSchema.optional(),
    notes: z.array(textSchema).max(200).optional(),
  })
  .meta({ id: 'Manifest' })
export type Manifest = z.infer<typeof manifestSchema>
