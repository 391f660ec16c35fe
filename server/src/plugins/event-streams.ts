import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'

/** Makes the lines of a stream, until its signal is aborted. */
type Lines = (signal: AbortSignal) => AsyncGenerator<string, void>

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers with a stream of server-sent events. @throws {ServerError} STREAMS_OPEN */
    sendStream: (request: FastifyRequest, reply: FastifyReply, lines: Lines) => FastifyReply
  }
}

/** Streams one caller may have open at once on this server, and all callers together. */
const maxOfCaller = 5
const maxOfAll = 500

/** How long whoever has too many open is told to wait, in seconds. */
const wait = 30

/** Streams that stay open: so many at most, and all of them end before the server does. */
export const eventStreams = fp(
  (app, _options, done) => {
    const open = new Map<AbortController, string>()
    app.decorate('sendStream', (request, reply, lines) => {
      const by = `${request.caller.kind} ${request.caller.id}`
      const own = [...open.values()].filter((each) => each === by).length
      if (own >= maxOfCaller || open.size >= maxOfAll)
        throw new ServerError('STREAMS_OPEN', { limit: maxOfCaller }, { retryAfter: wait })
      const stop = new AbortController()
      open.set(stop, by)
      const stream = Readable.from(lines(stop.signal), { objectMode: false, highWaterMark: 16_384 })
      const end = () => {
        stop.abort()
        open.delete(stop)
      }
      stream.once('close', end)
      // Who hangs up while nothing is sent is noticed here.
      reply.raw.once('close', end)
      return (
        reply
          .header('content-type', 'text/event-stream; charset=utf-8')
          .header('x-accel-buffering', 'no')
          // The connection ends with the stream, so that it keeps no server from ending.
          .header('connection', 'close')
          .send(stream)
      )
    })
    app.addHook('preClose', (next) => {
      for (const stop of open.keys()) stop.abort()
      next()
    })
    done()
  },
  { name: 'event-streams' },
)
