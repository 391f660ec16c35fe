import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { replies } from '../contracts/replies.ts'
import { proposeVersionActionInputSchema, versionStatusSchema } from '../contracts/suspension.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

const versionParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  version: z.string().min(1).max(40),
})
const proposalParametersSchema = versionParametersSchema.extend({
  proposal: z.string().min(1).max(80),
})

/** What any of these may be refused for. */
const common = [
  'PROPOSAL_RACED',
  'RULESET_ELSEWHERE',
  'RULESET_UNKNOWN',
  'SCOPE_MISSING',
  'SERVER_BUSY',
  'SUSPEND_NOT_COUNTY',
  'VERSION_UNKNOWN',
  'WORK_GIVEN_UP',
  'WORK_UNCERTAIN',
] as const
const unfit = [
  'SUSPEND_NOTHING_BEFORE',
  'VERSION_NOT_SUSPENDED',
  'VERSION_ROLLED_BACK',
  'VERSION_SUSPENDED',
] as const

/** A version that harms is suspended by two persons, and by two it applies again or is rolled back for good. */
export const suspensionRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/versions/:version/proposals',
    {
      config: {
        permission: 'rulesets.publish',
        problems: ['PROPOSAL_OPEN', ...unfit, ...common],
      },
      schema: {
        operationId: 'proposeVersionAction',
        tags: ['rulesets'],
        summary: 'Propose to suspend a version, to restore it or to roll it back for good',
        params: versionParametersSchema,
        body: proposeVersionActionInputSchema,
        response: replies(200, versionStatusSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, version } = request.params
      const input = { ruleset, version, ...request.body }
      return sendWritten(
        reply,
        await context.offload('proposeVersionAction', request.caller, input),
      )
    },
  )

  app.post(
    '/rulesets/:id/versions/:version/proposals/:proposal/confirm',
    {
      config: {
        permission: 'rulesets.publish',
        problems: ['BUNDLE_DAMAGED', 'PROPOSAL_OWN', 'PROPOSAL_UNKNOWN', ...unfit, ...common],
      },
      schema: {
        operationId: 'confirmProposal',
        tags: ['rulesets'],
        summary: 'Confirm, as a second person, what another proposed: it holds at once',
        params: proposalParametersSchema,
        response: replies(200, versionStatusSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, version, proposal } = request.params
      const input = { ruleset, version, proposal }
      return sendWritten(reply, await context.offload('confirmProposal', request.caller, input))
    },
  )

  app.delete(
    '/rulesets/:id/versions/:version/proposals/:proposal',
    {
      config: {
        permission: 'rulesets.publish',
        problems: ['PROPOSAL_UNKNOWN', ...common],
      },
      schema: {
        operationId: 'dropProposal',
        tags: ['rulesets'],
        summary: 'Withdraw a proposal about a version, or turn down that of somebody else',
        params: proposalParametersSchema,
        response: replies(200, versionStatusSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, version, proposal } = request.params
      const input = { ruleset, version, proposal }
      return sendWritten(reply, await context.offload('dropProposal', request.caller, input))
    },
  )
}
