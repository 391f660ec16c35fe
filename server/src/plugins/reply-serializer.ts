import type { FastifySerializerCompiler } from 'fastify'
import type { z } from 'zod'

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
