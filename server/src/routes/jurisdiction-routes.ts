import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { listQuerySchema, revisionHeadersSchema } from '../contracts/common.ts'
import {
  countyBindingSchema,
  jurisdictionInputSchema,
  jurisdictionListSchema,
  jurisdictionParametersSchema,
  jurisdictionReplySchema,
} from '../contracts/jurisdiction.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Nation, provinces, cities and counties, and what each binds below it. */
export const jurisdictionRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/jurisdictions',
    {
      config: { permission: 'rulesets.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listJurisdictions',
        tags: ['jurisdictions'],
        summary: 'Every authority and what it binds; of the counties, those of the caller',
        querystring: listQuerySchema,
        response: replies(200, jurisdictionListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listJurisdictions', request.caller, request.query)),
  )

  app.get(
    '/jurisdictions/:id',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['JURISDICTION_UNKNOWN', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readJurisdiction',
        tags: ['jurisdictions'],
        summary: 'One jurisdiction',
        params: jurisdictionParametersSchema,
        response: replies(200, jurisdictionReplySchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return sendTagged(reply, await context.offload('readJurisdiction', request.caller, id))
    },
  )

  app.put(
    '/jurisdictions/:id',
    {
      config: {
        permission: 'jurisdictions.manage',
        problems: [
          'JURISDICTION_INVALID',
          'JURISDICTION_STALE',
          'REVISION_NEEDED',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'saveJurisdiction',
        tags: ['jurisdictions'],
        summary: 'Make or change a jurisdiction; refused when somebody saved a newer one',
        params: jurisdictionParametersSchema,
        headers: revisionHeadersSchema,
        body: jurisdictionInputSchema,
        response: replies(200, jurisdictionReplySchema),
      },
    },
    async (request, reply) => {
      const sent = { ...request.body, id: request.params.id }
      const input = { sent, expected: neededRevisions(request.headers['if-match']) }
      return sendTagged(reply, await context.offload('saveJurisdiction', request.caller, input))
    },
  )

  app.get(
    '/jurisdictions/:id/binding',
    {
      config: {
        permission: 'rulesets.read',
        problems: [
          'DRAFT_BROKEN',
          'DRAFT_FIXED_FIELD',
          'DRAFT_INVALID',
          'DRAFT_OTHER_RULESET',
          'DRAFT_OVERLAYS',
          'DRAFT_STALE',
          'JURISDICTION_UNKNOWN',
          'RULESET_ELSEWHERE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readBinding',
        tags: ['jurisdictions'],
        summary: 'What binds a county, why, and how its rulesets stand to it',
        params: jurisdictionParametersSchema,
        response: replies(200, countyBindingSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('readBinding', request.caller, request.params.id)),
  )
}
