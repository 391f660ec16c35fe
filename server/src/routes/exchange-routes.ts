import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  runExportQuerySchema,
  runParametersSchema,
  templateQuerySchema,
} from '../contracts/assessment.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { fileReply } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendFile } from './send-file.ts'

const tables = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

/** Files for other programs: tables to fill in, and runs to take away. */
export const exchangeRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/import-template',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'PATHWAY_UNKNOWN',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readTableTemplate',
        tags: ['assessment'],
        summary: 'The table to fill in and bring back, as CSV or Excel',
        params: rulesetParametersSchema,
        querystring: templateQuerySchema,
        response: fileReply(...tables),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendFile(reply, await context.offload('readTemplate', request.caller, input))
    },
  )

  app.get(
    '/runs/:run/export',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'RUN_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'exportRun',
        tags: ['assessment'],
        summary: 'A run as CSV or Excel, or as FHIR MeasureReports',
        params: runParametersSchema,
        querystring: runExportQuerySchema,
        response: fileReply(...tables, 'application/fhir+json'),
      },
    },
    async (request, reply) => {
      const input = { run: request.params.run, ...request.query }
      return sendFile(reply, await context.offload('exportRun', request.caller, input))
    },
  )
}
