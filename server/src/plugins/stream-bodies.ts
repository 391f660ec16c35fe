import type { FastifyInstance } from 'fastify'

/** Leaves the bodies of a scope's routes unread, of whatever type: who does the work takes them in as they come. */
export function takeStreams(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, body, done) => {
    done(null, body)
  })
}
