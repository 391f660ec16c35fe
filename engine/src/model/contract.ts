import { z } from 'zod'
import { authoritySchema } from './authority.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

export const contractSchema = z
  .strictObject({
    mode: z
      .enum(['free', 'bounded', 'tightenOnly', 'locked'])
      .describe(
        '`free`: anything. `bounded`: a parameter may have values from `minimum` to `maximum` or among `oneOf`; anything else stays as it is. `tightenOnly`: a parameter may only move in `direction`, a rule may only get a stricter outcome. `locked`: nothing may change.',
      ),
    direction: z
      .enum(['up', 'down'])
      .optional()
      .describe(
        'Which way is stricter under `tightenOnly`: `up`, values may only rise and lists only grow; `down`, only fall and shrink. `down` when left out.',
      ),
    minimum: valueSchema
      .optional()
      .describe('The least value allowed, itself included. No limit when left out.'),
    maximum: valueSchema
      .optional()
      .describe('The greatest value allowed, itself included. No limit when left out.'),
    oneOf: z
      .array(valueSchema)
      .min(1)
      .max(200)
      .optional()
      .describe('The only values allowed. Any value within the bounds when left out.'),
    authority: authoritySchema
      .optional()
      .describe('The layer of government that set the contract. `province` when left out.'),
    reason: textSchema.optional().describe('Why it is so, for whoever would change it.'),
    cites: citesSchema.optional(),
    exceptions: z
      .boolean()
      .optional()
      .describe(
        'True when the authority that set the contract, or one above it, may grant an exemption from it. Nobody may when left out.',
      ),
  })
  .meta({
    id: 'Contract',
    description:
      'What rulesets based on this one may do to the item. Without a contract they may do anything.',
  })
export type Contract = z.infer<typeof contractSchema>
