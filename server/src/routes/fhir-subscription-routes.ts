import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseParametersSchema, idempotencyHeadersSchema } from '../contracts/common.ts'
import { readFhirQuerySchema, subscriptionInputSchema } from '../contracts/fhir.ts'
import { fhirDone, fhirReplies } from '../contracts/fhir-replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import {
  createSubscription,
  readSubscription,
  removeSubscription,
  updateSubscription,
} from '../operations/fhir/subscriptions.ts'
import { sendResource } from '../plugins/fhir-replies.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { baseOf } from './fhir-request.ts'

const permission = 'webhooks.manage'
const params = caseParametersSchema
const tags = ['fhir']

/** Webhooks as subscriptions of FHIR R4. */
export const fhirSubscriptionRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.post(
    '/Subscription',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: [
          'FHIR_COUNTY_NEEDED',
          'FHIR_COUNTY_UNMAPPED',
          'FHIR_SUBSCRIPTION',
          'WEBHOOK_COUNTY',
          'WEBHOOKS_FULL',
          'WEBHOOK_UNENCRYPTED',
        ],
      },
      schema: {
        operationId: 'createSubscription',
        tags,
        summary: 'FHIR R4: have what cases ask for sent to an address',
        headers: idempotencyHeadersSchema,
        body: subscriptionInputSchema,
        response: fhirReplies(201),
      },
    },
    async (request, reply) => {
      const mark = await requestMark(request)
      const resource = await createSubscription(context, request.caller, request.body, mark)
      const id = String(resource['id'])
      reply.code(201).header('location', `${baseOf(context, request)}/Subscription/${id}`)
      return sendResource(reply, { resource })
    },
  )

  app.get(
    '/Subscription/:id',
    {
      config: { permission, problems: ['WEBHOOK_UNKNOWN'] },
      schema: {
        operationId: 'readSubscription',
        tags,
        summary: 'FHIR R4: read a subscription',
        params,
        querystring: readFhirQuerySchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) =>
      sendResource(reply, {
        resource: await readSubscription(context, request.caller, request.params.id),
      }),
  )

  app.put(
    '/Subscription/:id',
    {
      config: {
        permission,
        problems: ['FHIR_SUBSCRIPTION', 'WEBHOOK_UNKNOWN', 'WEBHOOK_UNENCRYPTED'],
      },
      schema: {
        operationId: 'updateSubscription',
        tags,
        summary: 'FHIR R4: change a subscription, or pause it by the status `off`',
        params,
        body: subscriptionInputSchema,
        response: fhirReplies(200),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      return sendResource(reply, {
        resource: await updateSubscription(context, request.caller, id, request.body),
      })
    },
  )

  app.delete(
    '/Subscription/:id',
    {
      config: { permission, problems: ['WEBHOOK_RUNNING', 'WEBHOOK_UNKNOWN'] },
      schema: {
        operationId: 'deleteSubscription',
        tags,
        summary: 'FHIR R4: remove a subscription that is `off`',
        params,
        response: fhirDone(z.null().meta({ description: 'Done' })),
      },
    },
    async (request, reply) => {
      await removeSubscription(context, request.caller, request.params.id)
      return await reply.code(204).send()
    },
  )
}
