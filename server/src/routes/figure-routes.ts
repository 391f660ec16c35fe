import type { Unit } from '@jieli/engine'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  enteredFiguresSchema,
  importTableQuerySchema,
  periodParametersSchema,
  tableImportSchema,
  tableImportsSchema,
  unitDirectorySchema,
  unitsInputSchema,
} from '../contracts/assessment.ts'
import {
  idempotencyHeadersSchema,
  listQuerySchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import { importLimits } from '../exchange/table-column.ts'
import type { TableImport } from '../operations/assessment/assessment-documents.ts'
import { enterFigures } from '../operations/assessment/correct-run.ts'
import { importedBefore, importTable } from '../operations/assessment/import-table.ts'
import { listImports } from '../operations/assessment/list-imports.ts'
import { readUnitDirectory, saveUnitDirectory } from '../operations/assessment/units.ts'
import { mapPage } from '../operations/list-page.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'
import { withoutMark } from '../operations/made-document.ts'
import { makeOnce } from '../operations/make-once.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

/** Where a community's figures come from: its units, the tables that are brought in, and what is entered by hand. */
export const figureRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  // Tables come as they are; their content is read by the operation, which tells every problem by row and column.
  app.addContentTypeParser<Buffer>(
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

  app.get(
    '/rulesets/:id/units',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'The units of the community',
        params: rulesetParametersSchema,
        response: replies(200, unitDirectorySchema),
      },
    },
    async (request, reply) => {
      const known = await readUnitDirectory(context, request.caller, request.params.id)
      void reply.header('etag', entityTag(known.revision))
      return known
    },
  )

  app.put(
    '/rulesets/:id/units',
    {
      config: { permission: 'assessment.write' },
      schema: {
        tags: ['assessment'],
        summary: 'Replace the units of the community; If-Match is "0" for the first time',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        body: unitsInputSchema,
        response: replies(200, unitDirectorySchema),
      },
    },
    async (request, reply) => {
      const saved = await saveUnitDirectory(context, request.caller, {
        ruleset: request.params.id,
        units: request.body.units as readonly Unit[],
        expected: neededRevisions(request.headers['if-match']),
      })
      void reply.header('etag', entityTag(saved.revision))
      return saved
    },
  )

  app.post(
    '/rulesets/:id/imports',
    {
      bodyLimit: importLimits.bytes,
      config: { permission: 'assessment.import', idempotency: 'kept' },
      schema: {
        tags: ['assessment'],
        summary: 'Bring a table in: units, figures, cases or events; all of its rows or none',
        consumes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        querystring: importTableQuerySchema,
        response: replies(201, tableImportSchema),
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServerError('MEDIA_TYPE')
      const { caller, params, query, body: content } = request
      const makes = { collection: 'tableImports', again: importedBefore }
      const table = await makeOnce(context, await requestMark(request), makes, (once) =>
        importTable(once, caller, { ruleset: params.id, ...query, content }),
      )
      return reply.code(201).send(presentImport(table))
    },
  )

  app.get(
    '/rulesets/:id/imports',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'The tables that were brought in or refused, newest first',
        params: rulesetParametersSchema,
        querystring: listQuerySchema,
        response: replies(200, tableImportsSchema),
      },
    },
    async (request) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return mapPage(await listImports(context, request.caller, asked), presentImport)
    },
  )

  app.put(
    '/rulesets/:id/values/:period',
    {
      config: { permission: 'assessment.write' },
      schema: {
        tags: ['assessment'],
        summary: 'Enter figures by hand; a null takes an earlier one back',
        params: periodParametersSchema,
        body: enteredFiguresSchema,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      const { id, period } = request.params
      await enterFigures(context, request.caller, {
        ruleset: id,
        period,
        values: request.body.values,
      })
      return reply.code(204).send()
    },
  )
}

/** An import as the world sees it: without where its rows lie. */
function presentImport({ chunks, revision: _, ruleset: __, sender: ___, ...table }: TableImport) {
  return { ...withoutMark(table), periods: [...new Set(chunks.map(({ period }) => period))] }
}
