import { z } from 'zod'
import { cursorSchema } from './common.ts'

export const auditQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursorSchema.optional(),
})

export const auditPageSchema = z
  .strictObject({
    items: z.array(z.looseObject({ id: z.string(), at: z.string(), action: z.string() })),
    next: z.string().optional(),
  })
  .meta({ id: 'AuditPage' })
