import { z } from 'zod'
import { jobSchema } from './job.ts'
import { problemSchema } from './problem.ts'
import type { Wire, Written } from './wire.ts'

/** Everything that is no success: a problem, as its media type says. An operation throws it and never returns it. */
const problem = {
  description: 'What is wrong, where, and what to do',
  content: { 'application/problem+json': { schema: problemSchema as unknown as z.ZodType<never> } },
}
const problems = { '4xx': problem, '5xx': problem }

/** What a route may answer with: what its contract says, or that written as JSON already. */
type Reply<Contract extends z.ZodType> = z.ZodType<Wire<Contract> | Written<Wire<Contract>>>

/**
 * What a route may answer: one success, and a problem for everything else. The compiler holds the route to the contract,
 * and tests check every reply against it.
 */
export function replies<Status extends 200 | 201, Contract extends z.ZodType>(
  status: Status,
  contract: Contract,
) {
  const reply = contract as unknown as Reply<Contract>
  return { [status]: reply, ...problems } as Readonly<Record<Status, Reply<Contract>>> &
    typeof problems
}

/** The same, or the job that does the work where whoever asks prefers that. */
export function repliesOrJob<Status extends 200 | 201, Contract extends z.ZodType>(
  status: Status,
  contract: Contract,
) {
  return { ...replies(status, contract), ...jobReply() }
}

/** For a route whose work a job does. */
export function jobReply() {
  return { 202: jobSchema as unknown as Reply<typeof jobSchema>, ...problems }
}

/** For a route that answers nothing but that it is done. */
export function emptyReply() {
  return { 204: z.null().meta({ description: 'Done' }) as unknown as z.ZodType<void>, ...problems }
}

/** For a route that answers with a stream of server-sent events. */
export function streamReply(): unknown {
  const content = { 'text/event-stream': { schema: z.unknown() } }
  return { 200: { description: 'A stream that stays open', content }, ...problems }
}

/** For a route that answers with a file of one of these media types. */
export function fileReply(...types: readonly string[]): unknown {
  const content = types.map((type) => [type, { schema: z.unknown() }] as const)
  return { 200: { description: 'The file', content: Object.fromEntries(content) }, ...problems }
}
