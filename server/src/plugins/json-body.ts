import fp from 'fastify-plugin'
import { readJsonBody } from '../errors/read-json-body.ts'

/**
 * Reads JSON bodies, and nothing else. Here texts come in: what is malformed, in another encoding, holds half a
 * character or names that reach a prototype is refused by its place, so that nothing behind has to look.
 */
export const jsonBody = fp(
  (app, _options, done) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer' },
      (_request, body, parsed) => {
        try {
          parsed(null, readJsonBody(body))
        } catch (error) {
          parsed(error as Error)
        }
      },
    )
    done()
  },
  { name: 'json-body' },
)
