import { z } from 'zod'

/** An exact ratio: two whole numbers, compared by cross-multiplication and never divided. */
export const ratioSchema = z
  .strictObject({ numerator: z.int(), denominator: z.int().positive() })
  .meta({ id: 'Ratio' })
export type Ratio = z.infer<typeof ratioSchema>

/**
 * A written value. Its JSON form follows the type it is used as:
 * integer and money (fen) are whole JSON numbers, decimal is a string of digits (`"36.5"`),
 * ratio is `{numerator, denominator}`, dates and durations are ISO 8601 strings, a code list is an array.
 */
export const valueSchema = z
  .union([
    z.boolean(),
    z.int(),
    z.string().max(2000),
    z.array(z.string().max(200)).max(5000),
    ratioSchema,
  ])
  .meta({ id: 'Value' })
export type Value = z.infer<typeof valueSchema>

/** One allowed code with its title. */
export const codeSchema = z.strictObject({
  code: z.string().min(1).max(100),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
})
export type Code = z.infer<typeof codeSchema>
