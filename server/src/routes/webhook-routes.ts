import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { caseParametersSchema, idempotencyHeadersSchema } from '../contracts/common.ts'
import { emptyReply, replies } from '../contracts/replies.ts'
import {
  deliveryPageSchema,
  listDeliveriesQuerySchema,
  listWebhooksQuerySchema,
  resendInputSchema,
  resentSchema,
  webhookChangeSchema,
  webhookInputSchema,
  webhookMadeSchema,
  webhookPageSchema,
  webhookSchema,
} from '../contracts/webhook.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { listDeliveries, resend } from '../operations/webhooks/deliveries.ts'
import {
  addWebhook,
  changeWebhook,
  listWebhooks,
  removeWebhook,
  rotateSecret,
} from '../operations/webhooks/manage-webhooks.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'

const permission = 'webhooks.manage'
const params = caseParametersSchema
const tags = ['events']

/** Where events are sent to. */
export const webhookRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/webhooks',
    {
      config: { permission },
      schema: {
        operationId: 'listWebhooks',
        tags,
        summary: 'The webhooks of the counties you look after, and how each fares',
        querystring: listWebhooksQuerySchema,
        response: replies(200, webhookPageSchema),
      },
    },
    async (request) => await listWebhooks(context, request.caller, request.query),
  )

  app.post(
    '/webhooks',
    {
      config: {
        permission,
        idempotency: 'kept',
        problems: ['WEBHOOK_COUNTY', 'WEBHOOKS_FULL', 'WEBHOOK_UNENCRYPTED'],
      },
      schema: {
        operationId: 'addWebhook',
        tags,
        summary: 'Have the events of a county sent to an address from now on',
        headers: idempotencyHeadersSchema,
        body: webhookInputSchema,
        response: replies(201, webhookMadeSchema),
      },
    },
    async (request, reply) => {
      reply.code(201)
      return await addWebhook(context, request.caller, request.body, await requestMark(request))
    },
  )

  app.put(
    '/webhooks/:id',
    {
      config: { permission, problems: ['WEBHOOK_UNKNOWN', 'WEBHOOK_UNENCRYPTED'] },
      schema: {
        operationId: 'changeWebhook',
        tags,
        summary: 'Change a webhook, pause it, or let it go on',
        params,
        body: webhookChangeSchema,
        response: replies(200, webhookSchema),
      },
    },
    async (request) =>
      await changeWebhook(context, request.caller, request.params.id, request.body),
  )

  app.delete(
    '/webhooks/:id',
    {
      config: { permission, problems: ['WEBHOOK_RUNNING', 'WEBHOOK_UNKNOWN'] },
      schema: {
        operationId: 'removeWebhook',
        tags,
        summary: 'Remove a webhook that is paused, and forget what it has not taken',
        params,
        response: emptyReply(),
      },
    },
    async (request, reply) => {
      await removeWebhook(context, request.caller, request.params.id)
      return await reply.code(204).send()
    },
  )

  app.post(
    '/webhooks/:id/secret',
    {
      config: { permission, problems: ['WEBHOOK_UNKNOWN'] },
      schema: {
        operationId: 'rotateWebhookSecret',
        tags,
        summary: 'A new secret; the one before is still signed with for a day',
        params,
        response: replies(200, webhookMadeSchema),
      },
    },
    async (request) => await rotateSecret(context, request.caller, request.params.id),
  )

  app.get(
    '/webhooks/:id/deliveries',
    {
      config: { permission, problems: ['WEBHOOK_UNKNOWN'] },
      schema: {
        operationId: 'listWebhookDeliveries',
        tags,
        summary: 'What a receiver has not taken: parked, or tried again',
        params,
        querystring: listDeliveriesQuerySchema,
        response: replies(200, deliveryPageSchema),
      },
    },
    async (request) =>
      await listDeliveries(context, request.caller, request.params.id, {
        ...request.query,
        parked: request.query.parked === 'true',
      }),
  )

  app.post(
    '/webhooks/:id/resend',
    {
      config: { permission, problems: ['WEBHOOK_UNKNOWN', 'DELIVERY_UNKNOWN'] },
      schema: {
        operationId: 'resendWebhookDeliveries',
        tags,
        summary: 'Send what was not taken again at once: one, or all that are parked',
        params,
        body: resendInputSchema,
        response: replies(200, resentSchema),
      },
    },
    async (request) => await resend(context, request.caller, request.params.id, request.body),
  )
}
