import type { FastifyReply } from 'fastify'
import type { Written } from '../contracts/wire.ts'
import type { Outcome } from '../jobs/server-context.ts'
import { entityTag } from '../plugins/entity-tags.ts'

/** Where a reply says what it carries. */
type Reply = Pick<FastifyReply, 'header'>

/** What a route answers with after a heavy operation: the JSON its thread wrote, byte for byte. */
export function sendWritten<Result>(
  reply: Reply,
  { bytes }: Outcome<Result, unknown>,
): Written<Result> {
  reply.header('content-type', 'application/json; charset=utf-8')
  return bytes
}

/** The same, with the revision it is of as its entity tag. */
export function sendTagged<Result>(
  reply: Reply,
  outcome: Outcome<Result, { readonly revision: number }>,
): Written<Result> {
  reply.header('etag', entityTag(outcome.head.revision))
  return sendWritten(reply, outcome)
}
