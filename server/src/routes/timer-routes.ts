import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { replies } from '../contracts/replies.ts'
import {
  parkedPageSchema,
  parkedQuerySchema,
  retriedSchema,
  retryInputSchema,
} from '../contracts/timers.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

/** Timers that could not be fired. */
export const timerRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/timers/parked',
    {
      config: { permission: 'audit.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listParkedTimers',
        tags: ['timers'],
        summary: 'Timers that could not be fired, longest overdue first, and damaged versions',
        querystring: parkedQuerySchema,
        response: replies(200, parkedPageSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listParkedTimers', request.caller, request.query)),
  )

  app.post(
    '/timers/parked/retry',
    {
      config: {
        permission: 'timers.manage',
        problems: [
          'CASE_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TIMER_NOT_PARKED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'retryTimers',
        tags: ['timers'],
        summary: 'Have the parked timers of a case, or of a version, tried again at once',
        body: retryInputSchema,
        response: replies(200, retriedSchema),
      },
    },
    async (request, reply) => {
      const told = await context.offload('retryTimers', request.caller, request.body)
      context.timers.outdate()
      return sendWritten(reply, told)
    },
  )
}
