import type { FastifyReply, FastifyRequest } from 'fastify'
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
import type { RunDocument } from '../operations/assessment/assessment-documents.ts'
import {
  answerObjection,
  finaliseRun,
  objectToRun,
  reviewRun,
} from '../operations/assessment/change-run.ts'
import { correctRun } from '../operations/assessment/correct-run.ts'
import { prepareRun } from '../operations/assessment/prepare-run.ts'
import {
  listRuns,
  readRun,
  type ReadRun,
  readRunCases,
  recomputeRun,
} from '../operations/assessment/read-run.ts'
import { startRun } from '../operations/assessment/start-run.ts'
import { mapPage } from '../operations/list-page.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'
import { withoutMark } from '../operations/made-document.ts'
import { makeOnce } from '../operations/make-once.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

/** Assessments of periods: computed, looked through, objected to, corrected, made final, and computed again. */
export const runRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
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
    async (request) =>
      await prepareRun(context, request.caller, { ruleset: request.params.id, ...request.query }),
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
      const { caller, params, body } = request
      const run = await makeOnce(context, await requestMark(request), madeRun, (once) =>
        startRun(once, caller, { ruleset: params.id, ...body }),
      )
      return await sendRun(reply.code(201), request, run)
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
    async (request) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return mapPage(await listRuns(context, request.caller, asked), presentRun)
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
    async (request, reply) => {
      const read = await readRun(context, request.caller, request.params.run)
      void reply.header('etag', entityTag(read.run.revision))
      return presentWhole(read)
    },
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
    async (request) => {
      const { measure, unit, offset, limit, ...by } = request.query
      return await readRunCases(context, request.caller, {
        run: request.params.run,
        measure,
        unit,
        by: Object.fromEntries(Object.entries(by).map(([fact, code]) => [fact, String(code)])),
        offset,
        limit,
      })
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
      const asked = {
        run: request.params.run,
        ...request.body,
        request: await requestMark(request),
      }
      return tagged(reply.code(201), await objectToRun(context, request.caller, asked))
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
      const { caller, params, body } = request
      const expected = neededRevisions(request.headers['if-match'])
      // Figures that come with a correction are entered on the way to it.
      const makes = { ...madeRun, alongside: 'tableImports' }
      const run = await makeOnce(context, await requestMark(request), makes, (once) =>
        correctRun(once, caller, { run: params.run, expected, ...body }),
      )
      return await sendRun(reply.code(201), request, run)
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
    async (request) => await recomputeRun(context, request.caller, request.params.run),
  )

  async function sendRun(reply: FastifyReply, request: FastifyRequest, made: RunDocument) {
    const read = await readRun(context, request.caller, made.id)
    void reply.header('etag', entityTag(read.run.revision))
    return reply.send(presentWhole(read))
  }
}

function tagged(reply: FastifyReply, run: RunDocument) {
  void reply.header('etag', entityTag(run.revision))
  return presentRun(run)
}

function presentWhole({ run, content, late, problem }: ReadRun) {
  const { input: _, ...told } = content
  return {
    ...presentRun(run),
    late: late?.tables ?? null,
    lateCases: late?.cases ?? null,
    ...(problem && { problem }),
    ...told,
  }
}

/** A run is answered as it now stands. */
const madeRun = { collection: 'runs', follows: true, again: (run: RunDocument) => run } as const

/** A run as lists show it: without where its content lies, and the marks of requests. */
function presentRun({ content: _, cases: __, ...run }: RunDocument) {
  return {
    ...withoutMark(run),
    objections: run.objections.map(({ request: _mark, ...objection }) => objection),
  }
}
