import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { ServerError } from '../errors/server-error.ts'
import { answerRaw } from './raw-problem.ts'

/** How slowly a request may come in. In milliseconds, but for the pace. */
export interface TimeLimits {
  /** Until the headers are there. */
  readonly headers: number
  /** Of reading a body, before its pace counts. */
  readonly timeout: number
  /** Bytes a second a body comes at on average, once its pace counts. */
  readonly pace: number
  /** Until the whole request is there, whatever its pace. */
  readonly whole: number
  /** Between two looks at what is under way. */
  readonly check: number
}

/** Room for a table of 50 MB on a line of 100 kB a second; a body that trickles is cut off within a minute. */
export const standardTimeLimits: TimeLimits = {
  headers: 20_000,
  timeout: 20_000,
  pace: 10_000,
  whole: 900_000,
  check: 1000,
}

/** A body that is coming in. */
interface Upload {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What its connection had brought when its headers were read. */
  readonly bytesBefore: number
  /** For how long we were there to read it; time the server was busy elsewhere does not count. */
  reading: number
}

/**
 * Cuts off bodies that come in more slowly than anybody sends in good faith: a fixed time would either refuse a
 * large table on a slow line or let a small body trickle for just as long. Node itself holds the headers and the
 * request as a whole to their times.
 */
export function cutOffSlowBodies(server: Server, limits: TimeLimits): void {
  const uploads = new Set<Upload>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
    if (length === '0' && encoding === undefined) return
    const upload = { request, response, bytesBefore: request.socket.bytesRead, reading: 0 }
    uploads.add(upload)
    request.once('close', () => uploads.delete(upload))
  })
  const look = setInterval(() => {
    for (const upload of uploads) {
      if (upload.request.complete) uploads.delete(upload)
      else if (isTooSlow(upload, limits)) cutOff(upload)
    }
  }, limits.check)
  look.unref()
  server.once('close', () => {
    clearInterval(look)
  })
}

function isTooSlow(upload: Upload, { timeout, pace, check }: TimeLimits): boolean {
  const { request, bytesBefore } = upload
  // While nobody reads it, a body stands still through no fault of its sender.
  if (request.readableFlowing !== true) return false
  upload.reading += check
  const wanted = (Math.max(0, upload.reading - timeout) / 1000) * pace
  return request.socket.bytesRead - bytesBefore < wanted
}

function cutOff({ request, response }: Upload): void {
  if (response.headersSent) request.socket.destroy()
  else answerRaw(request.socket, new ServerError('REQUEST_TOO_SLOW'))
}
