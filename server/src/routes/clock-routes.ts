import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  clockCorrectedSchema,
  clockCorrectionInputSchema,
  clockPreviewSchema,
  clockSpanSchema,
} from '../contracts/clock.ts'
import { replies } from '../contracts/replies.ts'
import { correctClock, previewClockCorrection } from '../operations/clock/correct-clock.ts'
import type { OperationContext } from '../operations/operation-context.ts'

/** Putting right what a wrong clock wrote. */
export const clockRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/clock-corrections/preview',
    {
      config: { permission: 'timers.manage' },
      schema: {
        tags: ['timers'],
        summary: 'What a wrong clock wrote of cases, and what it would be by the right one',
        body: clockSpanSchema,
        response: replies(200, clockPreviewSchema),
      },
    },
    async (request) => await previewClockCorrection(context, request.caller, request.body),
  )

  app.post(
    '/clock-corrections',
    {
      config: { permission: 'timers.manage' },
      schema: {
        tags: ['timers'],
        summary: 'Put right what a wrong clock wrote of cases',
        body: clockCorrectionInputSchema,
        response: replies(200, clockCorrectedSchema),
      },
    },
    async (request) => await correctClock(context, request.caller, request.body),
  )
}
