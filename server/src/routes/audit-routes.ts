import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditPageSchema, auditQuerySchema, verificationReadingSchema } from '../contracts/audit.ts'
import { caseReadPageSchema, caseReadsQuerySchema } from '../contracts/case-read.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { readVerification } from '../operations/audit/read-verification.ts'
import { sendWritten } from './send-written.ts'

/** The log of everything that was done and decided. */
export const auditRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/audit',
    {
      config: { permission: 'audit.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'readAudit',
        tags: ['audit'],
        summary: 'What was done and decided, newest first',
        querystring: auditQuerySchema,
        response: replies(200, auditPageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('readAudit', request.caller, request.query)),
  )

  app.get(
    '/case-reads',
    {
      config: { permission: 'audit.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listCaseReads',
        tags: ['audit'],
        summary: "Who has read which patient's case, newest first; that you look is kept too",
        querystring: caseReadsQuerySchema,
        response: replies(200, caseReadPageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listCaseReads', request.caller, request.query)),
  )

  app.get(
    '/audit/verification',
    {
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'readVerification',
        tags: ['audit'],
        summary: 'What verifying the log and what it tells of came to last',
        response: replies(200, verificationReadingSchema),
      },
    },
    (request) => readVerification(context.auditWatch, request.caller),
  )
}
