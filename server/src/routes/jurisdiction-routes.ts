import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { revisionHeadersSchema } from '../contracts/common.ts'
import {
  countyBindingSchema,
  jurisdictionInputSchema,
  jurisdictionListSchema,
  jurisdictionParametersSchema,
  jurisdictionReplySchema,
} from '../contracts/jurisdiction.ts'
import { replies } from '../contracts/replies.ts'
import { readBinding } from '../operations/jurisdictions/read-binding.ts'
import {
  listJurisdictions,
  readJurisdiction,
} from '../operations/jurisdictions/read-jurisdictions.ts'
import { saveJurisdiction } from '../operations/jurisdictions/save-jurisdiction.ts'
import type { JurisdictionDocument } from '../operations/documents.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'

/** Nation, provinces, cities and counties, and what each binds below it. */
export const jurisdictionRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/jurisdictions',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['jurisdictions'],
        summary: 'Every authority and what it binds; of the counties, those of the caller',
        response: replies(200, jurisdictionListSchema),
      },
    },
    async (request) => ({
      items: (await listJurisdictions(context, request.caller)).map(shown),
    }),
  )

  app.get(
    '/jurisdictions/:id',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['jurisdictions'],
        summary: 'One jurisdiction',
        params: jurisdictionParametersSchema,
        response: replies(200, jurisdictionReplySchema),
      },
    },
    async (request, reply) => {
      const node = await readJurisdiction(context, request.caller, request.params.id)
      void reply.header('etag', entityTag(node.revision))
      return shown(node)
    },
  )

  app.put(
    '/jurisdictions/:id',
    {
      config: { permission: 'jurisdictions.manage' },
      schema: {
        tags: ['jurisdictions'],
        summary: 'Make or change a jurisdiction; refused when somebody saved a newer one',
        params: jurisdictionParametersSchema,
        headers: revisionHeadersSchema,
        body: jurisdictionInputSchema,
        response: replies(200, jurisdictionReplySchema),
      },
    },
    async (request, reply) => {
      const sent = { ...request.body, id: request.params.id }
      const expected = neededRevisions(request.headers['if-match'])
      const node = await saveJurisdiction(context, request.caller, sent, expected)
      void reply.header('etag', entityTag(node.revision))
      return shown(node)
    },
  )

  app.get(
    '/jurisdictions/:id/binding',
    {
      config: { permission: 'rulesets.read' },
      schema: {
        tags: ['jurisdictions'],
        summary: 'What binds a county, why, and how its rulesets stand to it',
        params: jurisdictionParametersSchema,
        response: replies(200, countyBindingSchema),
      },
    },
    async (request) => await readBinding(context, request.caller, request.params.id),
  )
}

/** A node without what is kept for whoever comes with an older one. */
function shown({
  changes: _,
  ...node
}: JurisdictionDocument): Omit<JurisdictionDocument, 'changes'> {
  return node
}
