import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  codeMapEntriesQuerySchema,
  codeMapEntriesSchema,
  codeMapPageSchema,
  codeMapSchema,
  codeMapStatusInputSchema,
  codeMapTableQuerySchema,
  importCodeMapQuerySchema,
  importedCodeMapSchema,
  listCodeMapsQuerySchema,
} from '../contracts/code-map.ts'
import { idempotencyHeadersSchema } from '../contracts/common.ts'
import { fileReply, replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import { codeMapLimits } from '../exchange/read-code-map.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { changeCodeMap } from '../operations/code-maps/change-code-map.ts'
import { listCodeMaps } from '../operations/code-maps/read-code-maps.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { takeTables } from '../plugins/table-bodies.ts'
import { sendFile } from './send-file.ts'
import { sendWritten } from './send-written.ts'

const params = z.strictObject({ id: z.string().min(1).max(80) })
const tags = ['code-maps']

/** Maps between editions of a code system: brought in as tables, put in use by a second person, looked at, handed out. */
export const codeMapRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  takeTables(app)

  app.get(
    '/code-maps',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        operationId: 'listCodeMaps',
        tags,
        summary: 'The code maps of the counties you may read, in use or not',
        querystring: listCodeMapsQuerySchema,
        response: replies(200, codeMapPageSchema),
      },
    },
    async (request) => await listCodeMaps(context, request.caller, request.query),
  )

  app.post(
    '/code-maps',
    {
      bodyLimit: codeMapLimits.bytes,
      config: {
        permission: 'drafts.write',
        idempotency: 'kept',
        problems: [
          'CODE_MAP_COUNTY',
          'CODE_MAP_SAME',
          'SERVER_BUSY',
          'TABLE_REFUSED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'importCodeMap',
        tags,
        summary:
          'Bring a code map in from CSV or Excel: all of its rows or none; it does not work yet',
        consumes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        headers: idempotencyHeadersSchema,
        querystring: importCodeMapQuerySchema,
        response: replies(201, importedCodeMapSchema),
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServerError('MEDIA_TYPE')
      const mark = await requestMark(request)
      const input = { query: request.query, content: request.body, request: mark }
      reply.code(201)
      return sendWritten(reply, await context.offload('importCodeMap', request.caller, input))
    },
  )

  app.put(
    '/code-maps/:id/status',
    {
      config: {
        permission: 'rulesets.publish',
        problems: [
          'CODE_MAP_COUNTY',
          'CODE_MAP_CROSSED',
          'CODE_MAP_OWN',
          'CODE_MAP_REASON',
          'CODE_MAP_STATUS',
          'CODE_MAP_UNKNOWN',
        ],
      },
      schema: {
        operationId: 'changeCodeMap',
        tags,
        summary: 'Put a code map in use that another person brought in, or end it',
        params,
        body: codeMapStatusInputSchema,
        response: replies(200, codeMapSchema),
      },
    },
    async (request) =>
      await changeCodeMap(context, request.caller, request.params.id, request.body),
  )

  app.get(
    '/code-maps/:id/entries',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['CODE_MAP_UNKNOWN', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readCodeMapEntries',
        tags,
        summary: 'The codes of a map that are looked for, each with its codes of the other edition',
        params,
        querystring: codeMapEntriesQuerySchema,
        response: replies(200, codeMapEntriesSchema),
      },
    },
    async (request, reply) => {
      const input = { map: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readCodeMapEntries', request.caller, input))
    },
  )

  app.get(
    '/code-map-table',
    {
      config: {
        permission: 'rulesets.read',
        problems: ['CODE_MAP_UNKNOWN', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'writeCodeMapTable',
        tags,
        summary: 'A code map as CSV or Excel, or the empty table to fill in',
        querystring: codeMapTableQuerySchema,
        response: fileReply(
          'text/csv',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ),
      },
    },
    async (request, reply) =>
      sendFile(reply, await context.offload('writeCodeMapTable', request.caller, request.query)),
  )
}
