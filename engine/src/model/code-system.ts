import { z } from 'zod'
import { citesSchema } from './citation.ts'
import { contractSchema } from './contract.ts'
import { formats } from './format.ts'
import { lineageSchema } from './lineage.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'

/** How many codes a code system may hold. */
export const maxCodes = 5000

export const listedCodeSchema = z
  .strictObject({
    id: z
      .string()
      .regex(formats.code.pattern)
      .max(100)
      .describe('The code, as cases and rules write it.'),
    title: titleSchema.describe('What people read instead of the code.'),
  })
  .meta({ id: 'ListedCode', description: 'One code of a code system.' })
export type ListedCode = z.infer<typeof listedCodeSchema>

export const codeSystemSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    version: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Which edition of the list it is, as whoever issues it writes it.'),
    sample: z
      .boolean()
      .optional()
      .describe('True for a list, or an extract of one, made up to show the system.'),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema.optional(),
    codes: z
      .array(listedCodeSchema)
      .min(1)
      .max(maxCodes)
      .describe(
        'Every code, each once. The order is that of the list; an `orderedCode` compares by it, the lowest first.',
      ),
  })
  .meta({
    id: 'CodeSystem',
    description:
      'A list of codes with titles that facts and parameters share: the tiers of units, diseases, drugs. A child adds codes, gives them its own words, and keeps the order of those it shares with what it rests on.',
  })
export type CodeSystem = z.infer<typeof codeSystemSchema>
