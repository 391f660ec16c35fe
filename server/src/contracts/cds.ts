import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { factsInputSchema } from './common.ts'
import {
  codingSchema,
  conditionsSchema,
  encounterSchema,
  failedSchema,
  ordersSchema,
  organizationSchema,
  patientSchema,
  serviceRequestSchema,
} from './fhir-elements.ts'
import type { Wire } from './wire.ts'

/** The hooks that services answer. */
export const cdsHooks = [
  'order-select',
  'order-sign',
  'order-dispatch',
  'encounter-discharge',
  'patient-view',
  'encounter-start',
] as const
export type CdsHook = (typeof cdsHooks)[number]

/** CDS Hooks 2.0, discovery. `hookVersion` is what 3.0 adds: the version of the hook's definition a service knows. */
export const cdsServicesSchema = z
  .strictObject({
    services: z.array(
      z.strictObject({
        id: z.string(),
        hook: z.string(),
        hookVersion: z.string(),
        title: z.string(),
        description: z.string(),
        prefetch: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'CdsServices' })
export type CdsServices = Wire<typeof cdsServicesSchema>

const reference = z.string().max(300)

/** What clients were asked to fetch, by the names discovery gives. Null and OperationOutcome: it could not be fetched. */
export const cdsPrefetchSchema = z.looseObject({
  encounter: z.discriminatedUnion('resourceType', [encounterSchema, failedSchema]).nullish(),
  conditions: z.discriminatedUnion('resourceType', [conditionsSchema, failedSchema]).nullish(),
  patient: z.discriminatedUnion('resourceType', [patientSchema, failedSchema]).nullish(),
  orders: z
    .discriminatedUnion('resourceType', [ordersSchema, serviceRequestSchema, failedSchema])
    .nullish(),
  performer: z.looseObject({ resourceType: z.string() }).nullish(),
  sender: z.discriminatedUnion('resourceType', [organizationSchema, failedSchema]).nullish(),
})
export type CdsPrefetch = z.infer<typeof cdsPrefetchSchema>

/** CDS Hooks, a call. `extension` brings facts that no FHIR resource has, by the ruleset's own names. */
export const cdsRequestSchema = z
  .looseObject({
    hook: z.enum(cdsHooks),
    hookVersion: z.string().max(40).optional(),
    hookInstance: z.string().min(1).max(100),
    fhirServer: z.string().max(500).optional(),
    fhirAuthorization: z
      .looseObject({
        access_token: z.string().min(1).max(8000),
        token_type: z.literal('Bearer'),
      })
      .optional(),
    context: z.looseObject({
      patientId: z.string().min(1).max(200),
      encounterId: z.string().min(1).max(200).optional(),
      userId: reference.optional(),
      selections: z.array(reference).max(500).optional(),
      draftOrders: ordersSchema.optional(),
      dispatchedOrders: z.array(reference).min(1).max(50).optional(),
      // As the first version of the hook and its example call it.
      'dispatched-orders': z.array(reference).min(1).max(50).optional(),
      performer: reference.optional(),
    }),
    prefetch: cdsPrefetchSchema.optional(),
    extension: z
      .looseObject({
        jieli: z
          .strictObject({ facts: factsInputSchema.optional(), asOf: dateSchema.optional() })
          .optional(),
      })
      .optional(),
  })
  .meta({ id: 'CdsRequest' })
export type CdsRequest = z.infer<typeof cdsRequestSchema>

const overrideReason = z.strictObject({ code: z.string(), system: z.string(), display: z.string() })

export const cdsReplySchema = z
  .strictObject({
    cards: z.array(
      z.strictObject({
        uuid: z.string(),
        summary: z.string().max(139),
        indicator: z.enum(['info', 'warning', 'critical']),
        detail: z.string(),
        source: z.strictObject({
          label: z.string(),
          url: z.string().optional(),
          topic: codingSchema.optional(),
        }),
        suggestions: z
          .array(
            z.strictObject({
              label: z.string(),
              uuid: z.string(),
              actions: z.array(
                z.strictObject({
                  type: z.literal('update'),
                  description: z.string(),
                  resource: z.looseObject({ resourceType: z.string() }),
                }),
              ),
            }),
          )
          .optional(),
        selectionBehavior: z.literal('at-most-one').optional(),
        overrideReasons: z.array(overrideReason).optional(),
      }),
    ),
  })
  .meta({ id: 'CdsReply' })
export type CdsReply = Wire<typeof cdsReplySchema>

export type CdsService = CdsServices['services'][number]

/** What a card says to whoever has opened the encounter or the order. */
export type AdviceCard = CdsReply['cards'][number]

/** CDS Hooks, feedback: what became of cards that were shown. */
export const cdsFeedbackSchema = z
  .looseObject({
    feedback: z
      .array(
        z.looseObject({
          card: z.string().min(1).max(100),
          outcome: z.enum(['accepted', 'overridden']),
          acceptedSuggestions: z
            .array(z.looseObject({ id: z.string().max(100) }))
            .max(50)
            .optional(),
          overrideReason: z
            .looseObject({
              reason: codingSchema.optional(),
              userComment: z.string().max(2000).optional(),
            })
            .optional(),
          outcomeTimestamp: z.iso.datetime({ offset: true }),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'CdsFeedback' })
export type CdsFeedback = z.infer<typeof cdsFeedbackSchema>

export const cdsFeedbackReplySchema = z
  .strictObject({ stored: z.int().meta({ description: 'How many entries were new' }) })
  .meta({ id: 'CdsFeedbackReply' })
export type CdsFeedbackReply = Wire<typeof cdsFeedbackReplySchema>
