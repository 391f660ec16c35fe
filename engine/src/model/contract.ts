import { z } from 'zod'
import { authoritySchema } from './authority.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

/**
 * What a ruleset based on this one may do to an item. `free`: anything. `bounded`: values from `minimum` to
 * `maximum`, or one of `oneOf`. `tightenOnly`: only stricter, `direction` saying which way that is. `locked`: nothing.
 */
export const contractSchema = z
  .strictObject({
    mode: z.enum(['free', 'bounded', 'tightenOnly', 'locked']),
    direction: z.enum(['up', 'down']).optional(),
    minimum: valueSchema.optional(),
    maximum: valueSchema.optional(),
    oneOf: z.array(valueSchema).min(1).max(200).optional(),
    authority: authoritySchema.optional(),
    reason: textSchema.optional(),
    cites: citesSchema.optional(),
    /** True when the authority may grant an exception. */
    exceptions: z.boolean().optional(),
  })
  .meta({ id: 'Contract' })
export type Contract = z.infer<typeof contractSchema>
