import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  idempotencyHeadersSchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
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
import type { Caller } from '../operations/caller.ts'
import { mapPage } from '../operations/list-page.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import {
  confirmSettlement,
  listSettlements,
  readLedger,
  readOpenItems,
  readSettlement,
  readStatements,
  recomputeSettlement,
  type StandingSettlement,
} from '../operations/settlement/read-settlement.ts'
import { startSettlement } from '../operations/settlement/start-settlement.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'
import { withoutMark } from '../operations/made-document.ts'
import { makeOnce } from '../operations/make-once.ts'
import type { SettlementDocument } from '../operations/settlement/settlement-documents.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

/** The money of periods: computed, told line by line, confirmed, and computed again. */
export const settlementRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/settlements',
    {
      config: { permission: 'assessment.write', idempotency: 'kept' },
      schema: {
        tags: ['money'],
        summary: 'Compute the money of a period; an earlier settlement is kept as replaced',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: settlementInputSchema,
        response: replies(201, settlementSchema),
      },
    },
    async (request, reply) => {
      const asked = { ruleset: request.params.id, ...request.body }
      const makes = {
        collection: 'settlements',
        follows: true,
        again: (settlement: SettlementDocument) => settlement,
      } as const
      const { id } = await makeOnce(context, await requestMark(request), makes, (once) =>
        startSettlement(once, request.caller, asked),
      )
      return await sendSettlement(reply.code(201), request.caller, id)
    },
  )

  app.get(
    '/rulesets/:id/settlements',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['money'],
        summary: 'The settlements of a ruleset, newest first',
        params: rulesetParametersSchema,
        querystring: settlementListQuerySchema,
        response: replies(200, settlementListSchema),
      },
    },
    async (request) => {
      const asked = { ruleset: request.params.id, ...request.query }
      return mapPage(await listSettlements(context, request.caller, asked), present)
    },
  )

  app.get(
    '/settlements/:settlement',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['money'],
        summary: 'A settlement in full: funds, pools, what each unit gets and owes, and its checks',
        params: settlementParametersSchema,
        response: replies(200, settlementSchema),
      },
    },
    async (request, reply) =>
      await sendSettlement(reply, request.caller, request.params.settlement),
  )

  app.get(
    '/settlements/:settlement/statements',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['money'],
        summary: 'What each unit gets and owes by a settlement: every unit, or those of the caller',
        params: settlementParametersSchema,
        response: replies(200, statementsSchema),
      },
    },
    async (request) => {
      const { settlement } = request.params
      const { items, ...standing } = await readStatements(context, request.caller, settlement)
      return { ...present(standing), items }
    },
  )

  app.get(
    '/settlements/:settlement/ledger',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['money'],
        summary: 'The postings of a settlement, page by page',
        params: settlementParametersSchema,
        querystring: ledgerQuerySchema,
        response: replies(200, ledgerPageSchema),
      },
    },
    async (request) =>
      await readLedger(context, request.caller, { ...request.params, ...request.query }),
  )

  app.get(
    '/settlements/:settlement/open-items',
    {
      config: { permission: 'assessment.read' },
      schema: {
        tags: ['money'],
        summary: 'Events that a rule listens to and that are not posted, with what they need',
        params: settlementParametersSchema,
        querystring: openItemsQuerySchema,
        response: replies(200, openItemsSchema),
      },
    },
    async (request) =>
      await readOpenItems(context, request.caller, { ...request.params, ...request.query }),
  )

  app.post(
    '/settlements/:settlement/confirm',
    {
      config: { permission: 'assessment.finalise' },
      schema: {
        tags: ['money'],
        summary: 'Make a settlement final; whoever computed it cannot',
        params: settlementParametersSchema,
        headers: revisionHeadersSchema,
        response: replies(200, settlementSummarySchema),
      },
    },
    async (request, reply) => {
      const expected = neededRevisions(request.headers['if-match'])
      const asked = { ...request.params, expected }
      const standing = await confirmSettlement(context, request.caller, asked)
      void reply.header('etag', entityTag(standing.settlement.revision))
      return present(standing)
    },
  )

  app.post(
    '/settlements/:settlement/recompute',
    {
      config: { permission: 'assessment.read', idempotency: 'harmless' },
      schema: {
        tags: ['money'],
        summary: 'Compute a settlement again from its record alone, and compare the bytes',
        params: settlementParametersSchema,
        response: replies(200, settlementRecomputedSchema),
      },
    },
    async (request) =>
      await recomputeSettlement(context, request.caller, request.params.settlement),
  )

  async function sendSettlement(reply: FastifyReply, caller: Caller, id: string) {
    const { content, ...standing } = await readSettlement(context, caller, id)
    const { input, result } = content
    void reply.header('etag', entityTag(standing.settlement.revision))
    return reply.send({
      ...present(standing),
      result,
      units: input.units.map(({ unit }) => unit),
    })
  }
}

/** A settlement as lists show it: without where its content lies. */
function present({ settlement, outdated, problem }: StandingSettlement) {
  const { content: _, events: __, earlier: ___, postings: ____, open: _____, ...told } = settlement
  return { ...withoutMark(told), outdated, ...(problem && { problem }) }
}
