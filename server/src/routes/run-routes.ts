import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  contributingCasesQuerySchema,
  contributingCasesSchema,
  correctionInputSchema,
  objectionAnswerSchema,
  objectionInputSchema,
  objectionParametersSchema,
  preparationQuerySchema,
  preparationSchema,
  recomputedSchema,
  runInputSchema,
  runListQuerySchema,
  runListSchema,
  runParametersSchema,
  runSchema,
  runSummarySchema,
} from '../contracts/assessment.ts'
import {
  idempotencyHeadersSchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { preferHeadersSchema } from '../contracts/job.ts'
import { replies, repliesOrJob } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import type { RunDocument } from '../documents/assessment-documents.ts'
import { answerObjection, finaliseRun, reviewRun } from '../operations/assessment/change-run.ts'
import { runOf } from '../operations/assessment/find-runs.ts'
import { presentRun } from '../operations/assessment/present-run.ts'
import { readPeriod } from '../operations/assessment/start-run.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { entityTag, neededRevisions } from '../plugins/entity-tags.ts'
import { jobProblems, prefersJob, sendJob } from './send-job.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Assessments of periods: computed, looked through, objected to, corrected, made final, and computed again. */
export const runRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/preparation',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'CASES_BEING_COUNTED',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCHEME_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'prepareRun',
        tags: ['assessment'],
        summary: 'What a run of a period would rest on now, and what is missing; stores nothing',
        params: rulesetParametersSchema,
        querystring: preparationQuerySchema,
        response: replies(200, preparationSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('prepareRun', request.caller, input))
    },
  )

  app.post(
    '/rulesets/:id/runs',
    {
      config: {
        permission: 'assessment.write',
        idempotency: 'kept',
        problems: [
          ...jobProblems,
          'KNOWN_LATER',
          'PERIOD_UNKNOWN',
          'RULESET_UNKNOWN',
          'SCHEME_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNITS_MISSING',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'startRun',
        tags: ['assessment'],
        summary: 'Assess a period by what is known now, or was known at a moment',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema.extend(preferHeadersSchema.shape),
        body: runInputSchema,
        response: repliesOrJob(201, runSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset } = request.params
      if (prefersJob(request)) {
        const about = readPeriod(request.body.period).text
        const wanted = { kind: 'run', ruleset, about, input: request.body } as const
        return await sendJob(context, { request, reply }, wanted)
      }
      const input = { ruleset, ...request.body, request: await requestMark(request) }
      return sendTagged(reply.code(201), await context.offload('startRun', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/runs',
    {
      config: {
        permission: 'assessment.read',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'listRuns',
        tags: ['assessment'],
        summary: 'The runs of a ruleset, newest first',
        params: rulesetParametersSchema,
        querystring: runListQuerySchema,
        response: replies(200, runListSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('listRuns', request.caller, input))
    },
  )

  app.get(
    '/runs/:run',
    {
      config: {
        permission: 'assessment.read',
        problems: ['RUN_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readRun',
        tags: ['assessment'],
        summary: 'A run in full: every score card, rate and count, with how each came about',
        params: runParametersSchema,
        response: replies(200, runSchema),
      },
    },
    async (request, reply) =>
      sendTagged(reply, await context.offload('readRun', request.caller, request.params.run)),
  )

  app.get(
    '/runs/:run/cases',
    {
      config: {
        permission: 'assessment.read',
        problems: [
          'CHANGE_RACED',
          'MEASURE_UNKNOWN',
          'PERIOD_UNKNOWN',
          'REPLACE_REASON',
          'RULESET_UNKNOWN',
          'RUN_UNKNOWN',
          'SCHEME_NEEDED',
          'SCHEME_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SETTLEMENT_UNKNOWN',
          'UNITS_MISSING',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readRunCases',
        tags: ['assessment'],
        summary: 'The cases that contribute to a number, as they stood in the run',
        params: runParametersSchema,
        querystring: contributingCasesQuerySchema,
        response: replies(200, contributingCasesSchema),
      },
    },
    async (request, reply) => {
      const { measure, unit, offset, limit, ...by } = request.query
      const told = await context.offload('readRunCases', request.caller, {
        run: request.params.run,
        measure,
        unit,
        by: Object.fromEntries(Object.entries(by).map(([fact, code]) => [fact, String(code)])),
        offset,
        limit,
      })
      return sendWritten(reply, told)
    },
  )

  for (const [name, operationId, summary, permission, operation] of [
    ['review', 'reviewRun', 'Mark a run as looked through', 'assessment.review', reviewRun],
    ['finalise', 'finaliseRun', 'Make a reviewed run final', 'assessment.finalise', finaliseRun],
  ] as const)
    app.post(
      `/runs/:run/${name}`,
      {
        config: {
          permission,
          problems: [
            'OBJECTIONS_OPEN',
            'PERIOD_OPEN',
            'REVISION_NEEDED',
            'RUN_OWN',
            'RUN_STALE',
            'RUN_STATUS',
            'RUN_UNKNOWN',
            'SCOPE_MISSING',
          ],
        },
        schema: {
          operationId,
          tags: ['assessment'],
          summary,
          params: runParametersSchema,
          headers: revisionHeadersSchema,
          response: replies(200, runSummarySchema),
        },
      },
      async (request, reply) => {
        const expected = neededRevisions(request.headers['if-match'])
        const input = { run: request.params.run, expected }
        return tagged(reply, await operation(context, request.caller, input))
      },
    )

  app.post(
    '/runs/:run/objections',
    {
      config: {
        permission: 'assessment.object',
        idempotency: 'kept',
        problems: [
          'INDICATOR_UNKNOWN',
          'RUN_STATUS',
          'RUN_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'objectToRun',
        tags: ['assessment'],
        summary: 'Hold something against a number of a unit',
        params: runParametersSchema,
        headers: idempotencyHeadersSchema,
        body: objectionInputSchema,
        response: replies(201, runSummarySchema),
      },
    },
    async (request, reply) => {
      const { run } = request.params
      const input = { run, ...request.body, request: await requestMark(request) }
      return sendTagged(
        reply.code(201),
        await context.offload('objectToRun', request.caller, input),
      )
    },
  )

  app.post(
    '/runs/:run/objections/:objection/answer',
    {
      config: {
        permission: 'assessment.review',
        problems: ['OBJECTION_ANSWERED', 'OBJECTION_UNKNOWN', 'RUN_UNKNOWN', 'SCOPE_MISSING'],
      },
      schema: {
        operationId: 'answerObjection',
        tags: ['assessment'],
        summary: 'Answer an objection; one that is accepted is put right by a correction',
        params: objectionParametersSchema,
        body: objectionAnswerSchema,
        response: replies(200, runSummarySchema),
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.body }
      return tagged(reply, await answerObjection(context, request.caller, input))
    },
  )

  app.post(
    '/runs/:run/corrections',
    {
      config: {
        permission: 'assessment.write',
        idempotency: 'kept',
        problems: [
          'FIGURE_COUNTED',
          'REVISION_NEEDED',
          'RUN_STALE',
          'RUN_STATUS',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'correctRun',
        tags: ['assessment'],
        summary: 'Compute the period anew; the old run is kept and marked as corrected',
        params: runParametersSchema,
        headers: revisionHeadersSchema.extend(idempotencyHeadersSchema.shape),
        body: correctionInputSchema,
        response: replies(201, runSchema),
      },
    },
    async (request, reply) => {
      const run = await context.offload('correctRun', request.caller, {
        run: request.params.run,
        expected: neededRevisions(request.headers['if-match']),
        ...request.body,
        request: await requestMark(request),
      })
      return sendTagged(reply.code(201), run)
    },
  )

  app.post(
    '/runs/:run/recompute',
    {
      config: {
        permission: 'assessment.read',
        idempotency: 'harmless',
        problems: [
          ...jobProblems,
          'INDICATOR_UNKNOWN',
          'RUN_STATUS',
          'RUN_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'UNIT_OUTSIDE',
          'WHOLE_COUNTY_NEEDED',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'recomputeRun',
        tags: ['assessment'],
        summary: 'Compute a run again from its record alone, and compare the bytes',
        params: runParametersSchema,
        headers: preferHeadersSchema,
        response: repliesOrJob(200, recomputedSchema),
      },
    },
    async (request, reply) => {
      const { run } = request.params
      if (prefersJob(request)) {
        const { run: found } = await runOf(context, request.caller, {
          run,
          permission: 'assessment.read',
        })
        const { ruleset, period: about } = found
        const wanted = { kind: 'recompute-run', ruleset, about, input: { run } } as const
        return await sendJob(context, { request, reply }, wanted)
      }
      return sendWritten(reply, await context.offload('recomputeRun', request.caller, run))
    },
  )
}

function tagged(reply: FastifyReply, run: RunDocument) {
  void reply.header('etag', entityTag(run.revision))
  return presentRun(run)
}
