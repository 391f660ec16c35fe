import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { fhirContentType } from './fhir-replies.ts'
import { errorIssues, operationOutcome } from '../errors/operation-outcome.ts'
import { createProblem, preferredLanguage, problemMediaType } from '../errors/problem.ts'
import { ServerError } from '../errors/server-error.ts'
import { toServerError } from '../errors/to-server-error.ts'

/**
 * Answers every error from the catalogue, as problem+json or, at an address of FHIR, as an OperationOutcome; and logs the
 * unexpected ones with their cause.
 */
export const errorReplies = fp(
  (app, _options, done) => {
    app.setErrorHandler(answerError)
    done()
  },
  { name: 'error-replies' },
)

/** Answers an error, whatever it is. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toServerError(error, {
    id: request.id,
    contentType: request.headers['content-type'] ?? '',
    bodyLimit: request.routeOptions.bodyLimit ?? 0,
  })
  if (answer.status >= 500) request.log.error({ err: error }, 'request failed')
  void sendError(answer, request, reply)
}

/** Where errors are told as FHIR has it, whether there is anything or not. */
const fhirAddress = /^\/fhir(?:\/|\?|$)/

/** Sends an error in the form of its address. */
export function sendError(
  error: ServerError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { url, id, headers } = request
  const language = preferredLanguage(headers['accept-language'])
  const [type, body] = fhirAddress.test(url)
    ? [fhirContentType, operationOutcome(errorIssues(error, language), language)]
    : [problemMediaType, createProblem(error, { instance: url.slice(0, 500), language })]
  // An address no route could take is answered before any hook sets these.
  void reply.header('x-request-id', id).header('cache-control', 'no-store')
  const retry = retryAfterOf(error)
  if (retry !== undefined) void reply.header('retry-after', retry)
  // Written out here: the route's own reply contract describes its success.
  return reply.code(error.status).header('content-type', type).serializer(JSON.stringify).send(body)
}

/** Seconds after which to try again where nothing better is known. */
const usualRetry = 5

/** Seconds after which to try again, where trying again may help. Pure. */
export function retryAfterOf({ status, retryAfter }: ServerError): number | undefined {
  return status === 429 || status === 503 ? (retryAfter ?? usualRetry) : undefined
}

/** The reply to an address where there is nothing. */
export function notFound(request: FastifyRequest): ServerError {
  const [path = ''] = request.url.split('?')
  return new ServerError('NOT_FOUND', { method: request.method, path: path.slice(0, 200) })
}
