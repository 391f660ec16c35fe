import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  availableEventsSchema,
  type Case,
  casePageSchema,
  caseSchema,
  changedCaseSchema,
  eventInputSchema,
  type MinimalCase,
  searchCasesQuerySchema,
  startCaseInputSchema,
} from '../contracts/case.ts'
import {
  caseParametersSchema,
  idempotencyHeadersSchema,
  returnHeadersSchema,
  revisionHeadersSchema,
} from '../contracts/common.ts'
import { dutyPageSchema, listDutiesQuerySchema } from '../contracts/duty.ts'
import { listProceduresQuerySchema, procedurePageSchema } from '../contracts/procedure.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { availableEvents } from '../operations/cases/available-events.ts'
import type { CaseDocument } from '../documents/case-document.ts'
import {
  type CaseFindings,
  presentCase,
  presentMinimalCase,
} from '../operations/cases/present-case.ts'
import { readCase } from '../operations/cases/read-case.ts'
import { veiledCase } from '../operations/cases/veil-case.ts'
import { draftRule } from '../operations/approvals/draft-rule.ts'
import { translationsOf } from '../operations/cases/translations-of.ts'
import { sendEvent } from '../operations/cases/send-event.ts'
import { startCase } from '../operations/cases/start-case.ts'
import { applied, prefers } from './preferences.ts'
import { sendWritten } from './send-written.ts'
import { entityTag, revisionsOf } from '../plugins/entity-tags.ts'

const eventHeaders = revisionHeadersSchema.extend({
  ...idempotencyHeadersSchema.shape,
  ...returnHeadersSchema.shape,
})

/** Cases: one referral or pathway episode each. */
export const caseRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/cases',
    {
      config: {
        permission: 'cases.start',
        idempotency: 'kept',
        problems: [
          'ATTACHMENT_NOT_UPLOADED',
          'DRAFT_BROKEN',
          'DRAFT_MISSING',
          'FACTS_INVALID',
          'NOTHING_IN_FORCE',
          'OFFICE_TWICE',
          'OFFICE_UNFILLED',
          'PATHWAY_UNKNOWN',
          'PROCEDURE_FACTS',
          'PROCEDURE_GOVERNS_NOTHING',
          'PROCEDURE_OTHER_DRAFT',
          'RULESET_ELSEWHERE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'START_REFUSED',
          'UNIT_SCOPE_MISSING',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'startCase',
        tags: ['cases'],
        summary: 'Start a case on the version in force today',
        headers: idempotencyHeadersSchema.extend(returnHeadersSchema.shape),
        body: startCaseInputSchema,
        response: replies(201, changedCaseSchema),
      },
    },
    async (request, reply) => {
      const { draft, ...asked } = request.body
      const ruleset = typeof draft === 'object' ? draft.ruleset : asked.ruleset
      const seal = async () => {
        const { head } = await context.offload('sealDraft', request.caller, {
          ruleset,
        })
        const of = ruleset === asked.ruleset ? {} : { ruleset }
        return { revision: head.revision, content: head.content, ...of }
      }
      const document = await startCase(context, request.caller, {
        ...asked,
        ...(draft && { sealDraft: seal, draftOf: ruleset }),
        idempotencyKey: request.headers['idempotency-key'],
      })
      reply.code(201).header('location', `/api/v1/cases/${document.id}`)
      const read = await translationsOf(context, document, asked)
      return sendChanged({ request, reply }, document, read)
    },
  )

  app.get(
    '/cases',
    {
      config: { permission: 'cases.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'searchCases',
        tags: ['cases'],
        summary:
          'Find cases, most recently changed first; with a first or last day, most recently started first',
        querystring: searchCasesQuerySchema,
        response: replies(200, casePageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('searchCases', request.caller, request.query)),
  )

  app.get(
    '/duties',
    {
      config: { permission: 'cases.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listDuties',
        tags: ['cases'],
        summary: 'What your units still have to do in cases, the first due first',
        querystring: listDutiesQuerySchema,
        response: replies(200, dutyPageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('listDuties', request.caller, {
          ...request.query,
          late: request.query.late === 'true',
        }),
      ),
  )

  app.get(
    '/procedures',
    {
      config: { permission: 'cases.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listProcedures',
        tags: ['cases'],
        summary:
          'The procedures and phases of the community under way, most recently changed first',
        querystring: listProceduresQuerySchema,
        response: replies(200, procedurePageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('listProcedures', request.caller, {
          ...request.query,
          mine: request.query.mine === 'true',
        }),
      ),
  )

  app.get(
    '/cases/:id',
    {
      config: {
        permission: 'cases.read',
        problems: ['CASE_ARCHIVED', 'CASE_DAMAGED', 'CASE_ERASED', 'CASE_UNKNOWN'],
      },
      schema: {
        operationId: 'readCase',
        tags: ['cases'],
        summary: 'Read a case with its history and the reasons of each step',
        params: caseParametersSchema,
        response: replies(200, caseSchema),
      },
    },
    async (request, reply) => {
      const { document, ...findings } = await readCase(context, request.caller, request.params.id)
      const shown = sendCase(reply, document, findings)
      return await veiledCase(context, request.caller, document, shown)
    },
  )

  app.post(
    '/cases/:id/events',
    {
      config: {
        permission: 'cases.step',
        idempotency: 'kept',
        problems: [
          'APPROVAL_DRAFT_CHANGED',
          'APPROVAL_OWN',
          'APPROVAL_SAME_PERSON',
          'ATTACHMENT_NOT_UPLOADED',
          'CASE_ALTERED',
          'CASE_BUSY',
          'CASE_DAMAGED',
          'CASE_STALE',
          'CASE_TOO_LONG',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'CODE_UNREAD',
          'COMMENTS_OPEN',
          'DRAFT_BROKEN',
          'DRAFT_MISSING',
          'EVENT_REFUSED',
          'FACTS_INVALID',
          'SERVER_BUSY',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'sendEvent',
        tags: ['cases'],
        summary: 'Send an event to a case',
        params: caseParametersSchema,
        headers: eventHeaders,
        body: eventInputSchema,
        response: replies(200, changedCaseSchema),
      },
    },
    async (request, reply) => {
      const tag = request.headers['if-match']
      const document = await sendEvent(
        context,
        request.caller,
        {
          case: request.params.id,
          ...request.body,
          idempotencyKey: request.headers['idempotency-key'],
          expected: tag === undefined ? undefined : revisionsOf(tag),
        },
        draftRule(
          context,
          request.caller,
          async ({ id, ruleset }) =>
            (await context.offload('sealDraft', request.caller, { ruleset, case: id })).head,
        ),
      )
      const read = await translationsOf(context, document, request.body)
      return sendChanged({ request, reply }, document, read)
    },
  )

  app.get(
    '/cases/:id/events/available',
    {
      config: {
        permission: 'cases.read',
        problems: ['CASE_ALTERED', 'CASE_ARCHIVED', 'CASE_DAMAGED', 'CASE_ERASED', 'CASE_UNKNOWN'],
      },
      schema: {
        operationId: 'listAvailableEvents',
        tags: ['cases'],
        summary: 'The events the case waits for, open or closed to you, and why',
        params: caseParametersSchema,
        response: replies(200, availableEventsSchema),
      },
    },
    async (request) => await availableEvents(context, request.caller, request.params.id),
  )
}

/** A case that was begun or stepped: what it has come to, where whoever asked prefers that. */
function sendChanged(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  document: CaseDocument,
  findings: CaseFindings,
): Case | MinimalCase {
  if (!prefers(request, 'return=minimal')) return sendCase(reply, document, findings)
  reply.header('etag', entityTag(document.history.length))
  applied(reply, 'return=minimal')
  return presentMinimalCase(document, findings)
}

function sendCase(
  reply: Pick<FastifyReply, 'header'>,
  document: CaseDocument,
  findings: CaseFindings = {},
): Case {
  reply.header('etag', entityTag(document.history.length))
  return presentCase(document, findings)
}
