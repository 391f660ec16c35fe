import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  runExportQuerySchema,
  runParametersSchema,
  templateQuerySchema,
} from '../contracts/assessment.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { fileReply } from '../contracts/replies.ts'
import { exportRun, type HandedFile, readTemplate } from '../operations/assessment/export-tables.ts'
import type { OperationContext } from '../operations/operation-context.ts'

const tables = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

/** Files for other programs: tables to fill in, and runs to take away. */
export const exchangeRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/import-template',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'The table to fill in and bring back, as CSV or Excel',
        params: rulesetParametersSchema,
        querystring: templateQuerySchema,
        response: fileReply(...tables),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return sendFile(reply, await readTemplate(context, request.caller, asked))
    },
  )

  app.get(
    '/runs/:run/export',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'A run as CSV or Excel, or as FHIR MeasureReports',
        params: runParametersSchema,
        querystring: runExportQuerySchema,
        response: fileReply(...tables, 'application/fhir+json'),
      },
    },
    async (request, reply) => {
      const asked = { run: request.params.run, ...request.query }
      return sendFile(reply, await exportRun(context, request.caller, asked))
    },
  )
}

function sendFile(reply: FastifyReply, { name, type, content }: HandedFile): FastifyReply {
  return reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(content))
}
