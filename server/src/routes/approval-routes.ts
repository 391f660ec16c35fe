import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { approvalRecordSchema } from '../contracts/approval-record.ts'
import {
  caseDraftSchema,
  commentAnswerSchema,
  commentInputSchema,
  commentParametersSchema,
  draftApprovalsSchema,
  draftCommentSchema,
} from '../contracts/approval.ts'
import {
  caseParametersSchema,
  idempotencyHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { answerComment } from '../operations/approvals/answer-comment.ts'
import { presentComment } from '../operations/approvals/present-comment.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { sendWritten } from './send-written.ts'

/** What a draft goes through before it is published: the procedures of the version in force, as cases about it. */
export const approvalRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/draft/approvals',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'CASE_ALTERED',
          'DRAFT_BROKEN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readDraftApprovals',
        tags: ['drafts'],
        summary: 'What the draft has to go through before it is published, and how far that is',
        params: rulesetParametersSchema,
        response: replies(200, draftApprovalsSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('readDraftApprovals', request.caller, request.params.id),
      ),
  )

  app.get(
    '/cases/:id/draft',
    {
      config: {
        permission: 'cases.read',
        problems: [
          'CASE_ALTERED',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'CASE_WITHOUT_DRAFT',
          'DRAFT_BROKEN',
          'SERVER_BUSY',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readCaseDraft',
        tags: ['cases'],
        summary: 'The draft a procedure is about: what it changes, who approved which content',
        params: caseParametersSchema,
        response: replies(200, caseDraftSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('readCaseDraft', request.caller, request.params.id)),
  )

  app.get(
    '/cases/:id/approval-record',
    {
      config: {
        permission: 'cases.read',
        problems: [
          'CASE_ALTERED',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'CASE_WITHOUT_DRAFT',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'writeApprovalRecord',
        tags: ['cases'],
        summary: 'All that was approved, refused and remarked in a procedure, signed by the server',
        params: caseParametersSchema,
        response: replies(200, approvalRecordSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('writeApprovalRecord', request.caller, request.params.id),
      ),
  )

  app.post(
    '/cases/:id/comments',
    {
      config: {
        permission: 'cases.step',
        idempotency: 'kept',
        problems: [
          'ATTACHMENT_NOT_UPLOADED',
          'CASE_BUSY',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'CASE_WITHOUT_DRAFT',
          'COMMENTS_FULL',
          'COMMENT_CLOSED',
          'COMMENT_PLACE',
          'DRAFT_BROKEN',
          'DRAFT_MISSING',
          'SERVER_BUSY',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'commentOnDraft',
        tags: ['cases'],
        summary: 'Remark on one item of the draft a procedure is about',
        params: caseParametersSchema,
        headers: idempotencyHeadersSchema,
        body: commentInputSchema,
        response: replies(201, draftCommentSchema),
      },
    },
    async (request, reply) => {
      const input = {
        case: request.params.id,
        ...request.body,
        request: await requestMark(request),
      }
      return sendWritten(
        reply.code(201),
        await context.offload('commentOnDraft', request.caller, input),
      )
    },
  )

  app.post(
    '/cases/:id/comments/:comment/answer',
    {
      config: {
        permission: 'cases.step',
        problems: [
          'ATTACHMENT_NOT_UPLOADED',
          'CASE_BUSY',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'COMMENT_ANSWERED',
          'COMMENT_NOT_YOURS',
          'COMMENT_UNKNOWN',
        ],
      },
      schema: {
        operationId: 'answerComment',
        tags: ['cases'],
        summary: 'Answer a comment, for the unit that drafts',
        params: commentParametersSchema,
        body: commentAnswerSchema,
        response: replies(200, draftCommentSchema),
      },
    },
    async (request) => {
      const { id, comment } = request.params
      const input = { case: id, comment, ...request.body }
      return presentComment(await answerComment(context, request.caller, input))
    },
  )
}
