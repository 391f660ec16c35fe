import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { idempotencyHeadersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  erasureInputSchema,
  erasurePageSchema,
  erasurePreviewInputSchema,
  erasurePreviewSchema,
  erasureSchema,
  holdInputSchema,
  holdPageSchema,
  holdSchema,
  liftHoldInputSchema,
  listErasuresQuerySchema,
  listHoldsQuerySchema,
  personFileSchema,
  personInputSchema,
} from '../contracts/retention.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { confirmErasure, dropErasure } from '../operations/retention/confirm-erasure.ts'
import { listErasures } from '../operations/retention/find-erasure.ts'
import { liftHold, listHolds, setHold } from '../operations/retention/holds.ts'
import { proposeErasure } from '../operations/retention/propose-erasure.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { sendWritten } from './send-written.ts'

const permission = 'persons.erase'
const tags = ['retention']
const name = z.string().min(1).max(80)
const params = z.strictObject({ county: name })
const erasureParams = z.strictObject({ county: name, erasure: name })
const holdParams = z.strictObject({ county: name, hold: name })

/** What is kept of a person is handed out; a person is erased by two, and nothing that is held. */
export const retentionRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/counties/:county/persons/export',
    {
      config: {
        permission: 'persons.export',
        idempotency: 'harmless',
        problems: ['PERSON_UNKNOWN', 'RETENTION_COUNTY', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'exportPerson',
        tags,
        summary: 'Everything that is kept of a person, as one file; nothing of it stays here',
        params,
        body: personInputSchema,
        response: replies(200, personFileSchema),
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      return sendWritten(reply, await context.offload('exportPerson', request.caller, asked))
    },
  )

  app.post(
    '/counties/:county/erasures/preview',
    {
      config: {
        permission,
        idempotency: 'harmless',
        problems: ['PERSON_UNKNOWN', 'RETENTION_COUNTY', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'previewErasure',
        tags,
        summary: 'What erasing a person would take away, and what would stay and why',
        params,
        body: erasurePreviewInputSchema,
        response: replies(200, erasurePreviewSchema),
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      return sendWritten(reply, await context.offload('previewErasure', request.caller, asked))
    },
  )

  app.get(
    '/counties/:county/erasures',
    {
      config: { permission, problems: ['RETENTION_COUNTY'] },
      schema: {
        operationId: 'listErasures',
        tags,
        summary: 'Who was erased, or is proposed to be, the newest first',
        params,
        querystring: listErasuresQuerySchema,
        response: replies(200, erasurePageSchema),
      },
    },
    async (request) =>
      await listErasures(context, request.caller, { ...request.params, ...request.query }),
  )

  app.post(
    '/counties/:county/erasures',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: ['ERASURE_NOTHING', 'ERASURE_OPEN', 'RETENTION_COUNTY'],
      },
      schema: {
        operationId: 'proposeErasure',
        tags,
        summary: 'Propose to erase a person: nothing is erased before another person confirms it',
        params,
        headers: idempotencyHeadersSchema,
        body: erasureInputSchema,
        response: replies(201, erasureSchema),
      },
    },
    async (request, reply) => {
      reply.code(201)
      const asked = { ...request.params, ...request.body }
      return await proposeErasure(context, request.caller, asked, await requestMark(request))
    },
  )

  app.post(
    '/counties/:county/erasures/:erasure/confirm',
    {
      config: {
        permission,
        problems: [
          'ERASURE_NOTHING',
          'ERASURE_OWN',
          'ERASURE_UNKNOWN',
          'JOBS_FULL',
          'RETENTION_COUNTY',
        ],
      },
      schema: {
        operationId: 'confirmErasure',
        tags,
        summary: 'Confirm, as a second person, what another proposed: a job erases it',
        params: erasureParams,
        response: replies(200, erasureSchema),
      },
    },
    async (request) => {
      const confirmed = await confirmErasure(context, request.caller, request.params)
      context.jobSignal.give()
      return confirmed
    },
  )

  app.delete(
    '/counties/:county/erasures/:erasure',
    {
      config: { permission, problems: ['ERASURE_UNKNOWN', 'RETENTION_COUNTY'] },
      schema: {
        operationId: 'dropErasure',
        tags,
        summary: 'Withdraw a proposal to erase a person, or turn down that of somebody else',
        params: erasureParams,
        response: replies(200, erasureSchema),
      },
    },
    async (request) => await dropErasure(context, request.caller, request.params),
  )

  app.get(
    '/counties/:county/holds',
    {
      config: { permission, problems: ['RETENTION_COUNTY'] },
      schema: {
        operationId: 'listHolds',
        tags,
        summary: 'What is held, or was, the newest first',
        params,
        querystring: listHoldsQuerySchema,
        response: replies(200, holdPageSchema),
      },
    },
    async (request) =>
      await listHolds(context, request.caller, { ...request.params, ...request.query }),
  )

  app.post(
    '/counties/:county/holds',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: ['HOLD_CASE_UNKNOWN', 'RETENTION_COUNTY'],
      },
      schema: {
        operationId: 'setHold',
        tags,
        summary: 'Hold a person or a case: nothing of it is erased until the hold is lifted',
        params,
        headers: idempotencyHeadersSchema,
        body: holdInputSchema,
        response: replies(201, holdSchema),
      },
    },
    async (request, reply) => {
      reply.code(201)
      const asked = { ...request.params, ...request.body }
      return await setHold(context, request.caller, asked, await requestMark(request))
    },
  )

  app.post(
    '/counties/:county/holds/:hold/lift',
    {
      config: { permission, problems: ['HOLD_UNKNOWN', 'RETENTION_COUNTY'] },
      schema: {
        operationId: 'liftHold',
        tags,
        summary: 'Lift a hold',
        params: holdParams,
        body: liftHoldInputSchema,
        response: replies(200, holdSchema),
      },
    },
    async (request) =>
      await liftHold(context, request.caller, { ...request.params, ...request.body }),
  )
}
