import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { caseSchema } from '../contracts/case.ts'
import { idempotencyHeadersSchema } from '../contracts/common.ts'
import { paperCaseInputSchema, paperCasePreviewSchema } from '../contracts/paper-case.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendTagged, sendWritten } from './send-written.ts'

const problems = [
  'ATTACHMENT_NOT_UPLOADED',
  'CASE_TOO_LONG',
  'CODE_UNREAD',
  'FACTS_INVALID',
  'NOTHING_IN_FORCE',
  'OFFICE_TWICE',
  'OFFICE_UNFILLED',
  'PAPER_MOMENT',
  'PAPER_REFUSED',
  'PATHWAY_UNKNOWN',
  'PROCEDURE_FACTS',
  'RULESET_ELSEWHERE',
  'RULESET_UNKNOWN',
  'SCOPE_MISSING',
  'SERVER_BUSY',
  'UNIT_SCOPE_MISSING',
  'WORK_GIVEN_UP',
] as const

/** Cases that were begun on paper while the system was down. */
export const paperCaseRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/paper-cases/preview',
    {
      config: { permission: 'cases.correct', idempotency: 'harmless', problems },
      schema: {
        operationId: 'previewPaperCase',
        tags: ['cases'],
        summary: 'What the case on a sheet would be; nothing is stored',
        body: paperCaseInputSchema,
        response: replies(200, paperCasePreviewSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('previewPaperCase', request.caller, request.body)),
  )

  app.post(
    '/paper-cases',
    {
      config: {
        permission: 'cases.correct',
        idempotency: 'kept',
        problems: [...problems, 'CASE_BUSY', 'PAPER_ENTERED', 'WORK_UNCERTAIN'],
      },
      schema: {
        operationId: 'enterPaperCase',
        tags: ['cases'],
        summary: 'Enter a case that was begun on paper, once for each sheet; all of it or nothing',
        headers: idempotencyHeadersSchema,
        body: paperCaseInputSchema,
        response: replies(201, caseSchema),
      },
    },
    async (request, reply) => {
      const entered = await context.offload('enterPaperCase', request.caller, request.body)
      reply.code(201).header('location', `/api/v1/cases/${entered.head.id}`)
      return sendTagged(reply, entered)
    },
  )
}
