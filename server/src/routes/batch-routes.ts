import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { batchQuerySchema } from '../contracts/decide-batch.ts'
import { fileReply } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import { answerBatch } from '../jobs/answer-batch.ts'
import type { ServerContext } from '../jobs/server-context.ts'

const ndjson = 'application/x-ndjson'
/** In bytes. */
const maxBatch = 10_000_000

/** Many decisions in one request, a line of JSON for each. */
export const batchRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.addContentTypeParser<Buffer>(ndjson, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })

  app.post(
    '/rulesets/:id/decisions/:decision/batch',
    {
      bodyLimit: maxBatch,
      config: {
        permission: 'decide',
        idempotency: 'harmless',
        problems: [
          'BATCH_TOO_LONG',
          'BODY_TOO_LARGE',
          'DECISION_UNKNOWN',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'decideBatch',
        tags: ['decisions'],
        summary: 'Decide many times by one version: a line of JSON in, a line out',
        consumes: [ndjson],
        params: z.strictObject({
          id: z.string().min(1).max(80),
          decision: z.string().min(1).max(80),
        }),
        querystring: batchQuerySchema,
        response: fileReply(ndjson),
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServerError('MEDIA_TYPE')
      const { id: ruleset, decision } = request.params
      const lines = answerBatch(context, request.caller, {
        ruleset,
        decision,
        asOf: request.query.asOf,
        content: request.body,
      })
      // What the whole batch is refused for is a problem like any other; after that, a line says what is wrong.
      const first = await lines.next()
      return reply
        .header('content-type', `${ndjson}; charset=utf-8`)
        .send(Readable.from(withFirst(first, lines), { objectMode: false, highWaterMark: 64_000 }))
    },
  )
}

async function* withFirst<Item>(
  first: IteratorResult<Item, void>,
  rest: AsyncGenerator<Item, void>,
) {
  if (first.done === true) return
  yield first.value
  yield* rest
}
