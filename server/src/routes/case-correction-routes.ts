import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { changedCaseSchema } from '../contracts/case.ts'
import { caseCorrectionInputSchema, correctionPreviewSchema } from '../contracts/case-correction.ts'
import {
  caseParametersSchema,
  idempotencyHeadersSchema,
  returnHeadersSchema,
  revisionHeadersSchema,
} from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { applied, prefers } from './preferences.ts'
import { sendTagged, sendWritten } from './send-written.ts'

const problems = [
  'ATTACHMENT_NOT_UPLOADED',
  'CASE_ALTERED',
  'CASE_DAMAGED',
  'CASE_TOO_LONG',
  'CODE_UNREAD',
  'CASE_ARCHIVED',
  'CASE_ERASED',
  'CASE_UNKNOWN',
  'CORRECTION_ENTRY',
  'CORRECTION_ERASED',
  'CORRECTION_LIMIT',
  'CORRECTION_MOMENT',
  'CORRECTION_NOT_YOURS',
  'CORRECTION_OF_APPROVAL',
  'CORRECTION_REFUSED',
  'CORRECTION_START',
  'FACTS_INVALID',
  'OFFICE_TWICE',
  'OFFICE_UNFILLED',
  'PROCEDURE_FACTS',
  'SERVER_BUSY',
  'UNIT_SCOPE_MISSING',
  'WORK_GIVEN_UP',
] as const

/** Events of a case that are voided, corrected or entered late. */
export const caseCorrectionRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/cases/:id/corrections/preview',
    {
      config: { permission: 'cases.correct', idempotency: 'harmless', problems },
      schema: {
        operationId: 'previewCorrection',
        tags: ['cases'],
        summary: 'What a case would become by a correction; nothing is changed',
        params: caseParametersSchema,
        body: caseCorrectionInputSchema,
        response: replies(200, correctionPreviewSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('previewCorrection', request.caller, {
          case: request.params.id,
          ...request.body,
        }),
      ),
  )

  app.post(
    '/cases/:id/corrections',
    {
      config: {
        permission: 'cases.correct',
        idempotency: 'kept',
        problems: [...problems, 'CASE_BUSY', 'CASE_STALE', 'REVISION_NEEDED', 'WORK_UNCERTAIN'],
      },
      schema: {
        operationId: 'correctEvents',
        tags: ['cases'],
        summary: 'Void or correct events of a case, or enter some late; all of it or nothing',
        params: caseParametersSchema,
        headers: revisionHeadersSchema.extend({
          ...idempotencyHeadersSchema.shape,
          ...returnHeadersSchema.shape,
        }),
        body: caseCorrectionInputSchema,
        response: replies(200, changedCaseSchema),
      },
    },
    async (request, reply) => {
      const minimal = prefers(request, 'return=minimal')
      if (minimal) applied(reply, 'return=minimal')
      const told = await context.offload('correctEvents', request.caller, {
        minimal,
        case: request.params.id,
        ...request.body,
        idempotencyKey: request.headers['idempotency-key'],
        expected: neededRevisions(request.headers['if-match']),
      })
      return sendTagged(reply, told)
    },
  )
}
