import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { rulesetParametersSchema } from '../contracts/common.ts'
import {
  rebasedSchema,
  rebaseInputSchema,
  rebaseQuerySchema,
  rebaseViewSchema,
} from '../contracts/pull.ts'
import { replies } from '../contracts/replies.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { readRebase, rebaseDraft } from '../operations/rebase-draft.ts'
import { entityTag } from './entity-tags.ts'

/** Moving a draft onto another template. */
export const rebaseRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/draft/rebase',
    {
      config: { permission: 'drafts.read' },
      schema: {
        tags: ['drafts'],
        summary: 'What another template changes for the draft, and what no longer fits',
        params: rulesetParametersSchema,
        querystring: rebaseQuerySchema,
        response: replies(200, rebaseViewSchema),
      },
    },
    async (request) =>
      await readRebase(context, request.caller, { ruleset: request.params.id, ...request.query }),
  )

  app.post(
    '/rulesets/:id/draft/rebase',
    {
      config: { permission: 'drafts.rebase' },
      schema: {
        tags: ['drafts'],
        summary: 'Move the draft onto another template: each change taken, kept or edited',
        params: rulesetParametersSchema,
        body: rebaseInputSchema,
        response: replies(200, rebasedSchema),
      },
    },
    async (request, reply) => {
      const rebased = await rebaseDraft(context, request.caller, {
        ruleset: request.params.id,
        ...request.body,
      })
      void reply.header('etag', entityTag(rebased.revision))
      return rebased
    },
  )
}
