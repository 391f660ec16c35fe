import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  boardCasesQuerySchema,
  boardCasesSchema,
  boardQuerySchema,
  boardSchema,
  flowsQuerySchema,
  flowsSchema,
  noticesSchema,
  trendsQuerySchema,
  trendsSchema,
} from '../contracts/board.ts'
import { listQuerySchema, rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

/** What a county watches: pathway rates as they stand, referrals as they flow, indicators as they went. */
export const boardRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/board',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'CASES_BEING_COUNTED',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readBoard',
        tags: ['assessment'],
        summary:
          'The rates of the clinical pathways against their thresholds, by what is known now',
        params: rulesetParametersSchema,
        querystring: boardQuerySchema,
        response: replies(200, boardSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, period: request.query.period }
      return sendWritten(reply, await context.offload('readBoard', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/board/cases',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'MEASURE_UNKNOWN',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readBoardCases',
        tags: ['assessment'],
        summary: 'The cases that contribute to a number of the board, as they stand now',
        params: rulesetParametersSchema,
        querystring: boardCasesQuerySchema,
        response: replies(200, boardCasesSchema),
      },
    },
    async (request, reply) => {
      const { measure, period, unit, offset, limit, ...by } = request.query
      const told = await context.offload('readBoardCases', request.caller, {
        ruleset: request.params.id,
        measure,
        period,
        unit,
        by: Object.fromEntries(Object.entries(by).map(([fact, code]) => [fact, String(code)])),
        offset,
        limit,
      })
      return sendWritten(reply, told)
    },
  )

  app.get(
    '/rulesets/:id/notices',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readNotices',
        tags: ['assessment'],
        summary: 'Thresholds that were crossed, newest first',
        params: rulesetParametersSchema,
        querystring: listQuerySchema,
        response: replies(200, noticesSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readNotices', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/flows',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'CASES_BEING_COUNTED',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readFlows',
        tags: ['assessment'],
        summary: 'Referrals of a period between units and between tiers',
        params: rulesetParametersSchema,
        querystring: flowsQuerySchema,
        response: replies(200, flowsSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, period: request.query.period }
      return sendWritten(reply, await context.offload('readFlows', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/trends',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'INDICATOR_UNKNOWN',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readTrends',
        tags: ['assessment'],
        summary: 'An indicator of a unit or of the community, period by period',
        params: rulesetParametersSchema,
        querystring: trendsQuerySchema,
        response: replies(200, trendsSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readTrends', request.caller, input))
    },
  )
}
