import type { z } from 'zod'
import { fhirMediaType, fhirResourceSchema } from './fhir.ts'

/** Everything that is no success: an OperationOutcome. */
const outcome = {
  description: 'What is wrong, where, and what to do',
  content: { [fhirMediaType]: { schema: fhirResourceSchema } },
}

/** What a route of FHIR may answer: a resource with this status, and an OperationOutcome for everything else. */
export function fhirReplies(...statuses: readonly (200 | 201)[]): unknown {
  const resource = { description: 'The resource', content: outcome.content }
  return {
    ...Object.fromEntries(statuses.map((status) => [status, resource])),
    '4xx': outcome,
    '5xx': outcome,
  }
}

/** For a route of FHIR that answers nothing but that it is done. */
export function fhirDone(none: z.ZodType): unknown {
  return { 204: none, '4xx': outcome, '5xx': outcome }
}
