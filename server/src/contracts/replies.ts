import { z } from 'zod'
import { problemSchema } from './problem.ts'

/** Everything that is no success: a problem, as its media type says. */
const problem = {
  description: 'What is wrong, where, and what to do',
  content: { 'application/problem+json': { schema: problemSchema } },
}
const problems = { '4xx': problem, '5xx': problem }

/**
 * What a route may answer: one success, and a problem for everything else. Given to Fastify as an opaque value, so
 * that an operation's read-only data need not be copied to fit; tests check every reply against its contract.
 */
export function replies(status: 200 | 201, contract: z.ZodType): unknown {
  return { [status]: contract, ...problems }
}

/** For a route that answers nothing but that it is done. */
export function emptyReply(): unknown {
  return { 204: z.null().meta({ description: 'Done' }), ...problems }
}

/** For a route that answers with a file of one of these media types. */
export function fileReply(...types: readonly string[]): unknown {
  const content = types.map((type) => [type, { schema: z.unknown() }] as const)
  return { 200: { description: 'The file', content: Object.fromEntries(content) }, ...problems }
}
