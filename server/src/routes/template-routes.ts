import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { entityTag, rulesetParametersSchema } from '../contracts/common.ts'
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
      config: { permission: 'drafts.write' },
      schema: {
        tags: ['templates'],
        summary: 'Begin a new county ruleset as a draft that holds only its differences',
        body: createRulesetInputSchema,
        response: replies(201, createdRulesetSchema),
      },
    },
    async (request, reply) => {
      const created = await createRuleset(context, request.caller, request.body)
      void reply.header('etag', entityTag(created.revision))
      return reply.code(201).send(created)
    },
  )
}
