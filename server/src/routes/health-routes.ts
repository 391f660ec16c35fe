import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import type { StoreReader } from '../ports/store.ts'

const statusSchema = z.strictObject({ status: z.enum(['up', 'ready']) })

/** For the machine that watches over this one: is the process alive, can it do its work. */
export const healthRoutes: FastifyPluginAsyncZod<{ store: StoreReader }> = async (
  app,
  { store },
) => {
  app.get(
    '/healthz',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['health'],
        summary: 'The process is up',
        response: replies(200, statusSchema),
      },
    },
    () => ({ status: 'up' }),
  )

  app.get(
    '/readyz',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['health'],
        summary: 'The store answers',
        response: replies(200, statusSchema),
      },
    },
    async (request) => {
      try {
        await store.ping()
      } catch (error) {
        request.log.error({ err: error }, 'the store does not answer')
        throw new ServerError('NOT_READY')
      }
      return { status: 'ready' }
    },
  )
}
