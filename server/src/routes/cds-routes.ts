import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  cdsFeedbackReplySchema,
  cdsFeedbackSchema,
  cdsReplySchema,
  cdsRequestSchema,
  cdsServicesSchema,
} from '../contracts/cds.ts'
import {
  feedbackCountsQuerySchema,
  feedbackCountsSchema,
} from '../contracts/cds-feedback-counts.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import { preferredLanguage } from '../errors/problem.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { advise } from '../operations/cds/advise.ts'
import { keepFeedback } from '../operations/cds/keep-feedback.ts'
import { listCdsServices } from '../operations/cds/list-cds-services.ts'
import { sendWritten } from './send-written.ts'

const serviceParametersSchema = rulesetParametersSchema.extend({
  service: z.string().min(1).max(80),
})

/** CDS Hooks 2.0 for hospital systems; the base address is that of a ruleset. */
export const cdsRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/cds-services',
    {
      config: {
        permission: 'decide',
        signedClients: true,
        problems: ['CDS_SERVICE_NONE', 'CLIENT_TOKEN_INVALID', 'RULESET_UNKNOWN', 'SCOPE_MISSING'],
      },
      schema: {
        operationId: 'listCdsServices',
        tags: ['cds-hooks'],
        summary: 'CDS Hooks: the services the ruleset offers today',
        params: rulesetParametersSchema,
        response: replies(200, cdsServicesSchema),
      },
    },
    async (request) => ({
      services: await listCdsServices(context, request.caller, {
        ruleset: request.params.id,
        language: preferredLanguage(request.headers['accept-language']),
      }),
    }),
  )

  app.post(
    '/rulesets/:id/cds-services/:service',
    {
      config: {
        permission: 'decide',
        signedClients: true,
        idempotency: 'harmless',
        problems: [
          'CDS_HOOK_WRONG',
          'CDS_ORDERS_TOO_MANY',
          'CDS_SERVICE_UNKNOWN',
          'CLIENT_TOKEN_INVALID',
          'DECISION_UNKNOWN',
          'FACTS_INVALID',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'callCdsService',
        tags: ['cds-hooks'],
        summary: 'CDS Hooks: a card with what the rules say of an order, a discharge or a stay',
        params: serviceParametersSchema,
        body: cdsRequestSchema,
        response: replies(200, cdsReplySchema),
      },
    },
    async (request) =>
      await advise(context, request.caller, {
        ruleset: request.params.id,
        service: request.params.service,
        request: request.body,
        language: preferredLanguage(request.headers['accept-language']),
      }),
  )

  app.post(
    '/rulesets/:id/cds-services/:service/feedback',
    {
      config: {
        permission: 'decide',
        signedClients: true,
        // The same entry is kept once, whoever repeats it.
        idempotency: 'harmless',
        problems: [
          'CDS_CARD_UNKNOWN',
          'CDS_FEEDBACK_FULL',
          'CDS_SERVICE_UNKNOWN',
          'CLIENT_TOKEN_INVALID',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'sendCdsFeedback',
        tags: ['cds-hooks'],
        summary: 'CDS Hooks: what users did with the cards they were shown',
        params: serviceParametersSchema,
        body: cdsFeedbackSchema,
        response: replies(200, cdsFeedbackReplySchema),
      },
    },
    async (request) =>
      await keepFeedback(context, request.caller, {
        ruleset: request.params.id,
        service: request.params.service,
        sent: request.body,
      }),
  )

  app.get(
    '/rulesets/:id/cds-feedback',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['FEEDBACK_SPAN', 'NOTHING_IN_FORCE', 'RULESET_UNKNOWN', 'SCOPE_MISSING'],
      },
      schema: {
        operationId: 'readCdsFeedback',
        tags: ['cds-hooks'],
        summary: 'How often the cards of each rule were taken up and overridden, by unit',
        params: rulesetParametersSchema,
        querystring: feedbackCountsQuerySchema,
        response: replies(200, feedbackCountsSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('readCdsFeedback', request.caller, {
          ruleset: request.params.id,
          ...request.query,
        }),
      ),
  )
}
