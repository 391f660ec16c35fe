import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { personalClasses } from './personal-class.ts'
import { descriptionSchema, idSchema, titleSchema, unitWordSchema } from './shared-members.ts'
import { textSchema } from './text.ts'
import { codeSchema, valueSchema } from './value.ts'
import { valueTypeSchema } from './value-types/value-types.ts'

export const remedySchema = z
  .strictObject({
    to: z
      .array(valueSchema)
      .min(1)
      .max(20)
      .optional()
      .describe(
        'The values the step leads to. Only these are ever offered; left out, any allowed value is.',
      ),
    step: textSchema.describe(
      'What to do, as a short imperative without a full stop: it is read in "this can be done: …".',
    ),
  })
  .meta({
    id: 'Remedy',
    description:
      'A step that somebody can rightly take about a fact: obtaining consent, naming a doctor. Where it would give a milder outcome, and deciding again proves it, explanations offer it. It never belongs to what is so by nature or is judged by a clinician: age, diagnosis, an emergency.',
  })
export type Remedy = z.infer<typeof remedySchema>

export const factSchema = z
  .strictObject({
    id: idSchema,
    type: valueTypeSchema,
    personal: z
      .enum(personalClasses)
      .optional()
      .describe(
        'Whether it says something about a person: `none`, of no one (a unit, a fund, a figure of many); `personal`; or `sensitive`, which what is said of health and care is by article 28 of the Personal Information Protection Law. Left out, it is held for `sensitive`.',
      ),
    title: titleSchema,
    description: descriptionSchema.optional(),
    unit: unitWordSchema.optional(),
    values: z
      .array(codeSchema)
      .min(1)
      .max(5000)
      .optional()
      .describe(
        'The allowed codes of a `code` or a `codeList`; another is refused. An open code system, such as ICD-10, leaves it out.',
      ),
    codeSystem: idSchema
      .optional()
      .describe('The code system whose codes are allowed, instead of `values` of its own.'),
    minimum: z
      .int()
      .optional()
      .describe('The least value allowed, itself included. No limit when left out.'),
    maximum: z
      .int()
      .optional()
      .describe('The greatest value allowed, itself included. No limit when left out.'),
    remedy: remedySchema
      .optional()
      .describe(
        'What can be done about it. Without it the fact is told as a reason, and never as something to change.',
      ),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'Fact',
    description:
      'Something that can be known of a case, a unit or a fund and that rules may read, by its full name: `fromUnit.tier`. A fact that is absent or `null` is unknown, which is never false, zero or empty.',
  })
export type Fact = z.infer<typeof factSchema>
