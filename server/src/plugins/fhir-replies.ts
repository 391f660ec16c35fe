import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fhirMediaType, type FhirResource } from '../contracts/fhir.ts'
import { errorIssues, operationOutcome } from '../errors/operation-outcome.ts'
import { preferredLanguage } from '../errors/problem.ts'
import { readJsonBody } from '../errors/read-json-body.ts'
import type { ServerError } from '../errors/server-error.ts'
import { toServerError } from '../errors/to-server-error.ts'
import type { RevisionCondition } from '../operations/context/revision-condition.ts'
import { notFound, retryAfterOf } from './error-replies.ts'
import { neededRevisions } from './entity-tags.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True on a route whose errors are told as an OperationOutcome. */
    fhir?: boolean
  }
}

/** The media type of every reply of FHIR, errors too. */
export const fhirContentType = `${fhirMediaType}; charset=utf-8`

/** Speaks FHIR in a scope: takes its media type, and answers every error as an OperationOutcome. */
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
  scope.setErrorHandler(answerFhirError)
  scope.setNotFoundHandler((request, reply) => sendOutcome(notFound(request), request, reply))
}

/** Answers an error of FHIR, whatever it is, as an OperationOutcome. */
export function answerFhirError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const answer = toServerError(error, {
    id: request.id,
    contentType: request.headers['content-type'] ?? '',
    bodyLimit: request.routeOptions.bodyLimit ?? 0,
  })
  if (answer.status >= 500) request.log.error({ err: error }, 'request failed')
  // An address no route could take is answered before any hook sets these.
  void reply.header('x-request-id', request.id).header('cache-control', 'no-store')
  void sendOutcome(answer, request, reply)
}

function sendOutcome(error: ServerError, request: FastifyRequest, reply: FastifyReply) {
  const language = preferredLanguage(request.headers['accept-language'])
  const retry = retryAfterOf(error)
  if (retry !== undefined) void reply.header('retry-after', retry)
  return reply
    .code(error.status)
    .header('content-type', fhirContentType)
    .serializer(JSON.stringify)
    .send(operationOutcome(errorIssues(error, language), language))
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
