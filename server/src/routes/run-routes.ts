import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  behindQuerySchema,
  behindSchema,
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
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import type { RunDocument } from '../documents/assessment-documents.ts'
import { answerObjection, finaliseRun, reviewRun } from '../operations/assessment/change-run.ts'
import { presentRun } from '../operations/assessment/present-run.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** Assessments of periods: computed, looked through, objected to, corrected, made final, and computed again. */
export const runRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/preparation',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'What a run of a period would rest on now, and what is missing; stores nothing',
        params: rulesetParametersSchema,
        querystring: preparationQuerySchema,
        response: replies(200, preparationSchema),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('prepareRun', request.caller, asked))
    },
  )

  app.post(
    '/rulesets/:id/runs',
    {
      config: { permission: 'assessment.write', idempotency: 'kept' },
      schema: {
        tags: ['assessment'],
        summary: 'Assess a period by what is known now, or was known at a moment',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: runInputSchema,
        response: replies(201, runSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset } = request.params
      const asked = { ruleset, ...request.body, request: await requestMark(request) }
      return sendTagged(reply.code(201), await context.offload('startRun', request.caller, asked))
    },
  )

  app.get(
    '/rulesets/:id/runs',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'The runs of a ruleset, newest first',
        params: rulesetParametersSchema,
        querystring: runListQuerySchema,
        response: replies(200, runListSchema),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('listRuns', request.caller, asked))
    },
  )

  app.get(
    '/runs/:run',
    {
      config: { permission: 'assessment.read' },
      schema: {
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
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['assessment'],
        summary: 'The cases behind a number, as they stood in the run',
        params: runParametersSchema,
        querystring: behindQuerySchema,
        response: replies(200, behindSchema),
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

  for (const [name, summary, permission, operation] of [
    ['review', 'Mark a run as looked through', 'assessment.review', reviewRun],
    ['finalise', 'Make a reviewed run final', 'assessment.finalise', finaliseRun],
  ] as const)
    app.post(
      `/runs/:run/${name}`,
      {
        config: { permission },
        schema: {
          tags: ['assessment'],
          summary,
          params: runParametersSchema,
          headers: revisionHeadersSchema,
          response: replies(200, runSummarySchema),
        },
      },
      async (request, reply) => {
        const expected = neededRevisions(request.headers['if-match'])
        const asked = { run: request.params.run, expected }
        return tagged(reply, await operation(context, request.caller, asked))
      },
    )

  app.post(
    '/runs/:run/objections',
    {
      config: { permission: 'assessment.object', idempotency: 'kept' },
      schema: {
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
      const asked = { run, ...request.body, request: await requestMark(request) }
      return sendTagged(
        reply.code(201),
        await context.offload('objectToRun', request.caller, asked),
      )
    },
  )

  app.post(
    '/runs/:run/objections/:objection/answer',
    {
      config: { permission: 'assessment.review' },
      schema: {
        tags: ['assessment'],
        summary: 'Answer an objection; one that is accepted is put right by a correction',
        params: objectionParametersSchema,
        body: objectionAnswerSchema,
        response: replies(200, runSummarySchema),
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      return tagged(reply, await answerObjection(context, request.caller, asked))
    },
  )

  app.post(
    '/runs/:run/corrections',
    {
      config: { permission: 'assessment.write', idempotency: 'kept' },
      schema: {
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
      config: { permission: 'assessment.read', idempotency: 'harmless' },
      schema: {
        tags: ['assessment'],
        summary: 'Compute a run again from its record alone, and compare the bytes',
        params: runParametersSchema,
        response: replies(200, recomputedSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('recomputeRun', request.caller, request.params.run)),
  )
}

function tagged(reply: FastifyReply, run: RunDocument) {
  void reply.header('etag', entityTag(run.revision))
  return presentRun(run)
}
