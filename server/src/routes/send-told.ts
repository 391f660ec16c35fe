import type { FastifyReply } from 'fastify'
import type { Told } from '../jobs/server-context.ts'
import { entityTag } from './entity-tags.ts'

/** Sends what came of a heavy operation: the JSON its thread wrote, byte for byte. */
export function sendTold(reply: FastifyReply, { bytes }: Told<unknown>): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(bytes)
}

/** The same, with the revision it is of as its entity tag. */
export function sendTagged(
  reply: FastifyReply,
  told: Told<{ readonly revision: number }>,
): FastifyReply {
  return sendTold(reply.header('etag', entityTag(told.head.revision)), told)
}
