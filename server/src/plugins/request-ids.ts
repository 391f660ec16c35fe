import { randomFillSync } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Letters and digits none of which can be taken for another, for ids that are read out over the telephone. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id no request had before, here or on another server, before or after a restart: 80 random bits. */
export function newRequestId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  let id = ''
  for (const end = used + idLength; used < end; used++)
    id += letters[(drawn[used] ?? 0) % letters.length]
  return id
}

const idLength = 16
/** Drawn in advance: asking for randomness costs more than what is done with it. */
const drawn = Buffer.alloc(idLength * 256)
let used = drawn.length

/** What an id from outside may look like: nothing that could break a log line or a header. */
const wellFormed = /^[\w.:-]{8,128}$/

/**
 * The id of a request: the `x-request-id` a trusted proxy gave it, so that both logs speak of the same thing, or a
 * new one. What anybody else sends as an id is not believed.
 */
export function requestIdOf(
  request: IncomingMessage,
  trusts: (address: string) => boolean,
): string {
  const given = request.headers['x-request-id']
  const sender = request.socket.remoteAddress
  return typeof given === 'string' &&
    wellFormed.test(given) &&
    sender !== undefined &&
    trusts(sender)
    ? given
    : newRequestId()
}
