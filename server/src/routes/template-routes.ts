import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { idempotencyHeadersSchema, rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  createdRulesetSchema,
  createRulesetInputSchema,
  ruleBookSchema,
  templateListSchema,
} from '../contracts/template.ts'
import { createRuleset } from '../operations/create-ruleset.ts'
import { listTemplates } from '../operations/list-templates.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { readBook } from '../operations/read-book.ts'
import { entityTag } from './entity-tags.ts'
import type { DraftDocument } from '../operations/documents.ts'
import { makeOnce } from '../operations/make-once.ts'
import { checkDraft } from '../operations/read-draft.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

/** Rulesets to be read and adapted, and the making of new ones from them. */
export const templateRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/templates',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['templates'],
        summary: 'List the packs, templates and overlays a county may adapt',
        response: replies(200, templateListSchema),
      },
    },
    async (request) => await listTemplates(context, request.caller),
  )

  app.get(
    '/rulesets/:id/book',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['templates'],
        summary: 'Read a ruleset in full with the layer each item comes from, published or not',
        params: rulesetParametersSchema,
        querystring: z.strictObject({ version: z.string().min(1).max(40).optional() }),
        response: replies(200, ruleBookSchema),
      },
    },
    async (request) =>
      await readBook(context, request.caller, {
        ruleset: request.params.id,
        version: request.query.version,
      }),
  )

  app.post(
    '/rulesets',
    {
      config: { permission: 'drafts.write', idempotency: 'kept' },
      schema: {
        tags: ['templates'],
        summary: 'Begin a new county ruleset as a draft that holds only its differences',
        headers: idempotencyHeadersSchema,
        body: createRulesetInputSchema,
        response: replies(201, createdRulesetSchema),
      },
    },
    async (request, reply) => {
      const { caller, body } = request
      const makes = {
        collection: 'drafts',
        follows: true,
        again: async ({ id, revision }: DraftDocument) => ({
          id,
          revision,
          issues: await checkDraft(context, caller, id),
        }),
      } as const
      const created = await makeOnce(context, await requestMark(request), makes, (once) =>
        createRuleset(once, caller, body),
      )
      void reply.header('etag', entityTag(created.revision))
      return reply.code(201).send(created)
    },
  )
}
