import underPressure from '@fastify/under-pressure'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'

export interface LoadSheddingOptions {
  /** Milliseconds the event loop may run behind on average over a second; no limit when absent. */
  readonly maxDelay: number | undefined
  /** Told of each request that is turned away. */
  readonly shed: (() => void) | undefined
}

/**
 * Turns new requests away while the server is too far behind to answer them in time, so that those it has begun come to
 * an end. Whoever watches over the server is answered all the same. No route of the plugin's own is opened.
 */
export const loadShedding = fp<LoadSheddingOptions>(
  async (app, { maxDelay, shed }) => {
    if (maxDelay === undefined) return
    await app.register(underPressure, {
      maxEventLoopDelay: maxDelay,
      exposeStatusRoute: false,
      pressureHandler: (request) => {
        if (request.routeOptions.config.unlimited === true) return
        shed?.()
        throw new ServerError('SERVER_OVERLOADED', { seconds: retryAfter }, { retryAfter })
      },
    })
  },
  { name: 'load-shedding', dependencies: ['error-replies', 'reply-headers'] },
)

/** In seconds: the delay is measured each second. */
const retryAfter = 5
