import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseParametersSchema } from '../contracts/common.ts'
import { decideInputSchema } from '../contracts/decision.ts'
import { receiptSchema } from '../contracts/receipt.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendWritten } from './send-written.ts'

/** Decisions and cases as signed files that can be checked without this server. */
export const receiptRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/cases/:id/receipt',
    {
      config: {
        permission: 'cases.read',
        problems: [
          'BUNDLE_DAMAGED',
          'CASE_ALTERED',
          'CASE_DAMAGED',
          'CASE_ARCHIVED',
          'CASE_ERASED',
          'CASE_UNKNOWN',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'writeCaseReceipt',
        tags: ['cases'],
        summary:
          'The case with the rules it runs on, signed: it can be checked without this server',
        params: caseParametersSchema,
        response: replies(200, receiptSchema),
      },
    },
    async (request, reply) =>
      sendWritten(
        reply,
        await context.offload('writeCaseReceipt', request.caller, request.params.id),
      ),
  )

  app.post(
    '/rulesets/:id/decisions/:decision/receipt',
    {
      config: {
        permission: 'decide',
        idempotency: 'harmless',
        problems: [
          'BUNDLE_DAMAGED',
          'DECISION_UNKNOWN',
          'FACTS_INVALID',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'writeDecisionReceipt',
        tags: ['decisions'],
        summary: 'Decide by the version in force, and sign the answer with the rules it rests on',
        params: z.strictObject({
          id: z.string().min(1).max(80),
          decision: z.string().min(1).max(80),
        }),
        body: decideInputSchema,
        response: replies(200, receiptSchema),
      },
    },
    async (request, reply) => {
      const { id: ruleset, decision } = request.params
      const asked = { ruleset, decision, ...request.body }
      return sendWritten(
        reply,
        await context.offload('writeDecisionReceipt', request.caller, asked),
      )
    },
  )
}
