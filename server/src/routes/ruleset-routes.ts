import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import { rulesetListSchema, rulesetSummarySchema, versionSchema } from '../contracts/ruleset.ts'
import { listRulesets } from '../operations/list-rulesets.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { readRuleset, readRulesetVersion } from '../operations/read-ruleset.ts'

/** Published rulesets. */
export const rulesetRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['rulesets'],
        summary: 'List rulesets with their versions',
        response: replies(200, rulesetListSchema),
      },
    },
    async (request) => ({ items: await listRulesets(context, request.caller) }),
  )

  app.get(
    '/rulesets/:id',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['rulesets'],
        summary: 'Read what a ruleset is and which versions it has',
        params: rulesetParametersSchema,
        response: replies(200, rulesetSummarySchema),
      },
    },
    async (request) => await readRuleset(context, request.caller, request.params.id),
  )

  app.get(
    '/rulesets/:id/versions/:version',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['rulesets'],
        summary: 'Read a published version in full',
        params: z.strictObject({
          id: z.string().min(1).max(80),
          version: z.string().min(1).max(40),
        }),
        response: replies(200, versionSchema),
      },
    },
    async (request) =>
      await readRulesetVersion(context, request.caller, request.params.id, request.params.version),
  )
}
