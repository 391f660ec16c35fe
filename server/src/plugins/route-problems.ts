import type { RouteOptions } from 'fastify'
import type { ErrorCode } from '../errors/catalogue.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The errors of the operation behind a route, beside those any route of its kind may answer with. */
    problems?: readonly ErrorCode[]
  }
}

/** Every error a route may answer with, by what it asks of its caller, reads of the request, and does. Pure. */
export function routeProblems({ config = {}, schema = {}, method }: RouteOptions): ErrorCode[] {
  const { permission, idempotency, unlimited, problems = [] } = config
  const { body, params, querystring, headers } = schema
  const changes = method !== 'GET'
  const given = (when: boolean, ...codes: readonly ErrorCode[]) => (when ? codes : [])
  const found = new Set<ErrorCode>([
    ...given(permission !== 'public', 'SIGN_IN_NEEDED', 'KEY_INVALID'),
    ...given(permission !== 'public', 'PASSWORD_CHANGE_NEEDED', 'DEMO_KEY_REMOTE'),
    ...given(permission !== 'public' && permission !== 'signedIn', 'PERMISSION_MISSING'),
    ...given([body, params, querystring, headers].some(Boolean), 'REQUEST_INVALID'),
    // One that is too long leads nowhere in some places of an address.
    ...given(params !== undefined, 'ADDRESS_TOO_LONG', 'NOT_FOUND', 'REQUEST_REFUSED'),
    ...given(changes, 'BODY_MALFORMED', 'BODY_FORBIDDEN', 'BODY_ENCODING'),
    ...given(changes, 'BODY_TOO_LARGE', 'MEDIA_TYPE', 'REQUEST_TOO_SLOW'),
    ...given(changes && idempotency === undefined, 'IDEMPOTENCY_UNSUPPORTED'),
    ...given(idempotency !== undefined, 'IDEMPOTENCY_MALFORMED'),
    ...given(idempotency === 'kept', 'IDEMPOTENCY_KEY_REUSED'),
    ...given(readsRevision(headers), 'PRECONDITION_MALFORMED'),
    ...given(unlimited !== true, 'LIMIT_REACHED', 'SERVER_ENDING', 'SERVER_OVERLOADED'),
    'HEADERS_TOO_LARGE',
    'NOT_READY',
    'UNEXPECTED',
    ...problems,
  ])
  return [...found].toSorted()
}

function readsRevision(headers: unknown): boolean {
  const shape = (headers as { shape?: Readonly<Record<string, unknown>> } | undefined)?.shape
  return shape !== undefined && 'if-match' in shape
}
