import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  clockCorrectedSchema,
  clockCorrectionInputSchema,
  clockPreviewSchema,
  clockSpanSchema,
} from '../contracts/clock.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

/** Putting right what a wrong clock wrote. */
export const clockRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/clock-corrections/preview',
    {
      config: {
        permission: 'timers.manage',
        problems: [
          'CLOCK_SPAN_INVALID',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'previewClockCorrection',
        tags: ['timers'],
        summary: 'What a wrong clock wrote of cases, and what it would be by the right one',
        body: clockSpanSchema,
        response: replies(200, clockPreviewSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('previewClockCorrection', request.caller, request.body),
      ),
  )

  app.post(
    '/clock-corrections',
    {
      config: {
        permission: 'timers.manage',
        problems: [
          'CLOCK_SHIFT_LATER',
          'CLOCK_SPAN_INVALID',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'correctClock',
        tags: ['timers'],
        summary: 'Put right what a wrong clock wrote of cases',
        body: clockCorrectionInputSchema,
        response: replies(200, clockCorrectedSchema),
      },
    },
    async (request, reply) => {
      const told = await context.offload('correctClock', request.caller, request.body)
      context.timers.outdate()
      return sendWritten(reply, told)
    },
  )
}
