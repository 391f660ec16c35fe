import { authorities, dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema } from './common.ts'

/** An exception as it stands on the day of asking. */
export const exceptionStatusSchema = z
  .strictObject({
    id: z.string(),
    item: z.string().meta({ description: 'The item it excuses, as a path' }),
    authority: z.enum(authorities),
    grantedBy: messageSchema,
    document: messageSchema,
    reason: messageSchema,
    until: dateSchema.meta({ description: 'Last day it covers' }),
    standing: z.enum(['inForce', 'expired', 'refused']),
  })
  .meta({ id: 'ExceptionStatus' })
