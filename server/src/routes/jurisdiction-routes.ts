import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { listQuerySchema, revisionHeadersSchema } from '../contracts/common.ts'
import {
  countyBindingSchema,
  jurisdictionListSchema,
  jurisdictionParametersSchema,
  jurisdictionProposalPageSchema,
  jurisdictionProposalSchema,
  jurisdictionReplySchema,
  proposeJurisdictionInputSchema,
  turnDownJurisdictionInputSchema,
} from '../contracts/jurisdiction.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import {
  dropJurisdiction,
  turnDownJurisdiction,
} from '../operations/jurisdictions/jurisdiction-proposals.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { sendTagged, sendWritten } from './send-written.ts'

const proposalParameters = jurisdictionParametersSchema.extend({
  proposal: z.string().min(1).max(80),
})

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

  app.get(
    '/jurisdiction-proposals',
    {
      config: { permission: 'jurisdictions.manage', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listJurisdictionProposals',
        tags: ['jurisdictions'],
        summary: 'What somebody proposes that a jurisdiction say, for another to confirm',
        querystring: listQuerySchema,
        response: replies(200, jurisdictionProposalPageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('listJurisdictionProposals', request.caller, request.query),
      ),
  )

  app.post(
    '/jurisdictions/:id/proposals',
    {
      config: {
        permission: 'jurisdictions.manage',
        problems: [
          'JURISDICTION_INVALID',
          'JURISDICTION_PROPOSED',
          'JURISDICTION_STALE',
          'REVISION_NEEDED',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'proposeJurisdiction',
        tags: ['jurisdictions'],
        summary:
          'Propose a jurisdiction, or what one is to say; nothing changes before another confirms',
        params: jurisdictionParametersSchema,
        headers: revisionHeadersSchema,
        body: proposeJurisdictionInputSchema,
        response: replies(200, jurisdictionProposalSchema),
      },
    },
    async (request, reply) => {
      const expected = neededRevisions(request.headers['if-match'])
      const input = { ...request.body, id: request.params.id, expected }
      return sendWritten(reply, await context.offload('proposeJurisdiction', request.caller, input))
    },
  )

  app.post(
    '/jurisdictions/:id/proposals/:proposal/confirm',
    {
      config: {
        permission: 'jurisdictions.manage',
        problems: [
          'JURISDICTION_INVALID',
          'JURISDICTION_OWN',
          'JURISDICTION_PROPOSAL_GONE',
          'JURISDICTION_STALE',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'confirmJurisdiction',
        tags: ['jurisdictions'],
        summary: 'Confirm, as a second person, what a jurisdiction is to say; it holds from now on',
        params: proposalParameters,
        response: replies(200, jurisdictionReplySchema),
      },
    },
    async (request, reply) =>
      sendTagged(
        reply,
        await context.offload('confirmJurisdiction', request.caller, request.params),
      ),
  )

  app.post(
    '/jurisdictions/:id/proposals/:proposal/turn-down',
    {
      config: {
        permission: 'jurisdictions.manage',
        problems: ['JURISDICTION_OWN', 'JURISDICTION_PROPOSAL_GONE'],
      },
      schema: {
        operationId: 'turnDownJurisdiction',
        tags: ['jurisdictions'],
        summary: 'Turn down what another proposed about a jurisdiction, with a reason',
        params: proposalParameters,
        body: turnDownJurisdictionInputSchema,
        response: replies(200, jurisdictionProposalSchema),
      },
    },
    async (request) =>
      await turnDownJurisdiction(context, request.caller, { ...request.params, ...request.body }),
  )

  app.delete(
    '/jurisdictions/:id/proposals/:proposal',
    {
      config: {
        permission: 'jurisdictions.manage',
        problems: ['JURISDICTION_NOT_OWN', 'JURISDICTION_PROPOSAL_GONE'],
      },
      schema: {
        operationId: 'dropJurisdiction',
        tags: ['jurisdictions'],
        summary: 'Withdraw what you proposed about a jurisdiction',
        params: proposalParameters,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await dropJurisdiction(context, request.caller, request.params)
      return reply.code(204).send()
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
