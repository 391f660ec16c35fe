import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { listQuerySchema, rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  rulesetListSchema,
  rulesetSummarySchema,
  versionSchema,
  withdrawInputSchema,
  withdrawnSchema,
} from '../contracts/ruleset.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

const versionParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  version: z.string().min(1).max(40),
})

/** Published rulesets. */
export const rulesetRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'listRulesets',
        tags: ['rulesets'],
        summary: 'List rulesets with their versions',
        querystring: listQuerySchema,
        response: replies(200, rulesetListSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listRulesets', request.caller, request.query)),
  )

  app.get(
    '/rulesets/:id',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readRuleset',
        tags: ['rulesets'],
        summary: 'Read what a ruleset is and which versions it has',
        params: rulesetParametersSchema,
        response: replies(200, rulesetSummarySchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('readRuleset', request.caller, request.params.id)),
  )

  app.get(
    '/rulesets/:id/versions/:version',
    {
      config: {
        permission: 'rulesets.read',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readRulesetVersion',
        tags: ['rulesets'],
        summary: 'Read a published version in full',
        params: versionParametersSchema,
        response: replies(200, versionSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('readRulesetVersion', request.caller, request.params),
      ),
  )

  app.post(
    '/rulesets/:id/versions/:version/withdraw',
    {
      config: {
        permission: 'rulesets.publish',
        problems: [
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'VERSION_UNKNOWN',
          'VERSION_WITHDRAWN',
          'WITHDRAW_COUNTY',
          'WITHDRAW_DEPENDENTS',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'withdrawVersion',
        tags: ['rulesets'],
        summary: 'Withdraw a version: nobody new may rest on it, what does runs on',
        params: versionParametersSchema,
        body: withdrawInputSchema,
        response: replies(200, withdrawnSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, version } = request.params
      const input = { ruleset, version, ...request.body }
      return sendWritten(reply, await context.offload('withdrawVersion', request.caller, input))
    },
  )
}
