import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { codeSchema } from './value.ts'
import { valueTypeSchema } from './value-types/value-types.ts'

/**
 * A fact the rules may read. Absent or `null` at run time means unknown, which is never false.
 * `values` lists the allowed codes (an open code system leaves it out); bounds are inclusive.
 */
export const factSchema = z
  .strictObject({
    id: identifierSchema,
    type: valueTypeSchema,
    title: textSchema,
    description: textSchema.optional(),
    unit: z.string().max(40).optional(),
    values: z.array(codeSchema).min(1).max(5000).optional(),
    minimum: z.int().optional(),
    maximum: z.int().optional(),
    cites: citesSchema.optional(),
  })
  .meta({ id: 'Fact' })
export type Fact = z.infer<typeof factSchema>
