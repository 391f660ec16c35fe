import type { z } from 'zod'
import { problemSchema } from './common.ts'

/**
 * What a route may answer: one success, and a problem for everything else. Given to Fastify as an opaque value, so
 * that an operation's read-only data need not be copied to fit; tests check every reply against its contract.
 */
export function replies(status: 200 | 201, contract: z.ZodType): unknown {
  return { [status]: contract, '4xx': problemSchema, '5xx': problemSchema }
}

/** For a route that answers nothing but that it is done. */
export function emptyReply(): unknown {
  return { '4xx': problemSchema, '5xx': problemSchema }
}
