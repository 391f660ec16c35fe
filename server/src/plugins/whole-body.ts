import type { FastifyInstance } from 'fastify'
import { compileRequestValidator } from '../errors/request-validation.ts'

/**
 * Leaves the JSON bodies of a scope's routes unread: they may be large, and whoever does the work reads them, on a
 * thread of the pool and by the same contract. The contract stays in the description of the API.
 */
export function takeWholeBodies(scope: FastifyInstance): void {
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body)
    },
  )
  scope.setValidatorCompiler((route) =>
    route.httpPart === 'body'
      ? (value: unknown) => ({ value })
      : compileRequestValidator(route as Parameters<typeof compileRequestValidator>[0]),
  )
}

/** The body of such a route; none is an empty one. */
export function wholeBody(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array()
}
