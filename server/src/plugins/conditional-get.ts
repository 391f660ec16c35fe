import fp from 'fastify-plugin'
import { namesTag } from './entity-tags.ts'

/** Answers 304 to whoever has what they ask for already: a reply that names its entity tag may be asked for so. */
export const conditionalGet = fp(
  (app, _options, done) => {
    app.addHook('onSend', async (request, reply, payload) => {
      const known = request.headers['if-none-match']
      const tag = reply.getHeader('etag')
      if (known === undefined || typeof tag !== 'string') return payload
      if (request.method !== 'GET' || reply.statusCode !== 200 || !namesTag(known, tag)) {
        return payload
      }
      void reply.code(304).removeHeader('content-type').removeHeader('content-length')
      return null
    })
    done()
  },
  { name: 'conditional-get' },
)
