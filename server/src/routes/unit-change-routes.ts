import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyHeadersSchema, rulesetParametersSchema } from '../contracts/common.ts'
import { jobReply, replies } from '../contracts/replies.ts'
import {
  changeableUnitsSchema,
  unitChangeInputSchema,
  unitChangePreviewSchema,
  unitChangeQuerySchema,
} from '../contracts/unit-change.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { assertDay, plannedChange } from '../operations/unit-changes/planned-change.ts'
import { jobProblems, sendJob } from './send-job.ts'
import { sendWritten } from './send-written.ts'

const permission = 'units.change'
const tags = ['people']
const problems = [
  'RULESET_UNKNOWN',
  'SCOPE_MISSING',
  'UNIT_CHANGE_ENDED',
  'UNIT_CHANGE_SUCCESSOR',
  'UNIT_CHANGE_UNKNOWN',
] as const

/** A unit that is renamed, merged into another or closed: looked at before, and made by a job. */
export const unitChangeRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/unit-changes',
    {
      config: {
        permission,
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readChangeableUnits',
        tags,
        summary: 'The units of a county that can be changed, and what has become of each',
        params: rulesetParametersSchema,
        response: replies(200, changeableUnitsSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('readChangeableUnits', request.caller, request.params.id),
      ),
  )

  app.post(
    '/rulesets/:id/unit-changes/preview',
    {
      config: {
        permission,
        idempotency: 'harmless',
        problems: [...problems, 'BUNDLE_DAMAGED', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'previewUnitChange',
        tags,
        summary: 'What a change of a unit would hand over, and what it would not; stores nothing',
        params: rulesetParametersSchema,
        body: unitChangeQuerySchema,
        response: replies(200, unitChangePreviewSchema),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, change: request.body }
      return sendWritten(reply, await context.offload('previewUnitChange', request.caller, asked))
    },
  )

  app.post(
    '/rulesets/:id/unit-changes',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: [...jobProblems, ...problems, 'UNIT_CHANGE_EARLY'],
      },
      schema: {
        operationId: 'changeUnit',
        tags,
        summary: 'Have a job make a change of a unit, and hand over what is its',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: unitChangeInputSchema,
        response: jobReply(),
      },
    },
    async (request, reply) => {
      const { id: ruleset } = request.params
      const { reason: _reason, ...change } = request.body
      const planned = await plannedChange(context, request.caller, { ruleset, change })
      assertDay(planned)
      const about = planned.unit.title
      const wanted = { kind: 'change-unit', ruleset, about, input: request.body } as const
      return await sendJob(context, { request, reply }, wanted)
    },
  )
}
