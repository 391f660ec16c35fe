import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'

/**
 * What every reply says of itself: the number under which it is logged, and that nobody on the way may keep it. The
 * designer's own files say how long they may be kept.
 */
export const replyHeaders = fp(
  (app, _options, done) => {
    app.addHook('onRequest', (request, reply, next) => {
      void reply.header('x-request-id', request.id).header('cache-control', 'no-store')
      next()
    })
    done()
  },
  { name: 'reply-headers' },
)

declare module 'fastify' {
  interface FastifyInstance {
    /** Has `/readyz` say that this server is ending, while everything else is answered still. */
    endSoon: () => void
  }
}

/**
 * Once the server is closing it finishes what it has begun and takes nothing new, also on connections still open. Before
 * that it may say so where a proxy looks, which then sends no more.
 */
export const draining = fp(
  (app, _options, done) => {
    let closing = false
    let soon = false
    app.decorate('endSoon', () => {
      soon = true
    })
    app.addHook('preClose', (next) => {
      closing = true
      next()
    })
    app.addHook('onRequest', (request, reply, next) => {
      if (closing || (soon && request.routeOptions.url === '/readyz')) {
        void reply.header('connection', 'close')
        throw new ServerError('SERVER_ENDING', {}, { retryAfter: secondsToRestart })
      }
      next()
    })
    done()
  },
  { name: 'draining', dependencies: ['reply-headers'] },
)

/** About what a restart takes. */
const secondsToRestart = 10
