import fp from 'fastify-plugin'
import type { TracedRequest, Tracing } from '../tracing/tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where a collector is told of requests: this one. */
    traced: TracedRequest | null
  }
}

/** Tells a collector of each request, where there is one. */
export const tracedRequests = fp<{ tracing: Tracing | undefined }>(
  (app, { tracing }, done) => {
    app.decorateRequest('traced', null)
    if (tracing !== undefined) {
      app.addHook('onRequest', (request, _reply, next) => {
        const { method, id, headers } = request
        const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
        request.traced = tracing.begin({ method, route, id, headers })
        request.traced.within(next)
      })
      app.addHook('onResponse', (request, reply, next) => {
        request.traced?.end({ status: reply.statusCode })
        next()
      })
    }
    done()
  },
  { name: 'traced-requests' },
)
