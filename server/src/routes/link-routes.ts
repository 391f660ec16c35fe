import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { openedLinkSchema, openLinkInputSchema } from '../contracts/link.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { openLink } from '../operations/links/open-link.ts'

/** Links by which hospitals' systems open something for their users. */
export const linkRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/links/open',
    {
      config: {
        permission: 'signedIn',
        problems: [
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'FACTS_INVALID',
          'LINK_INVALID',
          'LINK_KEY',
          'LINK_OTHER_ACCOUNT',
          'NOTHING_IN_FORCE',
          'PATHWAY_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'openLink',
        tags: ['links'],
        summary:
          'Open what a signed link of a hospital’s system is for, once, as the account it names',
        body: openLinkInputSchema,
        response: replies(200, openedLinkSchema),
      },
    },
    async (request) => await openLink(context, request.caller, request.body.token),
  )
}
