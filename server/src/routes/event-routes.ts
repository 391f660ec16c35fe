import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { eventFeedPageSchema, readEventsQuerySchema } from '../contracts/event.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { readEvents } from '../operations/events/read-events.ts'

/** What the steps of cases asked to be done, for the systems that do it. */
export const eventRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/events',
    {
      config: { permission: 'cases.read', problems: ['EVENTS_SET_BACK'] },
      schema: {
        operationId: 'readEvents',
        tags: ['events'],
        summary: 'What cases asked to be done, in one order, from behind a cursor',
        querystring: readEventsQuerySchema,
        response: replies(200, eventFeedPageSchema),
      },
    },
    async (request) => await readEvents(context, request.caller, request.query),
  )
}
