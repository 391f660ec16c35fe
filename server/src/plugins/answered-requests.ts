import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { AnsweredRequest } from '../metrics/request-metrics.ts'

export interface AnsweredRequestsOptions {
  /** Given every request that was answered. */
  readonly count: ((answered: AnsweredRequest) => void) | undefined
  /** Whether each is written to the log, as one line without anything of a person but the account's id. */
  readonly logged: boolean
}

/** Counts, and where it is wanted writes down, what was answered: by route, never by address, which may name a patient. */
export const answeredRequests = fp<AnsweredRequestsOptions>(
  (app, { count, logged }, done) => {
    const log = app.log.child({}, { level: 'info' })
    app.addHook('onResponse', (request, reply, next) => {
      const answered = {
        method: request.method,
        route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
        status: reply.statusCode,
        seconds: reply.elapsedTime / 1000,
      }
      count?.({ ...answered, timed: !isStream(reply) })
      const traceId = request.traced?.traceId
      const traced = traceId === undefined ? {} : { traceId }
      if (logged)
        log.info({ reqId: request.id, ...traced, ...answered, ...callerOf(request) }, 'answered')
      next()
    })
    done()
  },
  { name: 'answered-requests', dependencies: ['traced-requests'] },
)

/** What stays open as long as somebody listens says nothing of how long an answer takes. */
function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/event-stream')
}

/** Who asked, where that is known: an account's or a key's id. */
function callerOf(request: FastifyRequest): object {
  // Absent where nobody was looked for, or nobody found.
  const caller = request.caller as FastifyRequest['caller'] | undefined | null
  return caller == null ? {} : { caller: `${caller.kind} ${caller.id}` }
}
