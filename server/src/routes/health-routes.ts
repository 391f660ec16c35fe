import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { healthSchema, readinessSchema } from '../contracts/health.ts'
import { replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { readReadiness } from '../operations/work/readiness.ts'
import { sendError } from '../plugins/error-replies.ts'
import { TroubleLog } from '../trouble-log.ts'

/** For the machine that watches over this one: is the process alive, can it do its work. */
export const healthRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  // Whoever watches asks every few seconds.
  const log = new TroubleLog(app.log)

  app.get(
    '/healthz',
    {
      config: { permission: 'public', unlimited: true },
      schema: {
        operationId: 'readHealth',
        tags: ['health'],
        summary: 'The process is up',
        response: replies(200, healthSchema),
      },
    },
    () => ({ status: 'up' }) as const,
  )

  app.get(
    '/readyz',
    {
      config: { permission: 'public', unlimited: true, problems: ['NOT_READY', 'SERVER_ENDING'] },
      schema: {
        operationId: 'readReadiness',
        tags: ['health'],
        summary: 'The store answers and can be written to; its details say what else to look at',
        response: replies(200, readinessSchema),
      },
    },
    async (request, reply) => {
      try {
        const details = await readReadiness(context)
        log.over('readiness')
        return { status: 'ready', details } as const
      } catch (error) {
        log.met('readiness', 'the store does not answer or cannot be written to', { err: error })
        // Told above: an answer like this one every few seconds is not to fill the log.
        return sendError(new ServerError('NOT_READY'), request, reply)
      }
    },
  )
}
