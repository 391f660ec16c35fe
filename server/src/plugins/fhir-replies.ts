import type { FastifyInstance, FastifyReply } from 'fastify'
import { fhirMediaType, type FhirResource } from '../contracts/fhir.ts'
import { readJsonBody } from '../errors/read-json-body.ts'
import type { RevisionCondition } from '../operations/context/revision-condition.ts'
import { neededRevisions } from './entity-tags.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True on a route whose errors are told as an OperationOutcome. */
    fhir?: boolean
  }
}

/** The media type of every reply of FHIR, errors too. */
export const fhirContentType = `${fhirMediaType}; charset=utf-8`

/** Speaks FHIR in a scope: takes its media type, and tells errors as it does, which `error-replies.ts` sees to. */
export function speakFhir(scope: FastifyInstance): void {
  scope.addContentTypeParser<Buffer>(
    fhirMediaType,
    { parseAs: 'buffer' },
    (_request, body, parsed) => {
      try {
        parsed(null, readJsonBody(body))
      } catch (error) {
        parsed(error as Error)
      }
    },
  )
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, fhir: true }
  })
}

/** Sends a resource, with the version it is in where it has one. */
export function sendResource(
  reply: FastifyReply,
  { resource, revision }: { readonly resource: FhirResource; readonly revision?: number },
): FastifyReply {
  if (revision !== undefined) void reply.header('etag', fhirTag(revision))
  return reply.header('content-type', fhirContentType).send(resource)
}

/** The tag of a version as FHIR has it, which is weak. Pure. */
export function fhirTag(revision: number): string {
  return `W/"${revision}"`
}

/**
 * The versions an `If-Match` of FHIR allows: its tags are weak, and name a version all the same.
 * @throws ServerError REVISION_NEEDED, PRECONDITION_MALFORMED
 */
export function neededVersions(header: string | undefined): RevisionCondition {
  return neededRevisions(header?.replaceAll(/W\/(?=")/g, ''))
}
