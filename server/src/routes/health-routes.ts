import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { auditStateSchema } from '../contracts/audit.ts'
import { replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import type { AuditWatch } from '../operations/audit-watch.ts'
import type { StoreReader } from '../ports/store.ts'

const upSchema = z.strictObject({ status: z.literal('up') })

/** Damage to what is stored does not take a server out of service: patients need it, and the log says what is wrong. */
const readySchema = z.strictObject({ status: z.literal('ready'), audit: auditStateSchema })

/** For the machine that watches over this one: is the process alive, can it do its work. */
export const healthRoutes: FastifyPluginAsyncZod<{
  store: StoreReader
  auditWatch: AuditWatch
}> = async (app, { store, auditWatch }) => {
  app.get(
    '/healthz',
    {
      config: { permission: 'public' },
      schema: {
        tags: ['health'],
        summary: 'The process is up',
        response: replies(200, upSchema),
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
        response: replies(200, readySchema),
      },
    },
    async (request) => {
      try {
        await store.ping()
      } catch (error) {
        request.log.error({ err: error }, 'the store does not answer')
        throw new ServerError('NOT_READY')
      }
      return { status: 'ready', audit: auditWatch.state }
    },
  )
}
