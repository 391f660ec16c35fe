import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { rulesetParametersSchema } from '../contracts/common.ts'
import {
  rebasedSchema,
  rebaseInputSchema,
  rebaseQuerySchema,
  rebaseViewSchema,
} from '../contracts/pull.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Moving a draft onto another template. */
export const rebaseRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/draft/rebase',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'DRAFT_BROKEN',
          'REBASE_OVERLAY',
          'REBASE_SAME',
          'REBASE_TEMPLATE_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readRebase',
        tags: ['drafts'],
        summary: 'What another template changes for the draft, and what no longer fits',
        params: rulesetParametersSchema,
        querystring: rebaseQuerySchema,
        response: replies(200, rebaseViewSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readRebase', request.caller, input))
    },
  )

  app.post(
    '/rulesets/:id/draft/rebase',
    {
      config: {
        permission: 'drafts.rebase',
        problems: [
          'DRAFT_STALE',
          'PULL_CONTRACT_BROKEN',
          'PULL_UNDECIDED',
          'REBASE_MOVED_ON',
          'REBASE_OVERLAY',
          'REBASE_SAME',
          'REBASE_TEMPLATE_UNKNOWN',
          'REBASE_UNBOUND',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'rebaseDraft',
        tags: ['drafts'],
        summary: 'Move the draft onto another template: each change taken, kept or edited',
        params: rulesetParametersSchema,
        body: rebaseInputSchema,
        response: replies(200, rebasedSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.body }
      return sendTagged(reply, await context.offload('rebaseDraft', request.caller, input))
    },
  )
}
