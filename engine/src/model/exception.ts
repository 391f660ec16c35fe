import { z } from 'zod'
import { formats } from './format.ts'
import { authoritySchema } from './authority.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { textSchema } from './text.ts'

/** An authority's leave to depart from its own contract, for one item and for a time. Signed by that authority. */
export const exceptionSchema = z
  .strictObject({
    id: identifierSchema,
    /**
     * The item, as a path: `/parameters/pathwayVarianceRateCeiling`. It stays as it was signed, so a list may have
     * another name since.
     */
    item: z.string().regex(formats.itemPath.pattern).max(300),
    authority: authoritySchema,
    grantedBy: textSchema,
    /** Number and title of the granting document. */
    document: textSchema,
    reason: textSchema,
    /** Last day it covers (inclusive). After it, the contract holds again. */
    until: dateSchema,
    /** Ed25519 signature over the other members, in hexadecimal, by the authority's key. */
    signature: z.string().regex(formats.signature.pattern),
  })
  .meta({ id: 'Exception' })
export type Exception = z.infer<typeof exceptionSchema>
