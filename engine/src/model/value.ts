import { z } from 'zod'

export const ratioSchema = z
  .strictObject({
    numerator: z.int().describe('The part.'),
    denominator: z.int().positive().describe('The whole; above 0.'),
  })
  .meta({
    id: 'Ratio',
    description:
      'An exact share: two whole numbers, compared by cross-multiplication and never divided. 70% is `{"numerator": 70, "denominator": 100}`.',
  })
export type Ratio = z.infer<typeof ratioSchema>

export const valueSchema = z
  .union([
    z.boolean(),
    z.int(),
    z.string().max(2000),
    z.array(z.string().max(200)).max(5000),
    ratioSchema,
  ])
  .meta({
    id: 'Value',
    description:
      'A written value. Its form follows the type it is used as: `integer` and `money` (fen) are whole numbers, `decimal` is a text of digits (`"36.5"`), `ratio` is `{"numerator": …, "denominator": …}`, `date`, `dateTime` and `duration` are texts in ISO 8601, `codeList` is a list of texts.',
  })
export type Value = z.infer<typeof valueSchema>

export const codeSchema = z
  .strictObject({
    code: z.string().min(1).max(100).describe('The code, as cases and rules write it.'),
    title: z
      .strictObject({
        zh: z.string().min(1).describe('In simplified Chinese.'),
        en: z.string().min(1).describe('In English.'),
      })
      .describe('What people read instead of the code.'),
  })
  .meta({ id: 'Code', description: 'One allowed code.' })
export type Code = z.infer<typeof codeSchema>
