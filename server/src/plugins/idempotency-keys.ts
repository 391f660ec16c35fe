import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'
import { recordedActor } from '../operations/context/caller.ts'
import type { RequestMark } from '../documents/request-mark.ts'
import { hashOf, markRequest } from '../operations/context/idempotency.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What becomes of an `Idempotency-Key`. `kept`: it goes into the commit, and a repeat is answered as before.
     * `harmless`: the route changes nothing, so it may be asked as often as one likes. Absent: it is refused.
     */
    idempotency?: 'kept' | 'harmless'
  }
}

const maxKeyLength = 200

/** Refuses a key where it could not be honoured: whoever sent it would repeat the request believing it safe. */
export const idempotencyKeys = fp(
  (app, _options, done) => {
    app.addHook('onRequest', async (request) => {
      const key = keyOf(request)
      const reads = request.method === 'GET' || request.method === 'HEAD'
      if (key === undefined || reads || request.is404) return
      const { config, method, url: route = '' } = request.routeOptions
      if (config.idempotency === undefined) {
        throw new ServerError('IDEMPOTENCY_UNSUPPORTED', { method: String(method), route })
      }
      if (key.length === 0 || key.length > maxKeyLength) {
        throw new ServerError('IDEMPOTENCY_MALFORMED')
      }
    })
    done()
  },
  { name: 'idempotency-keys', dependencies: ['authentication'] },
)

/** The mark of a request that came with an idempotency key: its sender, its key, and everything it asks for. */
export async function requestMark(request: FastifyRequest): Promise<RequestMark | undefined> {
  const key = keyOf(request)
  if (key === undefined) return undefined
  const { method, url, body } = request
  const content = Buffer.isBuffer(body) ? await hashOf(new Uint8Array(body)) : body
  return await markRequest(key, recordedActor(request.caller), {
    route: `${method} ${url}`,
    body: content ?? null,
  })
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : undefined
}
