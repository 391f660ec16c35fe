import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { cdsReplySchema, cdsRequestSchema, cdsServicesSchema } from '../contracts/cds.ts'
import { rulesetParametersSchema } from '../contracts/common.ts'
import { replies } from '../contracts/replies.ts'
import { preferredLanguage } from '../errors/problem.ts'
import { advisePathwayEntry } from '../operations/advise-pathway-entry.ts'
import type { OperationContext } from '../operations/operation-context.ts'

const services = [
  {
    id: 'pathway-entry',
    hook: 'encounter-start',
    title: '临床路径入径提示',
    description: '按县区现行规则判断住院患者是否符合入径标准，并列明依据；资料不全时说明还缺什么。',
    prefetch: {
      encounter: 'Encounter/{{context.encounterId}}',
      conditions: 'Condition?encounter={{context.encounterId}}&category=encounter-diagnosis',
    },
  },
] as const

/** CDS Hooks 2.0 for hospital systems; the base address is that of a ruleset. */
export const cdsRoutes: FastifyPluginAsyncZod<{ context: OperationContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/rulesets/:id/cds-services',
    {
      config: { permission: 'decide' },
      schema: {
        tags: ['cds-hooks'],
        summary: 'CDS Hooks 2.0: the services there are',
        params: rulesetParametersSchema,
        response: replies(200, cdsServicesSchema),
      },
    },
    () => ({ services }),
  )

  app.post(
    '/rulesets/:id/cds-services/pathway-entry',
    {
      config: { permission: 'decide' },
      schema: {
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
