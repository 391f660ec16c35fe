import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { matrixQuerySchema, matrixSchema } from '../contracts/matrix.ts'
import {
  differencesQuerySchema,
  differencesSchema,
  pulledSchema,
  pullInputSchema,
  pullQuerySchema,
  pullViewSchema,
} from '../contracts/pull.ts'
import { worklistSchema } from '../contracts/work.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { sendTagged, sendWritten } from './send-written.ts'

/** How rulesets stand to each other: their differences, their templates, and many of them side by side. */
export const pullRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/differences',
    {
      config: {
        permission: 'rulesets.read',
        problems: [
          'DRAFT_BROKEN',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TEMPLATE_NONE',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readDifferences',
        tags: ['rulesets'],
        summary: 'What differs between two versions, the draft, or the template, in sentences',
        params: rulesetParametersSchema,
        querystring: differencesQuerySchema,
        response: replies(200, differencesSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readDifferences', request.caller, input))
    },
  )

  app.get(
    '/rulesets/:id/draft/pull',
    {
      config: {
        permission: 'drafts.read',
        problems: [
          'DRAFT_BROKEN',
          'DRAFT_STALE',
          'EXPORT_INCOMPLETE',
          'PULL_CHOICE_UNKNOWN',
          'PULL_CONTRACT_BROKEN',
          'PULL_EDIT_INVALID',
          'PULL_NOTHING',
          'PULL_PARENT_UNKNOWN',
          'PULL_UNDECIDED',
          'REBASE_OVERLAY',
          'REBASE_SAME',
          'REBASE_TEMPLATE_UNKNOWN',
          'REBASE_UNBOUND',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TEMPLATE_NONE',
          'VERSION_UNKNOWN',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
        ],
      },
      schema: {
        operationId: 'readPull',
        tags: ['drafts'],
        summary: "What a template's or overlay's newer version changes: before, now, and here",
        params: rulesetParametersSchema,
        querystring: pullQuerySchema,
        response: replies(200, pullViewSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.query }
      return sendWritten(reply, await context.offload('readPull', request.caller, input))
    },
  )

  app.post(
    '/rulesets/:id/draft/pull',
    {
      config: {
        permission: 'drafts.write',
        problems: [
          'DRAFT_BROKEN',
          'DRAFT_STALE',
          'PULL_CHOICE_UNKNOWN',
          'PULL_CONTRACT_BROKEN',
          'PULL_EDIT_INVALID',
          'PULL_NOTHING',
          'PULL_PARENT_UNKNOWN',
          'PULL_UNDECIDED',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TEMPLATE_NONE',
          'VERSION_UNKNOWN',
          'VERSION_WITHDRAWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'pullDraft',
        tags: ['drafts'],
        summary:
          'Move the draft to a newer version of one parent: each change taken, kept or edited',
        params: rulesetParametersSchema,
        body: pullInputSchema,
        response: replies(200, pulledSchema),
      },
    },
    async (request, reply) => {
      const input = { ruleset: request.params.id, ...request.body }
      return sendTagged(reply, await context.offload('pullDraft', request.caller, input))
    },
  )

  app.get(
    '/matrix',
    {
      config: { permission: 'rulesets.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'readMatrix',
        tags: ['rulesets'],
        summary: 'Parameter values in force in many rulesets, side by side',
        querystring: matrixQuerySchema,
        response: replies(200, matrixSchema),
      },
    },
    async (request, reply) => {
      const { parameters, rulesets, asOf } = request.query
      const told = await context.offload('readMatrix', request.caller, {
        parameters: namesIn(parameters),
        rulesets: namesIn(rulesets),
        asOf,
      })
      return sendWritten(reply, told)
    },
  )

  app.get(
    '/worklist',
    {
      // Each entry asks for its own permission.
      config: { permission: 'rulesets.read', problems: ['SERVER_BUSY', 'WORK_GIVEN_UP'] },
      schema: {
        operationId: 'listWork',
        tags: ['drafts'],
        summary:
          'What waits in the rulesets the caller edits or assesses, for the units they act for, and in the tree of jurisdictions',
        response: replies(200, worklistSchema),
      },
    },
    async (request, reply) =>
      sendWritten(reply, await context.offload('listWork', request.caller, undefined)),
  )
}

/** Names written with commas between them. */
function namesIn(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').filter((name) => name !== '')
}
