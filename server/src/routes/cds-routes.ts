import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { cdsReplySchema, cdsRequestSchema, cdsServicesSchema } from '../contracts/cds.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import { preferredLanguage } from '../errors/problem.ts'
import { advisePathwayEntry } from '../operations/decisions/advise-pathway-entry.ts'
import { listCdsServices } from '../operations/decisions/list-cds-services.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'

/** CDS Hooks 2.0 for hospital systems; the base address is that of a ruleset. */
export const cdsRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/cds-services',
    {
      config: {
        permission: 'decide',
        problems: ['CDS_SERVICE_NONE', 'RULESET_UNKNOWN', 'SCOPE_MISSING'],
      },
      schema: {
        operationId: 'listCdsServices',
        tags: ['cds-hooks'],
        summary: 'CDS Hooks 2.0: the services the ruleset offers today',
        params: rulesetParametersSchema,
        response: replies(200, cdsServicesSchema),
      },
    },
    async (request) => ({
      services: await listCdsServices(context, request.caller, request.params.id),
    }),
  )

  app.post(
    '/rulesets/:id/cds-services/pathway-entry',
    {
      config: {
        permission: 'decide',
        idempotency: 'harmless',
        problems: [
          'DECISION_UNKNOWN',
          'FACTS_INVALID',
          'NOTHING_IN_FORCE',
          'RULESET_UNKNOWN',
          'SCOPE_MISSING',
        ],
      },
      schema: {
        operationId: 'advisePathwayEntry',
        tags: ['cds-hooks'],
        summary: 'CDS Hooks 2.0: whether an inpatient may enter a clinical pathway, and why',
        params: rulesetParametersSchema,
        body: cdsRequestSchema,
        response: replies(200, cdsReplySchema),
      },
    },
    async (request) =>
      await advisePathwayEntry(context, request.caller, {
        ruleset: request.params.id,
        request: request.body,
        language: preferredLanguage(request.headers['accept-language']),
      }),
  )
}
