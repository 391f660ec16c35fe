import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { descriptionSchema, idSchema, titleSchema, unitWordSchema } from './shared-members.ts'
import { codeSchema } from './value.ts'
import { valueTypeSchema } from './value-types/value-types.ts'

export const factSchema = z
  .strictObject({
    id: idSchema,
    type: valueTypeSchema,
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
    minimum: z
      .int()
      .optional()
      .describe('The least value allowed, itself included. No limit when left out.'),
    maximum: z
      .int()
      .optional()
      .describe('The greatest value allowed, itself included. No limit when left out.'),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'Fact',
    description:
      'Something that can be known of a case, a unit or a fund and that rules may read, by its full name: `fromUnit.tier`. A fact that is absent or `null` is unknown, which is never false, zero or empty.',
  })
export type Fact = z.infer<typeof factSchema>
