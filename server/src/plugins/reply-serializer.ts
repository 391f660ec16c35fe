import type { FastifyReply, FastifyRequest, FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'

/**
 * Writes replies as JSON. The same bytes go out whether or not replies are checked: checking reads the reply as the
 * client will and throws where it breaks its contract, and never alters it.
 */
export function createReplySerializer(options: {
  check: boolean
}): FastifySerializerCompiler<z.ZodType> {
  if (!options.check) return () => JSON.stringify
  return ({ schema, method, url }) =>
    (data: unknown) => {
      const text = JSON.stringify(data)
      const read = schema.safeParse(JSON.parse(text))
      if (!read.success) {
        throw new Error(`${method} ${url} breaks its reply contract: ${read.error.message}`)
      }
      return text
    }
}

/** The same check of a reply that comes written already, from another thread. A hook before sending. */
export async function checkWrittenReply(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const contracts = request.routeOptions.schema?.response as
    | Readonly<Record<string, unknown>>
    | undefined
  const contract = contracts?.[reply.statusCode]
  const { method, url } = request.routeOptions
  // A file has no contract but its media type.
  if (payload instanceof Uint8Array && contract instanceof z.ZodType) {
    const read = contract.safeParse(JSON.parse(new TextDecoder().decode(payload)))
    if (!read.success)
      throw new Error(`${String(method)} ${url} breaks its reply contract: ${read.error.message}`)
  }
  return payload
}
