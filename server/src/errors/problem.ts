import type { Text } from '@jieli/engine'
import type { ServerError } from './server-error.ts'

/** The body of every error reply: RFC 9457 with a stable code and both languages. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly message: Text
  readonly instance: string
  readonly [member: string]: unknown
}

export const problemMediaType = 'application/problem+json; charset=utf-8'

/** Writes an error as a problem reply. `detail` is in the language the client prefers. Pure. */
export function createProblem(
  error: ServerError,
  request: { instance: string; language: 'zh' | 'en' },
): Problem {
  return {
    type: `urn:jieli:error:${error.code}`,
    title: titleOf(error.status),
    status: error.status,
    detail: error.text[request.language],
    code: error.code,
    message: error.text,
    instance: request.instance,
    ...(error.issues !== undefined && { issues: error.issues }),
    ...error.extra,
  }
}

/** Chinese unless the client's first choice is English. Pure. */
export function preferredLanguage(acceptLanguage: string | undefined): 'zh' | 'en' {
  return acceptLanguage !== undefined && /^\s*en\b/i.test(acceptLanguage) ? 'en' : 'zh'
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

function titleOf(status: number): string {
  return titles[status] ?? 'Error'
}
