import { z } from 'zod'

/** What of FHIR R4 is read, and of that only what is read; whatever else a resource holds is left alone and kept. */
export const codingSchema = z.looseObject({
  system: z.string().optional(),
  version: z.string().optional(),
  code: z.string().optional(),
  userSelected: z.boolean().optional(),
})

export const conceptSchema = z.looseObject({ coding: z.array(codingSchema).max(100).optional() })
export const referenceSchema = z.looseObject({ reference: z.string().max(500).optional() })

/** An extension brings a value as `valueBoolean`, `valueCode`, `valueString` and so on. */
export const extensionSchema = z.looseObject({ url: z.string().max(500) })
const extensions = z.array(extensionSchema).max(200).optional()
const concepts = z.array(conceptSchema).max(100).optional()

const any = { id: z.string().max(200).optional(), extension: extensions }

export const encounterSchema = z.looseObject({
  resourceType: z.literal('Encounter'),
  ...any,
  type: concepts,
  period: z.looseObject({ start: z.string().optional() }).optional(),
  serviceProvider: referenceSchema.optional(),
  diagnosis: z
    .array(
      z.looseObject({
        condition: referenceSchema,
        use: conceptSchema.optional(),
        rank: z.int().min(1).optional(),
      }),
    )
    .max(500)
    .optional(),
})
export type FhirEncounter = z.infer<typeof encounterSchema>

export const conditionSchema = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  code: conceptSchema.optional(),
  category: z.array(conceptSchema).optional(),
  verificationStatus: conceptSchema.optional(),
  encounter: referenceSchema.optional(),
})
export type FhirCondition = z.infer<typeof conditionSchema>

export const conditionsSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  total: z.int().min(0).optional(),
  link: z.array(z.looseObject({ relation: z.string().optional() })).optional(),
  entry: z
    .array(z.looseObject({ fullUrl: z.string().optional(), resource: conditionSchema }))
    .max(500)
    .optional(),
})
export type FhirConditions = z.infer<typeof conditionsSchema>

export const organizationSchema = z.looseObject({
  resourceType: z.literal('Organization'),
  ...any,
  type: concepts,
})
export type FhirOrganization = z.infer<typeof organizationSchema>

export const patientSchema = z.looseObject({ resourceType: z.literal('Patient'), ...any })
export type FhirPatient = z.infer<typeof patientSchema>

export const serviceRequestSchema = z.looseObject({
  resourceType: z.literal('ServiceRequest'),
  ...any,
  category: concepts,
  code: conceptSchema.optional(),
  orderDetail: concepts,
  reasonCode: concepts,
  requester: referenceSchema.optional(),
  performer: z.array(referenceSchema).max(100).optional(),
})
export type FhirServiceRequest = z.infer<typeof serviceRequestSchema>

/** Any other resource of a bundle: kept and passed over. */
const otherSchema = z.looseObject({
  resourceType: z.string().refine((type) => type !== 'ServiceRequest'),
})

export const ordersSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(z.looseObject({ resource: z.union([serviceRequestSchema, otherSchema]) }))
    .max(500)
    .optional(),
})
export type FhirOrders = z.infer<typeof ordersSchema>

/** What a client sends in place of a resource that it could not fetch. */
export const failedSchema = z.looseObject({ resourceType: z.literal('OperationOutcome') })
