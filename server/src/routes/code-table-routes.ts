import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  codeTableQuerySchema,
  readCodeTableSchema,
  writeCodeTableQuerySchema,
} from '../contracts/code-table.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { fileReply, replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import { codeTableLimits } from '../exchange/read-codes.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { takeTables } from '../plugins/table-bodies.ts'
import { sendFile } from './send-file.ts'
import { sendWritten } from './send-written.ts'

/** The codes of a code system as a table: read for whoever edits the draft, and handed out. */
export const codeTableRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  takeTables(app)

  app.post(
    '/rulesets/:id/code-tables',
    {
      bodyLimit: codeTableLimits.bytes,
      config: {
        permission: 'drafts.write',
        idempotency: 'harmless',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TABLE_REFUSED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readCodeTable',
        tags: ['drafts'],
        summary: 'Read the codes of a table, all of them or none; nothing is stored',
        consumes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        params: rulesetParametersSchema,
        querystring: codeTableQuerySchema,
        response: replies(200, readCodeTableSchema),
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServerError('MEDIA_TYPE')
      const read = await context.offload('readCodeTable', request.caller, {
        ruleset: request.params.id,
        ...request.query,
        content: request.body,
      })
      return sendWritten(reply, read)
    },
  )

  app.get(
    '/rulesets/:id/code-tables',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'CODE_SYSTEM_UNKNOWN',
          'DRAFT_BROKEN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'writeCodeTable',
        tags: ['drafts'],
        summary: 'A code system of the draft as CSV or Excel, or the empty table to fill in',
        params: rulesetParametersSchema,
        querystring: writeCodeTableQuerySchema,
        response: fileReply(
          'text/csv',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendFile(reply, await context.offload('writeCodeTable', request.caller, input))
    },
  )
}
