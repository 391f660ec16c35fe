import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { proposeRulesInputSchema, retentionReadingSchema } from '../contracts/retention-rules.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import type { Caller } from '../operations/context/caller.ts'
import { confirmRules, dropRules, proposeRules } from '../operations/retention/retention-rules.ts'
import { sendWritten } from './send-written.ts'

const permission = 'persons.erase'
const tags = ['retention']
const name = z.string().min(1).max(80)
const params = z.strictObject({ county: name })
const proposalParams = z.strictObject({ county: name, proposal: name })
const response = replies(200, retentionReadingSchema)
const common = ['RETENTION_COUNTY', 'SERVER_BUSY', 'WORK_GIVEN_UP'] as const

/** For how long a county keeps what: proposed by one, confirmed by another, and then gone by every day. */
export const retentionRuleRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  const read = async (caller: Caller, county: string) => {
    const asked = { county, archive: context.archive?.folder ?? null }
    return await context.offload('readRetention', caller, asked)
  }

  app.get(
    '/counties/:county/retention',
    {
      config: { permission, problems: [...common] },
      schema: {
        operationId: 'readRetention',
        tags,
        summary: 'For how long a county keeps what, and how much is past its time today',
        params,
        response,
      },
    },
    async (request, reply) => sendWritten(reply, await read(request.caller, request.params.county)),
  )

  app.post(
    '/counties/:county/retention/proposals',
    {
      config: {
        permission,
        problems: ['RETENTION_NO_ARCHIVE', 'RETENTION_PROPOSED', 'RETENTION_RACED', ...common],
      },
      schema: {
        operationId: 'proposeRetention',
        tags,
        summary: 'Propose for how long a county keeps what; nothing changes before it is confirmed',
        params,
        body: proposeRulesInputSchema,
        response,
      },
    },
    async (request, reply) => {
      const { county } = request.params
      await proposeRules(context, request.caller, { county, ...request.body })
      return sendWritten(reply, await read(request.caller, county))
    },
  )

  app.post(
    '/counties/:county/retention/proposals/:proposal/confirm',
    {
      config: {
        permission,
        problems: [
          'RETENTION_NO_ARCHIVE',
          'RETENTION_OWN',
          'RETENTION_RACED',
          'RETENTION_UNKNOWN',
          ...common,
        ],
      },
      schema: {
        operationId: 'confirmRetention',
        tags,
        summary: 'Confirm, as a second person, for how long a county keeps what',
        params: proposalParams,
        response,
      },
    },
    async (request, reply) => {
      await confirmRules(context, request.caller, request.params)
      return sendWritten(reply, await read(request.caller, request.params.county))
    },
  )

  app.delete(
    '/counties/:county/retention/proposals/:proposal',
    {
      config: { permission, problems: ['RETENTION_RACED', 'RETENTION_UNKNOWN', ...common] },
      schema: {
        operationId: 'dropRetention',
        tags,
        summary: 'Withdraw proposed periods, or turn down those of somebody else',
        params: proposalParams,
        response,
      },
    },
    async (request, reply) => {
      await dropRules(context, request.caller, request.params)
      return sendWritten(reply, await read(request.caller, request.params.county))
    },
  )
}
