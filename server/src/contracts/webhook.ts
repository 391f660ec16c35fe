import { z } from 'zod'
import { pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const url = z
  .url({ protocol: /^https?$/ })
  .max(1000)
  .refine((text) => {
    // One that is no address at all is refused above, and looked at here all the same.
    const read = URL.parse(text)
    return read === null || (read.username === '' && read.password === '' && read.hash === '')
  }, 'no name, password or fragment may stand in it')
  .meta({
    description: 'Where events are sent to, by POST; `http` only within the addresses of the site',
  })
const names = z.array(z.string().min(1).max(80)).max(50)
const units = names.meta({
  description: 'Only events of these units; of the whole county when empty',
})
const types = names.meta({ description: 'Only events of these types; of all when empty' })
const description = z.string().trim().min(1).max(300)

export const webhookInputSchema = z
  .strictObject({
    county: z.string().min(1).max(80),
    url,
    description,
    units: units.default([]),
    types: types.default([]),
  })
  .meta({ id: 'NewWebhookInput' })
export type NewWebhookInput = WireInput<typeof webhookInputSchema>

export const webhookChangeSchema = z
  .strictObject({
    url: url.optional(),
    description: description.optional(),
    units: units.optional(),
    types: types.optional(),
    paused: z.boolean().optional(),
  })
  .meta({ id: 'WebhookChange' })
export type WebhookChange = WireInput<typeof webhookChangeSchema>

/** What became of a try. */
export const webhookAnswerSchema = z
  .strictObject({
    taken: z.boolean(),
    status: z.int().optional(),
    problem: z
      .enum(['address', 'unencrypted', 'name', 'timeout', 'certificate', 'connection'])
      .optional()
      .meta({ description: 'Why there was no answer' }),
    body: z.string().optional().meta({ description: 'The begin of the answer' }),
    took: z.int().meta({ description: 'Milliseconds' }),
    retryAfter: z.number().optional(),
  })
  .meta({ id: 'WebhookAnswer' })

export const webhookSchema = z
  .strictObject({
    id: z.string(),
    county: z.string(),
    url: z.string(),
    description: z.string(),
    units: z.array(z.string()),
    types: z.array(z.string()),
    paused: z.boolean(),
    createdAt: z.string(),
    createdBy: z.string(),
    secretsUntil: z
      .array(z.string().nullable())
      .meta({ description: 'Until when each secret is signed with, the newest first; null: on' }),
    secretLost: z.boolean().meta({
      description:
        'The key its secret is worked out from is gone: nothing is sent until it has a new one',
    }),
    health: z.strictObject({
      taken: z.int().meta({ description: 'Events that were taken' }),
      takenAt: z.string().nullable(),
      failedAt: z.string().nullable(),
      lastAnswer: webhookAnswerSchema.nullable(),
      waiting: z.int().meta({ description: 'Events that are tried again; 100 stands for more' }),
      parked: z.int().meta({ description: 'Events nobody tries any more; 100 stands for more' }),
    }),
  })
  .meta({ id: 'Webhook' })
export type Webhook = Wire<typeof webhookSchema>

export const listWebhooksQuerySchema = z.strictObject(pageQuery(50))

export const webhookPageSchema = z.strictObject(pageReply(webhookSchema)).meta({
  id: 'WebhookPage',
})
export type WebhookPage = Wire<typeof webhookPageSchema>

export const webhookMadeSchema = z
  .strictObject({
    webhook: webhookSchema,
    secret: z.string().meta({ description: 'Told once, here' }),
  })
  .meta({ id: 'WebhookMade' })
export type WebhookMade = Wire<typeof webhookMadeSchema>

export const deliverySchema = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    type: z.string().nullable(),
    case: z.string().nullable(),
    tries: z.int(),
    firstAt: z.string(),
    triedAt: z.string(),
    nextAt: z.string().nullable(),
    parkedAt: z.string().nullable(),
    answer: webhookAnswerSchema,
    body: z.string().nullable().meta({ description: 'What is sent' }),
  })
  .meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = Wire<typeof deliverySchema>

export const listDeliveriesQuerySchema = z.strictObject({
  parked: z.enum(['true', 'false']).default('true').meta({
    description: 'Those nobody tries any more; `false`: those that are tried again',
  }),
  ...pageQuery(50, 20),
})

export const deliveryPageSchema = z.strictObject(pageReply(deliverySchema)).meta({
  id: 'WebhookDeliveries',
})
export type DeliveryPage = Wire<typeof deliveryPageSchema>

export const resendInputSchema = z
  .strictObject({
    delivery: z.string().min(1).max(200).optional().meta({
      description: 'The one to send again; all that are parked when absent',
    }),
  })
  .meta({ id: 'ResendInput' })
export type ResendInput = WireInput<typeof resendInputSchema>

export const resentSchema = z
  .strictObject({
    resent: z.int(),
    more: z.boolean().meta({ description: 'Whether there are more than one request takes' }),
  })
  .meta({ id: 'Resent' })
export type Resent = Wire<typeof resentSchema>
