import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '../errors/catalogue.ts'
import { createProblem, problemMediaType } from '../errors/problem.ts'
import { ServerError } from '../errors/server-error.ts'
import { newRequestId } from './request-ids.ts'

/** What is answered before a request has come about, wherever it was to go. */
export const rawCodes: readonly ErrorCode[] = ['HEADERS_TOO_LARGE', 'REQUEST_TOO_SLOW']

/** What Node says of a connection on which no whole request came about. */
interface ConnectionError extends Error {
  readonly code?: string
}

/** Answers what never became a request, and closes the connection. */
export function answerClientError(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  answerRaw(socket, clientProblem(error))
}

/**
 * Writes a problem on a connection past the framework, which has no request to answer, and closes it. Nothing may
 * have been answered on it that is not out yet.
 */
export function answerRaw(socket: Socket, error: ServerError): void {
  if (socket.writable) {
    const problem = createProblem(error, { instance: '', language: 'zh' })
    const body = JSON.stringify(problem)
    const head = [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
      `content-type: ${problemMediaType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      `x-request-id: ${newRequestId()}`,
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroySoon()
}

function clientProblem({ code }: ConnectionError): ServerError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ServerError('REQUEST_TOO_SLOW')
    case 'HPE_HEADER_OVERFLOW':
      return new ServerError('HEADERS_TOO_LARGE')
    default:
      return new ServerError('REQUEST_REFUSED', {
        detail: { zh: '请求不完整或写法有误', en: 'it is incomplete or not well formed' },
      })
  }
}
