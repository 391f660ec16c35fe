import { z } from 'zod'
import { cursorSchema, idempotencyHeadersSchema } from './common.ts'
import { extensionSchema, referenceSchema, serviceRequestSchema } from './fhir-elements.ts'
import { webhookInputSchema } from './webhook.ts'
import type { Wire } from './wire.ts'

/** What FHIR calls JSON of its own. */
export const fhirMediaType = 'application/fhir+json'

/** A resource of FHIR R4 as it is answered. Which members it has is for FHIR to say, and proved by its validator. */
export const fhirResourceSchema = z
  .looseObject({ resourceType: z.string() })
  .meta({ id: 'FhirResource', description: 'A resource of FHIR R4' })
export type FhirResource = Wire<typeof fhirResourceSchema>

const identifierSchema = z.looseObject({
  system: z.string().min(1).max(300).optional(),
  value: z.string().min(1).max(200).optional(),
  use: z.string().max(40).optional(),
})
export type FhirIdentifier = z.infer<typeof identifierSchema>

const anyResource = z.looseObject({
  resourceType: z.string().max(60),
  id: z.string().max(200).optional(),
})
export type AnyResource = z.infer<typeof anyResource>

/** A referral somebody asks for. What its facts are read from may be contained. */
export const referralRequestSchema = serviceRequestSchema
  .extend({
    status: z.enum(['draft', 'active']),
    intent: z.enum(['proposal', 'plan', 'order', 'original-order', 'directive']),
    subject: referenceSchema.extend({ identifier: identifierSchema.optional() }),
    encounter: referenceSchema.optional(),
    identifier: z.array(identifierSchema).max(20).optional(),
    contained: z.array(anyResource).max(100).optional(),
  })
  .meta({ id: 'FhirServiceRequest', description: 'A ServiceRequest of FHIR R4' })
export type ReferralRequest = z.infer<typeof referralRequestSchema>

/** An event of a case. Of a task nothing else is read than what is named here. */
export const taskUpdateSchema = z
  .looseObject({
    resourceType: z.literal('Task'),
    id: z.string().max(200).optional(),
    extension: z.array(extensionSchema).max(200).optional(),
    statusReason: z.looseObject({ text: z.string().trim().max(2000).optional() }).optional(),
    input: z
      .array(
        z.looseObject({
          type: z.looseObject({
            coding: z
              .array(z.looseObject({ system: z.string().optional(), code: z.string().optional() }))
              .max(20)
              .optional(),
          }),
        }),
      )
      .max(200)
      .optional(),
  })
  .meta({ id: 'FhirTask', description: 'A Task of FHIR R4' })
export type TaskUpdate = z.infer<typeof taskUpdateSchema>

export const transactionSchema = z
  .looseObject({
    resourceType: z.literal('Bundle'),
    type: z.string().max(40),
    entry: z
      .array(
        z.looseObject({
          fullUrl: z.string().max(300).optional(),
          resource: anyResource.optional(),
          request: z.looseObject({
            method: z.string().max(10),
            url: z.string().max(500),
            ifNoneExist: z.string().max(600).optional(),
          }),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'FhirTransaction', description: 'A Bundle of FHIR R4 whose type is `transaction`' })
export type Transaction = z.infer<typeof transactionSchema>

const format = z
  .enum(['json', fhirMediaType, 'application/json'])
  .optional()
  .meta({ description: 'JSON is the only form there is' })
const paging = {
  _count: z.coerce.number<number>().int().min(1).max(50).default(20),
  _cursor: cursorSchema.optional().meta({ description: 'As the link `next` of a page has it' }),
  _format: format,
}
const parameter = z.string().min(1).max(500).optional()
const day = z.string().min(1).max(20)
const days = z
  .union([day, z.array(day).max(2)])
  .optional()
  .meta({ description: 'A day, with `ge` or `le` before it' })

export const searchReferralsSchema = z.strictObject({
  patient: parameter,
  status: parameter,
  identifier: parameter.meta({ description: '`system|value`' }),
  authored: days,
  ...paging,
})

export const searchTasksSchema = z.strictObject({
  patient: parameter,
  status: parameter,
  'authored-on': days,
  ...paging,
})

export const readFhirQuerySchema = z.strictObject({ _format: format })

export const createHeadersSchema = idempotencyHeadersSchema.extend({
  'if-none-exist': z.string().max(600).optional().meta({
    description: '`identifier=system|value`: nothing is made where there is one of it already',
  }),
  prefer: z.string().max(200).optional().meta({
    description: '`return=representation`, `return=minimal` or `return=OperationOutcome`',
  }),
})

export const subscriptionInputSchema = z
  .looseObject({
    resourceType: z.literal('Subscription'),
    status: z.enum(['requested', 'active', 'off', 'error']),
    reason: z.string().trim().min(1).max(300),
    criteria: z.string().min(1).max(1000),
    extension: z.array(extensionSchema).max(20).optional(),
    channel: z.looseObject({
      type: z.string().max(40),
      // How addresses may be written is for webhooks to say.
      endpoint: webhookInputSchema.shape.url,
      payload: z.string().max(100).optional(),
      header: z.array(z.string().max(1000)).max(20).optional(),
    }),
  })
  .meta({ id: 'FhirSubscription', description: 'A Subscription of FHIR R4' })
export type SubscriptionInput = z.infer<typeof subscriptionInputSchema>
