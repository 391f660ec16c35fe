import { z } from 'zod'
import { pageQuery, pageReply } from './common.ts'

export const auditQuerySchema = z.strictObject({
  ...pageQuery(200, 50),
  action: z.string().min(1).max(100).optional().meta({ description: 'Such as `case.start`' }),
  target: z.string().min(1).max(300).optional().meta({ description: 'What it was done to' }),
})

export const auditPageSchema = z
  .strictObject(pageReply(z.looseObject({ id: z.string(), at: z.string(), action: z.string() })))
  .meta({ id: 'AuditPage' })
