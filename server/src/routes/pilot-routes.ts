import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { rulesetParametersSchema } from '../contracts/common.ts'
import {
  evaluatedPilotSchema,
  evaluatePilotInputSchema,
  pilotUnitsSchema,
} from '../contracts/pilot.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

/** A version begins with some units, and what comes of it is written down. */
export const pilotRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/pilot-units',
    {
      config: {
        permission: 'rulesets.publish',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'readPilotUnits',
        tags: ['rulesets'],
        summary: 'The units a version can begin with, before it applies to all',
        params: rulesetParametersSchema,
        response: replies(200, pilotUnitsSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('listPilotUnits', request.caller, request.params.id),
      ),
  )

  app.post(
    '/rulesets/:id/versions/:version/evaluations',
    {
      config: {
        permission: 'rulesets.publish',
        problems: [
          'BUNDLE_DAMAGED',
          'PILOT_DAY_PAST',
          'PILOT_DECIDED',
          'PILOT_DUE_EARLY',
          'PILOT_NONE',
          'PILOT_SUPERSEDED',
          'PROPOSAL_RACED',
          'RULESET_ELSEWHERE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'SUSPEND_NOT_COUNTY',
          'VERSION_ROLLED_BACK',
          'VERSION_SUSPENDED',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'evaluatePilot',
        tags: ['rulesets'],
        summary: 'Write down what was found of a pilot, and what comes of it',
        params: z.strictObject({
          id: z.string().min(1).max(80),
          version: z.string().min(1).max(40),
        }),
        body: evaluatePilotInputSchema,
        response: replies(200, evaluatedPilotSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, version } = request.params
      const input = { ruleset, version, ...request.body }
      return sendWritten(reply, await context.offload('evaluatePilot', request.caller, input))
    },
  )
}
