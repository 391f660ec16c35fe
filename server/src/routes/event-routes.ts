import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  eventFeedPageSchema,
  readEventsQuerySchema,
  streamEventsHeadersSchema,
  streamEventsQuerySchema,
} from '../contracts/event.ts'
import { replies, streamReply } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { streamEvents } from '../operations/events/event-stream.ts'
import { readEvents, readPlace } from '../operations/events/read-events.ts'
import { identify } from '../plugins/authentication.ts'

/** What the steps of cases asked to be done, for the systems that do it. */
export const eventRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/events',
    {
      config: { permission: 'cases.sensitive', problems: ['EVENTS_REMOVED', 'EVENTS_SET_BACK'] },
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

  app.get(
    '/events/stream',
    {
      // Its answer has no end.
      exposeHeadRoute: false,
      config: {
        permission: 'cases.sensitive',
        problems: ['EVENTS_REMOVED', 'EVENTS_SET_BACK', 'STREAMS_OPEN'],
      },
      schema: {
        operationId: 'streamEvents',
        tags: ['events'],
        summary: 'The same as server-sent events, from behind a cursor and on',
        querystring: streamEventsQuerySchema,
        headers: streamEventsHeadersSchema,
        response: streamReply(),
      },
    },
    async (request, reply) => {
      // Who connects again says by the header where they were, whatever address they began with.
      const last = request.headers['last-event-id']
      const from =
        last === undefined || last === ''
          ? await readPlace(context, request.caller, request.query.after, '/query/after')
          : await readPlace(context, request.caller, last, '/headers/last-event-id')
      return app.sendStream(request, reply, (signal) =>
        streamEvents(context, {
          from,
          identify: async () => await identify(context, request).catch(() => undefined),
          numbered: context.eventSignals.numbered,
          signal,
        }),
      )
    },
  )
}
