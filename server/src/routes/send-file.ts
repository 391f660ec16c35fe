import type { FastifyReply } from 'fastify'
import type { Outcome } from '../jobs/server-context.ts'

/** Hands out a file under its name. */
export function sendFile(
  reply: FastifyReply,
  { head, bytes }: Outcome<unknown, { readonly name: string; readonly type: string }>,
): FastifyReply {
  return reply
    .header('content-type', head.type)
    .header('content-disposition', `attachment; filename="${head.name}"`)
    .send(bytes)
}
