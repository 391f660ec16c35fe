import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { decideInputSchema, decideReplySchema } from '../contracts/decision.ts'
import { replies } from '../contracts/replies.ts'
import { decide } from '../operations/decisions/decide.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'

/** Asking a decision without a case. */
export const decisionRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/decisions/:decision',
    {
      config: {
        permission: 'decide',
        idempotency: 'harmless',
        problems: [
          'DECISION_UNKNOWN',
          'FACTS_INVALID',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'decide',
        tags: ['decisions'],
        summary: 'Decide by the version in force, and say why',
        params: z.strictObject({
          id: z.string().min(1).max(80),
          decision: z.string().min(1).max(80),
        }),
        querystring: z.strictObject({
          trace: z.enum(['true', 'false']).default('true').meta({
            description: 'false leaves the trace out of the reply',
          }),
        }),
        body: decideInputSchema,
        response: replies(200, decideReplySchema),
      },
    },
    async (request) =>
      await decide(context, request.caller, {
        ruleset: request.params.id,
        decision: request.params.decision,
        ...request.body,
        trace: request.query.trace === 'true',
      }),
  )
}
