import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditPageSchema, auditQuerySchema } from '../contracts/audit.ts'
import { replies } from '../contracts/replies.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { readAudit } from '../operations/read-audit.ts'

/** The log of everything that was done and decided. */
export const auditRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/audit',
    {
      config: { permission: 'audit.read' },
      schema: {
        tags: ['audit'],
        summary: 'What was done and decided, newest first',
        querystring: auditQuerySchema,
        response: replies(200, auditPageSchema),
      },
    },
    async (request) => await readAudit(context, request.caller, request.query),
  )
}
