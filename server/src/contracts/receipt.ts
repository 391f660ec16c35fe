import { dateSchema, formats, type Ruleset } from '@jieli/engine'
import { z } from 'zod'
import { caseSchema } from './case.ts'
import { factsInputSchema } from './common.ts'
import { decideReplySchema } from './decision.ts'
import { engineForm, type Wire } from './wire.ts'

/** The rules of a version as they were published: all it takes to decide again, under the hash they have. */
const receiptRulesSchema = z
  .strictObject({
    ruleset: z.string().meta({ description: 'The id of the ruleset' }),
    version: z.string(),
    hash: z.string(),
    content: engineForm<Ruleset>(z.record(z.string(), z.unknown())).meta({
      description: 'In the format it was published in',
    }),
    origin: z.record(z.string(), z.string()).meta({
      description: 'Which ruleset says each item',
    }),
  })
  .meta({ id: 'ReceiptRules' })
export type ReceiptRules = Wire<typeof receiptRulesSchema>

/** A decision or a case as it was, with the rules it rests on: one signed file that is checked without a server. */
export const receiptSchema = z
  .strictObject({
    format: z.literal('jieli-receipt'),
    formatVersion: z.literal(1),
    writtenAt: z.string(),
    program: z.string().meta({ description: 'The version of the program that wrote it' }),
    rules: z.array(receiptRulesSchema).min(1).max(100).meta({
      description:
        'Of a decision one version; of a case each that it ran on, the present one first',
    }),
    about: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('decision'),
        asOf: dateSchema,
        facts: factsInputSchema,
        answer: decideReplySchema.omit({ trace: true }),
      }),
      z.strictObject({ kind: z.literal('case'), case: caseSchema }),
    ]),
    publicKey: z.string().regex(formats.hex32.pattern),
    signature: z.string().regex(formats.signature.pattern).or(z.literal('')),
  })
  .meta({ id: 'Receipt' })
export type Receipt = Wire<typeof receiptSchema>
