import type { ImportTableQuery } from '../contracts/assessment.ts'
import type { JobDocument } from '../documents/job-document.ts'
import { storeJob } from '../operations/jobs/create-job.ts'
import { storeJobFile } from '../operations/jobs/job-files.ts'
import { presentJob } from '../operations/jobs/present-job.ts'
import { heavyOnce } from './heavy-once.ts'

/** What is asked of a thread to make a job whose input is large. */
export const jobOperations = {
  keepTable: heavyOnce({
    lane: 'quick',
    makes: () => ({ collection: 'jobs' as const, again: (made: JobDocument) => made }),
    make: async (
      context,
      caller,
      asked: {
        readonly ruleset: string
        readonly query: ImportTableQuery
        readonly content: Uint8Array
      },
    ) =>
      await storeJob(context, caller, {
        kind: 'import',
        ruleset: asked.ruleset,
        about: asked.query.name ?? '',
        input: asked.query,
        file: await storeJobFile(context, asked.content),
      }),
    tell: async (_context, _caller, made) => presentJob(made),
    head: ({ id }) => ({ id }),
  }),
}
