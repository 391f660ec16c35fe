import type { OrgUnit } from '@jieli/engine'
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
import { preferHeadersSchema } from '../contracts/job.ts'
import { emptyReply, replies, repliesOrJob } from '../contracts/replies.ts'
import { ServerError } from '../errors/server-error.ts'
import { importLimits } from '../exchange/table-column.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { takeTables } from '../plugins/table-bodies.ts'
import { jobProblems, prefersJob, sendStoredJob } from './send-job.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Where a community's figures come from: its units, the tables that are brought in, and what is entered by hand. */
export const figureRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  takeTables(app)

  app.get(
    '/rulesets/:id/units',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TABLE_REFUSED',
          'UNITS_STALE',
          'UNIT_TWICE',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readUnits',
        tags: ['assessment'],
        summary: 'The units of the community',
        params: rulesetParametersSchema,
        response: replies(200, unitDirectorySchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return sendTagged(reply, await context.offload('readUnitDirectory', request.caller, id))
    },
  )

  app.put(
    '/rulesets/:id/units',
    {
      config: {
        permission: 'assessment.write',
        problems: [
          'REVISION_NEEDED',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNITS_STALE',
          'UNIT_TWICE',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'saveUnits',
        tags: ['assessment'],
        summary: 'Replace the units of the community; If-Match is "0" for the first time',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        body: unitsInputSchema,
        response: replies(200, unitDirectorySchema),
      },
    },
    async (request, reply) => {
      const saved = await context.offload('saveUnitDirectory', request.caller, {
        ruleset: request.params.id,
        units: request.body.units as readonly OrgUnit[],
        expected: neededRevisions(request.headers['if-match']),
      })
      return sendTagged(reply, saved)
    },
  )

  app.post(
    '/rulesets/:id/imports',
    {
      bodyLimit: importLimits.bytes,
      config: {
        permission: 'assessment.import',
        idempotency: 'kept',
        problems: [
          ...jobProblems,
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TABLE_REFUSED',
          'UNIT_OUTSIDE',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'importTable',
        tags: ['assessment'],
        summary: 'Bring a table in: units, figures, cases or events; all of its rows or none',
        consumes: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema.extend(preferHeadersSchema.shape),
        querystring: importTableQuerySchema,
        response: repliesOrJob(201, tableImportSchema),
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ServerError('MEDIA_TYPE')
      // Before the bytes are handed over.
      const mark = await requestMark(request)
      if (prefersJob(request)) {
        const kept = await context.offload('keepTable', request.caller, {
          ruleset: request.params.id,
          query: request.query,
          content: request.body,
          request: mark,
        })
        return sendStoredJob(context, reply, kept)
      }
      const table = await context.offload('importTable', request.caller, {
        ruleset: request.params.id,
        ...request.query,
        content: request.body,
        request: mark,
      })
      return sendWritten(reply.code(201), table)
    },
  )

  app.get(
    '/rulesets/:id/imports',
    {
      config: {
        permission: 'assessment.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'listTableImports',
        tags: ['assessment'],
        summary: 'The tables that were brought in or refused, newest first',
        params: rulesetParametersSchema,
        querystring: listQuerySchema,
        response: replies(200, tableImportsSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('listImports', request.caller, input))
    },
  )

  app.put(
    '/rulesets/:id/values/:period',
    {
      config: {
        permission: 'assessment.write',
        problems: [
          'FACTS_INVALID',
          'INDICATOR_UNKNOWN',
          'KNOWN_LATER',
          'MEASURE_UNKNOWN',
          'PATHWAY_UNKNOWN',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCHEME_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNITS_MISSING',
          'UNIT_OUTSIDE',
          'UNIT_UNKNOWN',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'enterFigures',
        tags: ['assessment'],
        summary: 'Enter figures by hand; a null takes an earlier one back',
        params: periodParametersSchema,
        body: enteredFiguresSchema,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      const { id, period } = request.params
      await context.offload('enterFigures', request.caller, {
        ruleset: id,
        period,
        values: request.body.values,
      })
      return reply.code(204).send()
    },
  )
}
