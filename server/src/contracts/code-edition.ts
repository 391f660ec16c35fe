import { z } from 'zod'
import { messageSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** Beside facts: which of them are codes of another edition than the rules are written in. */
export const editionsInputSchema = z
  .record(
    z.string().max(200),
    z.strictObject({
      system: z
        .string()
        .min(1)
        .max(200)
        .meta({ description: 'The address or object identifier of the code system' }),
      version: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: 'Which edition; needed where two share the system' }),
    }),
  )
  .meta({
    id: 'Editions',
    description:
      "Of facts that are codes of another edition than the ruleset's, by name: the code system and version they are written in. They are read by the code maps that the county uses; what is not certain by them is unknown",
  })

const translationSchema = z
  .strictObject({
    fact: z.string(),
    sent: z.string(),
    code: z
      .string()
      .nullable()
      .meta({ description: 'The code in the edition of the rules; null where it is not known' }),
    taken: z.boolean().meta({
      description: 'Whether the fact is known by it: a list is where each of its codes is',
    }),
    message: messageSchema,
    path: z.string().optional().meta({
      description:
        'In a correction or a sheet, which have facts at several places: where, as in `/changes/0/facts`',
    }),
  })
  .meta({ id: 'CodeTranslation', description: 'What a code of another edition was read as' })
export type CodeTranslation = Wire<typeof translationSchema>

export const translationsSchema = z.array(translationSchema).optional().meta({
  description:
    'Where `editions` were sent: what each code was read as, by which map, or why it is not known. A code sent in the edition of the rules is not among them',
})
