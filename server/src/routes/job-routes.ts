import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { caseParametersSchema } from '../contracts/common.ts'
import { jobPageSchema, jobSchema, listJobsQuerySchema } from '../contracts/job.ts'
import { replies } from '../contracts/replies.ts'
import type { ServerContext } from '../jobs/server-context.ts'
import { cancelJob } from '../operations/jobs/cancel-job.ts'
import { findJob } from '../operations/jobs/find-job.ts'
import { listJobs } from '../operations/jobs/list-jobs.ts'
import { presentJob } from '../operations/jobs/present-job.ts'

const params = caseParametersSchema
const tags = ['jobs']

/** Long work that somebody started: how far it is, what it came to, and giving it up. */
export const jobRoutes: FastifyPluginAsyncZod<{ context: ServerContext }> = async (
  app,
  { context },
) => {
  app.get(
    '/jobs',
    {
      config: { permission: 'signedIn' },
      schema: {
        operationId: 'listJobs',
        tags,
        summary: 'Your jobs, and those of the counties you do such work for, newest first',
        querystring: listJobsQuerySchema,
        response: replies(200, jobPageSchema),
      },
    },
    async (request) => await listJobs(context, request.caller, request.query),
  )

  app.get(
    '/jobs/:id',
    {
      config: { permission: 'signedIn', problems: ['JOB_UNKNOWN'] },
      schema: {
        operationId: 'readJob',
        tags,
        summary: 'How far a job is, and what it came to',
        params,
        response: replies(200, jobSchema),
      },
    },
    async (request) => presentJob(await findJob(context, request.caller, request.params.id)),
  )

  app.post(
    '/jobs/:id/cancel',
    {
      config: {
        permission: 'signedIn',
        idempotency: 'harmless',
        problems: ['JOB_ENDED', 'JOB_UNKNOWN'],
      },
      schema: {
        operationId: 'cancelJob',
        tags,
        summary: 'Give a job up; what it has stored by then stays',
        params,
        response: replies(200, jobSchema),
      },
    },
    async (request) => {
      const job = await cancelJob(context, request.caller, request.params.id)
      context.jobSignal.give()
      return job
    },
  )
}
