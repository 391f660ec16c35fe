import { z } from 'zod'
import { formats } from './format.ts'
import { authoritySchema } from './authority.ts'
import { dateSchema } from './identifier.ts'
import { idSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

export const exceptionSchema = z
  .strictObject({
    id: idSchema,
    item: z
      .string()
      .regex(formats.itemPath.pattern)
      .max(300)
      .describe(
        'The item it excuses, as a path: `/parameters/pathwayVarianceRateCeiling`. It stays as it was signed, also when a list has another name since.',
      ),
    authority: authoritySchema,
    grantedBy: textSchema.describe('Who granted it.'),
    document: textSchema.describe('Number and title of the granting document.'),
    reason: textSchema.describe('Why it was granted.'),
    until: dateSchema.describe('The last day it covers. After it, the contract holds again.'),
    signature: z
      .string()
      .regex(formats.signature.pattern)
      .describe(
        "The Ed25519 signature over the other members, by the authority's key, as 128 hexadecimal characters: what `jieli sign-exception` writes.",
      ),
  })
  .meta({
    id: 'Exception',
    description:
      "An authority's exemption from its own contract, for one item and for a time, signed by that authority.",
  })
export type Exception = z.infer<typeof exceptionSchema>
