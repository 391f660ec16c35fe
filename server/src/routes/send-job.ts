import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Job } from '../contracts/job.ts'
import type { Written } from '../contracts/wire.ts'
import type { JobDocument } from '../documents/job-document.ts'
import type { Outcome, ServerContext } from '../jobs/server-context.ts'
import { createJob, type NewJob } from '../operations/jobs/create-job.ts'
import { presentJob } from '../operations/jobs/present-job.ts'
import { requestMark } from '../plugins/idempotency-keys.ts'
import { applied, prefers } from './preferences.ts'
import { sendWritten } from './send-written.ts'

/** What a route that may have a job do its work can answer with beside its own problems. */
export const jobProblems = ['JOBS_FULL'] as const

/** Whether a request prefers that a job does the work. */
export function prefersJob(request: Pick<FastifyRequest, 'headers'>): boolean {
  return prefers(request, 'respond-async')
}

/** Stores the work as a job, and answers with that. @throws what `createJob` throws */
export async function sendJob(
  context: ServerContext,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  wanted: NewJob,
): Promise<Job> {
  const mark = await requestMark(request)
  const made: JobDocument = await createJob(context, request.caller, wanted, mark)
  accept(context, reply, made)
  return presentJob(made)
}

/** The same for a job that a thread has stored. */
export function sendStoredJob(
  context: ServerContext,
  reply: FastifyReply,
  outcome: Outcome<Job, { readonly id: string }>,
): Written<Job> {
  accept(context, reply, outcome.head)
  return sendWritten(reply, outcome)
}

function accept(context: ServerContext, reply: FastifyReply, { id }: { readonly id: string }) {
  context.jobSignal.give()
  void reply.code(202).header('location', `/api/v1/jobs/${id}`)
  applied(reply, 'respond-async')
}
