import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  idempotencyHeadersSchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import {
  draftSchema,
  issuesReplySchema,
  publishedSchema,
  publishInputSchema,
  savedDraftSchema,
  saveDraftInputSchema,
  scenarioResultsSchema,
} from '../contracts/ruleset.ts'
import type { OperationContext } from '../operations/operation-context.ts'
import { publish } from '../operations/publish.ts'
import { checkDraft, readDraft, runDraftScenarios } from '../operations/read-draft.ts'
import { discardDraft, saveDraft } from '../operations/save-draft.ts'
import { entityTag, neededRevisions } from './entity-tags.ts'
import type { PublicationDocument } from '../operations/documents.ts'
import { makeOnce } from '../operations/make-once.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

/** A whole ruleset, in bytes: many times what a county needs. */
const largestDraft = 8_000_000

/** Drafts: what is being edited, until it is published or given up. */
export const draftRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/draft',
    {
      config: { permission: 'drafts.read' },
      schema: {
        tags: ['drafts'],
        summary: 'Read the draft, or the latest version to begin one from',
        params: rulesetParametersSchema,
        response: replies(200, draftSchema),
      },
    },
    async (request, reply) => {
      const draft = await readDraft(context, request.caller, request.params.id)
      void reply.header('etag', entityTag(draft.revision))
      return draft
    },
  )

  app.put(
    '/rulesets/:id/draft',
    {
      bodyLimit: largestDraft,
      config: { permission: 'drafts.write' },
      schema: {
        tags: ['drafts'],
        summary: 'Save the draft; refused when somebody saved a newer one',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        body: saveDraftInputSchema,
        response: replies(200, savedDraftSchema),
      },
    },
    async (request, reply) => {
      const saved = await saveDraft(context, request.caller, {
        ruleset: request.params.id,
        edited: request.body.ruleset,
        expected: neededRevisions(request.headers['if-match']),
      })
      void reply.header('etag', entityTag(saved.revision))
      return saved
    },
  )

  app.delete(
    '/rulesets/:id/draft',
    {
      config: { permission: 'drafts.write' },
      schema: {
        tags: ['drafts'],
        summary: 'Give up the draft',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await discardDraft(context, request.caller, {
        ruleset: request.params.id,
        expected: neededRevisions(request.headers['if-match']),
      })
      return reply.code(204).send()
    },
  )

  app.post(
    '/rulesets/:id/draft/check',
    {
      config: { permission: 'drafts.read', idempotency: 'harmless' },
      schema: {
        tags: ['drafts'],
        summary: 'Everything that is wrong with the draft so far',
        params: rulesetParametersSchema,
        response: replies(200, issuesReplySchema),
      },
    },
    async (request) => ({
      issues: await checkDraft(context, request.caller, request.params.id),
    }),
  )

  app.post(
    '/rulesets/:id/draft/scenarios',
    {
      config: { permission: 'drafts.read', idempotency: 'harmless' },
      schema: {
        tags: ['drafts'],
        summary: "Run the draft's scenarios",
        params: rulesetParametersSchema,
        response: replies(200, scenarioResultsSchema),
      },
    },
    async (request) => ({
      results: await runDraftScenarios(context, request.caller, request.params.id),
    }),
  )

  app.post(
    '/rulesets/:id/publish',
    {
      config: { permission: 'rulesets.publish', idempotency: 'kept' },
      schema: {
        tags: ['drafts'],
        summary: 'Publish the draft from a day on; refused with the list of what stands in the way',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: publishInputSchema,
        response: replies(201, publishedSchema),
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const makes = {
        collection: 'publications',
        follows: true,
        again: ({ version, hash, from }: PublicationDocument) => ({ version, hash, from }),
      } as const
      const published = await makeOnce(context, await requestMark(request), makes, (once) =>
        publish(once, caller, { ruleset: params.id, ...body }),
      )
      return reply.code(201).send(published)
    },
  )
}
