import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  idempotencyHeadersSchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { preferHeadersSchema } from '../contracts/job.ts'
import { replies, repliesOrJob } from '../contracts/replies.ts'
import {
  ledgerPageSchema,
  ledgerQuerySchema,
  openItemsQuerySchema,
  openItemsSchema,
  settlementInputSchema,
  settlementListQuerySchema,
  settlementListSchema,
  settlementParametersSchema,
  settlementRecomputedSchema,
  settlementSchema,
  settlementSummarySchema,
  statementsSchema,
} from '../contracts/settlement.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { readPeriod } from '../operations/assessment/start-run.ts'
import { wholeSettlementOf } from '../operations/settlement/find-settlements.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { jobProblems, prefersJob, sendJob } from './send-job.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** The money of periods: computed, told line by line, confirmed, and computed again. */
export const settlementRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/settlements',
    {
      config: {
        permission: 'assessment.write',
        idempotency: 'kept',
        problems: [
          ...jobProblems,
          'CHANGE_RACED',
          'PERIOD_UNKNOWN',
          'REPLACE_REASON',
          'RULESET_UNKNOWN',
          'SCHEME_NEEDED',
          'SCHEME_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNITS_MISSING',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'startSettlement',
        tags: ['money'],
        summary: 'Compute the money of a period; an earlier settlement is kept as replaced',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema.extend(preferHeadersSchema.shape),
        body: settlementInputSchema,
        response: repliesOrJob(201, settlementSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset } = request.params
      if (prefersJob(request)) {
        const about = readPeriod(request.body.period).text
        const wanted = { kind: 'settlement', ruleset, about, input: request.body } as const
        return await sendJob(context, { request, reply }, wanted)
      }
      const input = { ruleset, ...request.body }
      const mark = await requestMark(request)
      const told = await context.offload('startSettlement', request.caller, {
        ...input,
        request: mark,
      })
      return sendTagged(reply.code(201), told)
    },
  )

  app.get(
    '/rulesets/:id/settlements',
    {
      config: {
        permission: 'assessment.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'listSettlements',
        tags: ['money'],
        summary: 'The settlements of a ruleset, newest first',
        params: rulesetParametersSchema,
        querystring: settlementListQuerySchema,
        response: replies(200, settlementListSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('listSettlements', request.caller, input))
    },
  )

  app.get(
    '/settlements/:settlement',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_UNKNOWN',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readSettlement',
        tags: ['money'],
        summary: 'A settlement in full: funds, pools, what each unit gets and owes, and its checks',
        params: settlementParametersSchema,
        response: replies(200, settlementSchema),
      },
    },
    async (request, reply) => {
      const { settlement } = request.params
      return sendTagged(reply, await context.offload('readSettlement', request.caller, settlement))
    },
  )

  app.get(
    '/settlements/:settlement/statements',
    {
      config: {
        permission: 'assessment.read',
        problems: ['SCOPE_MISSING', 'SERVER_BUSY', 'SETTLEMENT_UNKNOWN', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readStatements',
        tags: ['money'],
        summary: 'What each unit gets and owes by a settlement: every unit, or those of the caller',
        params: settlementParametersSchema,
        response: replies(200, statementsSchema),
      },
    },
    async (request, reply) => {
      const { settlement } = request.params
      return sendWritten(reply, await context.offload('readStatements', request.caller, settlement))
    },
  )

  app.get(
    '/settlements/:settlement/ledger',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'CASE_UNKNOWN',
          'CLOCK_SHIFT_LATER',
          'CLOCK_SPAN_INVALID',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_UNKNOWN',
          'TIMER_NOT_PARKED',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readLedger',
        tags: ['money'],
        summary: 'The postings of a settlement, page by page',
        params: settlementParametersSchema,
        querystring: ledgerQuerySchema,
        response: replies(200, ledgerPageSchema),
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.query }
      return sendWritten(reply, await context.offload('readLedger', request.caller, input))
    },
  )

  app.get(
    '/settlements/:settlement/open-items',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_UNKNOWN',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readOpenItems',
        tags: ['money'],
        summary: 'Events that a rule listens to and that are not posted, with what they need',
        params: settlementParametersSchema,
        querystring: openItemsQuerySchema,
        response: replies(200, openItemsSchema),
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.query }
      return sendWritten(reply, await context.offload('readOpenItems', request.caller, input))
    },
  )

  app.post(
    '/settlements/:settlement/confirm',
    {
      config: {
        permission: 'assessment.finalise',
        problems: [
          'REVISION_NEEDED',
          'RUN_OWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_NOT_FINAL',
          'SETTLEMENT_OUTDATED',
          'SETTLEMENT_STALE',
          'SETTLEMENT_STATUS',
          'SETTLEMENT_UNKNOWN',
          'SETTLEMENT_UNSOUND',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'confirmSettlement',
        tags: ['money'],
        summary: 'Make a settlement final; whoever computed it cannot',
        params: settlementParametersSchema,
        headers: revisionHeadersSchema,
        response: replies(200, settlementSummarySchema),
      },
    },
    async (request, reply) => {
      const expected = neededRevisions(request.headers['if-match'])
      const input = { ...request.params, expected }
      return sendTagged(reply, await context.offload('confirmSettlement', request.caller, input))
    },
  )

  app.post(
    '/settlements/:settlement/recompute',
    {
      config: {
        permission: 'assessment.read',
        idempotency: 'harmless',
        problems: [
          ...jobProblems,
          'RUN_OWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_NOT_FINAL',
          'SETTLEMENT_OUTDATED',
          'SETTLEMENT_STALE',
          'SETTLEMENT_STATUS',
          'SETTLEMENT_UNKNOWN',
          'SETTLEMENT_UNSOUND',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'recomputeSettlement',
        tags: ['money'],
        summary: 'Compute a settlement again from its record alone, and compare the bytes',
        params: settlementParametersSchema,
        headers: preferHeadersSchema,
        response: repliesOrJob(200, settlementRecomputedSchema),
      },
    },
    async (request, reply) => {
      const { settlement } = request.params
      if (prefersJob(request)) {
        const { ruleset, period: about } = await wholeSettlementOf(
          context,
          request.caller,
          settlement,
        )
        const kind = 'recompute-settlement'
        const wanted = { kind, ruleset, about, input: { settlement } } as const
        return await sendJob(context, { request, reply }, wanted)
      }
      return sendWritten(
        reply,
        await context.offload('recomputeSettlement', request.caller, settlement),
      )
    },
  )
}
