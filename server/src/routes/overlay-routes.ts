import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { revisionHeadersSchema, rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import {
  addOverlayInputSchema,
  overlaidDraftSchema,
  removeOverlayQuerySchema,
} from '../contracts/ruleset.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { neededRevisions } from '../plugins/entity-tags.ts'
import { sendTagged } from './send-written.ts'

/** Overlays of a draft: laid over it and taken off again, with everything else left as it is. */
export const overlayRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/rulesets/:id/draft/overlays',
    {
      config: {
        permission: 'drafts.overlay',
        problems: [
          'DRAFT_BROKEN',
          'DRAFT_STALE',
          'OVERLAY_ABSENT',
          'OVERLAY_CHANGED',
          'OVERLAY_PRESENT',
          'OVERLAY_UNFIT',
          'REVISION_NEEDED',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'TEMPLATE_NONE',
          'VERSION_UNKNOWN',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'addOverlay',
        tags: ['drafts'],
        summary: 'Lay an overlay over the draft, at its version of today',
        params: rulesetParametersSchema,
        headers: revisionHeadersSchema,
        body: addOverlayInputSchema,
        response: replies(200, overlaidDraftSchema),
      },
    },
    async (request, reply) => {
      const overlaid = await context.offload('addOverlay', request.caller, {
        ruleset: request.params.id,
        expected: neededRevisions(request.headers['if-match']),
        ...request.body,
      })
      return sendTagged(reply, overlaid)
    },
  )

  app.delete(
    '/rulesets/:id/draft/overlays/:overlay',
    {
      config: {
        permission: 'drafts.overlay',
        problems: [
          'DRAFT_STALE',
          'OVERLAY_ABSENT',
          'OVERLAY_CHANGED',
          'REVISION_NEEDED',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
          'SERVER_BUSY',
          'WORK_GIVEN_UP',
          'WORK_UNCERTAIN',
        ],
      },
      schema: {
        operationId: 'removeOverlay',
        tags: ['drafts'],
        summary: 'Take an overlay off the draft; refused with the list when it was changed here',
        params: rulesetParametersSchema.extend({ overlay: z.string().min(1).max(80) }),
        headers: revisionHeadersSchema,
        querystring: removeOverlayQuerySchema,
        response: replies(200, overlaidDraftSchema),
      },
    },
    async (request, reply) => {
      const overlaid = await context.offload('removeOverlay', request.caller, {
        ruleset: request.params.id,
        overlay: request.params.overlay,
        expected: neededRevisions(request.headers['if-match']),
        despiteChanges: request.query.despiteChanges === 'true',
      })
      return sendTagged(reply, overlaid)
    },
  )
}
