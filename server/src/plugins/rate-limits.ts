import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'

/** Requests a minute, for all routes together. Generous: they stop a program gone wrong, not people at work. */
export interface RequestLimits {
  /** Of one person or one API key; no limit when absent. */
  readonly caller?: number | undefined
  /** From one address, before it is known who asks; no limit when absent. */
  readonly address?: number | undefined
}

/** Counts requests under a name. @throws ServerError when there are too many */
type Count = (request: FastifyRequest) => Promise<void>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True on a route that answers however often it is asked: one that watches over the server must. */
    unlimited?: boolean
  }
  interface FastifyInstance {
    countCaller: Count
  }
}

/** Names remembered at once; whoever would fill the memory with them begins anew instead. */
const remembered = 20_000

/**
 * Limits how often one address may ask, and offers the same for who is known to ask. Each server counts for itself
 * and in memory: a limit is no record, and a restart may forgive.
 */
export const rateLimits = fp<{ limits: RequestLimits }>(
  async (app, { limits }) => {
    await app.register(rateLimit, { global: false, cache: remembered })
    const count = (max: number | undefined, keyOf?: (request: FastifyRequest) => string): Count => {
      if (max === undefined) return async () => {}
      // Six windows a minute: who went too far waits some seconds and not a whole minute.
      const limit = app.createRateLimit({
        max: Math.ceil(max / windowsPerMinute),
        timeWindow: minute / windowsPerMinute,
        ...(keyOf && { keyGenerator: keyOf }),
      })
      return async (request) => {
        const counted = await limit(request)
        if (counted.isAllowed || !counted.isExceeded) return
        const seconds = Math.max(1, counted.ttlInSeconds)
        throw new ServerError('LIMIT_REACHED', { seconds }, { retryAfter: seconds })
      }
    }
    const countAddress = count(limits.address)
    app.decorate('countCaller', count(limits.caller, callerName))
    app.addHook('onRequest', async (request) => {
      if (request.routeOptions.config.unlimited !== true) await countAddress(request)
    })
  },
  { name: 'rate-limits' },
)

const minute = 60_000
const windowsPerMinute = 6

function callerName({ caller }: FastifyRequest): string {
  return `${caller.kind}:${caller.id}`
}
