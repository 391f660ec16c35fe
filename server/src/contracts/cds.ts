import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { factsInputSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** CDS Hooks 2.0, discovery. */
export const cdsServicesSchema = z
  .strictObject({
    services: z.array(
      z.strictObject({
        id: z.string(),
        hook: z.string(),
        title: z.string(),
        description: z.string(),
        prefetch: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'CdsServices' })
export type CdsServices = Wire<typeof cdsServicesSchema>

const coding = z.looseObject({
  system: z.string().optional(),
  code: z.string().optional(),
  userSelected: z.boolean().optional(),
})
const concept = z.looseObject({ coding: z.array(coding).optional() })
const reference = z.looseObject({ reference: z.string().optional() })

/** The FHIR resources read, and of them only what is read; whatever else they hold is left alone. */
const encounter = z.looseObject({
  resourceType: z.literal('Encounter'),
  period: z.looseObject({ start: z.string().optional() }).optional(),
  serviceProvider: reference.optional(),
  diagnosis: z
    .array(
      z.looseObject({
        condition: reference,
        use: concept.optional(),
        rank: z.int().min(1).optional(),
      }),
    )
    .max(500)
    .optional(),
})
export type CdsEncounter = z.infer<typeof encounter>

const condition = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  code: concept.optional(),
  category: z.array(concept).optional(),
  verificationStatus: concept.optional(),
  encounter: reference.optional(),
})
export type CdsCondition = z.infer<typeof condition>

const conditions = z.looseObject({
  resourceType: z.literal('Bundle'),
  total: z.int().min(0).optional(),
  link: z.array(z.looseObject({ relation: z.string().optional() })).optional(),
  entry: z
    .array(z.looseObject({ fullUrl: z.string().optional(), resource: condition }))
    .max(500)
    .optional(),
})
export type CdsConditions = z.infer<typeof conditions>

/** What a client sends in place of a resource that it could not fetch. */
const failed = z.looseObject({ resourceType: z.literal('OperationOutcome') })

/** CDS Hooks 2.0, a call. `extension` brings facts that no FHIR resource has, by the ruleset's own names. */
export const cdsRequestSchema = z
  .looseObject({
    hook: z.literal('encounter-start'),
    hookInstance: z.string().min(1).max(100),
    context: z.looseObject({
      patientId: z.string().min(1).max(200),
      encounterId: z.string().min(1).max(200),
    }),
    prefetch: z
      .looseObject({
        encounter: z.discriminatedUnion('resourceType', [encounter, failed]).nullish(),
        conditions: z.discriminatedUnion('resourceType', [conditions, failed]).nullish(),
      })
      .optional(),
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

export const cdsReplySchema = z
  .strictObject({
    cards: z.array(
      z.strictObject({
        uuid: z.string(),
        summary: z.string().max(139),
        indicator: z.enum(['info', 'warning', 'critical']),
        detail: z.string(),
        source: z.strictObject({ label: z.string(), topic: coding.optional() }),
        overrideReasons: z
          .array(z.strictObject({ code: z.string(), system: z.string(), display: z.string() }))
          .optional(),
      }),
    ),
  })
  .meta({ id: 'CdsReply' })
export type CdsReply = Wire<typeof cdsReplySchema>

export type CdsService = CdsServices['services'][number]

/** What a card says to whoever has opened the encounter. */
export type AdviceCard = CdsReply['cards'][number]
