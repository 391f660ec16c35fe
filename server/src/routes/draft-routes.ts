import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod'
import {
  idempotencyHeadersSchema,
  revisionHeadersSchema,
  rulesetParametersSchema,
} from '../contracts/common.ts'
import { changedOutcomesQuerySchema, changedOutcomesSchema } from '../contracts/changed-outcomes.ts'
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
import type { ServerContext } from '../jobs/server-context.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { takeWholeBodies, wholeBody } from '../plugins/whole-body.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** A whole ruleset, in bytes: many times what a county needs. */
const maxDraftBytes = 8_000_000

/** Drafts: what is being edited, until it is published or given up. */
export const draftRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/draft',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'DRAFT_BROKEN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readDraft',
        tags: ['drafts'],
        summary: 'Read the draft, or the latest version to begin one from',
        params: rulesetParametersSchema,
        response: replies(200, draftSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return sendTagged(reply, await context.offload('readDraft', request.caller, id))
    },
  )

  await app.register(async (scope) => {
    takeWholeBodies(scope)
    const whole = scope.withTypeProvider<ZodTypeProvider>()
    whole.put(
      '/rulesets/:id/draft',
      {
        bodyLimit: maxDraftBytes,
        config: {
          permission: 'drafts.write',
          problems: [
            'DRAFT_FIXED_FIELD',
            'DRAFT_INVALID',
            'DRAFT_OTHER_RULESET',
            'DRAFT_OVERLAYS',
            'DRAFT_STALE',
            'REVISION_NEEDED',
            'RULESET_ELSEWHERE',
            'SCOPE_MISSING',
            'SERVER_BUSY',
            'VERSION_WITHDRAWN',
            'WORK_GIVEN_UP',
            'WORK_UNCERTAIN',
          ],
        },
        schema: {
          operationId: 'saveDraft',
          tags: ['drafts'],
          summary: 'Save the draft; refused when somebody saved a newer one',
          params: rulesetParametersSchema,
          headers: revisionHeadersSchema,
          body: saveDraftInputSchema,
          response: replies(200, savedDraftSchema),
        },
      },
      async (request, reply) => {
        const saved = await context.offload('saveDraft', request.caller, {
          ruleset: request.params.id,
          body: wholeBody(request.body),
          expected: neededRevisions(request.headers['if-match']),
        })
        return sendTagged(reply, saved)
      },
    )
  })

  app.delete(
    '/rulesets/:id/draft',
    {
      config: {
        permission: 'drafts.write',
        problems: [
          'DRAFT_MISSING',
          'DRAFT_STALE',
          'REVISION_NEEDED',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'discardDraft',
        tags: ['drafts'],
        summary: 'Give up the draft',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await context.offload('discardDraft', request.caller, {
        ruleset: request.params.id,
        expected: neededRevisions(request.headers['if-match']),
      })
      return reply.code(204).send()
    },
  )

  app.post(
    '/rulesets/:id/draft/check',
    {
      config: {
        permission: 'drafts.read',
        idempotency: 'harmless',
        problems: ['RULESET_UNKNOWN', 'SCOPE_MISSING', 'SERVER_BUSY', 'WORK_GIVEN_UP'],
      },
      schema: {
        operationId: 'checkDraft',
        tags: ['drafts'],
        summary: 'Everything that is wrong with the draft so far',
        params: rulesetParametersSchema,
        response: replies(200, issuesReplySchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('checkDraft', request.caller, request.params.id)),
  )

  app.post(
    '/rulesets/:id/draft/scenarios',
    {
      config: {
        permission: 'drafts.read',
        idempotency: 'harmless',
        problems: [
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'runDraftScenarios',
        tags: ['drafts'],
        summary: "Run the draft's scenarios",
        params: rulesetParametersSchema,
        response: replies(200, scenarioResultsSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return sendWritten(reply, await context.offload('runDraftScenarios', request.caller, id))
    },
  )

  app.get(
    '/rulesets/:id/draft/outcomes',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'DRAFT_BROKEN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readChangedOutcomes',
        tags: ['drafts'],
        summary:
          'Which cases would be decided otherwise, were the draft in force from a day on, in words',
        params: rulesetParametersSchema,
        querystring: changedOutcomesQuerySchema,
        response: replies(200, changedOutcomesSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readChangedOutcomes', request.caller, input))
    },
  )

  app.post(
    '/rulesets/:id/publish',
    {
      config: {
        permission: 'rulesets.publish',
        idempotency: 'kept',
        problems: [
          'ACKNOWLEDGEMENT_UNKNOWN',
          'DRAFT_PARENT_DROPPED',
          'DRAFT_STALE',
          'PILOT_DUE_EARLY',
          'PILOT_NOTHING_FOR_OTHERS',
          'PILOT_NOT_COUNTY',
          'PILOT_PAST',
          'PILOT_UNIT_UNKNOWN',
          'PUBLISH_REFUSED',
          'PUBLISH_UNACKNOWLEDGED',
          'PUBLISH_UNAPPROVED',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'publishDraft',
        tags: ['drafts'],
        summary: 'Publish the draft from a day on; refused with the list of what stands in the way',
        params: rulesetParametersSchema,
        headers: idempotencyHeadersSchema,
        body: publishInputSchema,
        response: replies(201, publishedSchema),
      },
    },
    async (request, reply) => {
      const published = await context.offload('publish', request.caller, {
        ruleset: request.params.id,
        ...request.body,
        request: await requestMark(request),
      })
      return sendWritten(reply.code(201), published)
    },
  )
}
