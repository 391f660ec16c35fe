import type { FastifyInstance } from 'fastify'

/** Leaves tables as they come: their content is read by the operation, which names every problem by row and column. */
export function takeTables(scope: FastifyInstance): void {
  scope.addContentTypeParser<Buffer>(
    [
      'text/csv',
      'application/octet-stream',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      done(null, body)
    },
  )
}
