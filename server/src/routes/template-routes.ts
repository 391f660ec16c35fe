import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { idempotencyHeadersSchema, rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  createdRulesetSchema,
  createRulesetInputSchema,
  ruleBookSchema,
  templateListSchema,
} from '../contracts/template.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Rulesets to be read and adapted, and the making of new ones from them. */
export const templateRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/templates',
    {
      config: { permission: 'rulesets.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listTemplates',
        tags: ['templates'],
        summary: 'List the packs, templates and overlays a county may adapt',
        response: replies(200, templateListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listTemplates', request.caller, undefined)),
  )

  app.get(
    '/rulesets/:id/book',
    {
      config: {
        permission: 'rulesets.read',
        problems: [
          'ADAPTATION_INVALID',
          'RULESET_EXISTS',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readBook',
        tags: ['templates'],
        summary: 'Read a ruleset in full with the layer each item comes from, published or not',
        params: rulesetParametersSchema,
        querystring: z.strictObject({ version: z.string().min(1).max(40).optional() }),
        response: replies(200, ruleBookSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, version: request.query.version }
      return sendWritten(reply, await context.offload('readBook', request.caller, input))
    },
  )

  app.post(
    '/rulesets',
    {
      config: {
        permission: 'drafts.write',
        idempotency: 'kept',
        problems: [
          'ADAPTATION_INVALID',
          'RULESET_EXISTS',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'createRuleset',
        tags: ['templates'],
        summary: 'Begin a new county ruleset as a draft that holds only its differences',
        headers: idempotencyHeadersSchema,
        body: createRulesetInputSchema,
        response: replies(201, createdRulesetSchema),
      },
    },
    async (request, reply) => {
      const input = { ...request.body, request: await requestMark(request) }
      const created = await context.offload('createRuleset', request.caller, input)
      return sendTagged(reply.code(201), created)
    },
  )
}
