import type { JobPage } from '../../contracts/job.ts'
import type { Caller } from '../context/caller.ts'
import { mapPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { visibleJobs } from './find-job.ts'
import { presentJob } from './present-job.ts'

/** The jobs the caller may see, newest first. */
export async function listJobs(
  { store }: OperationContext,
  caller: Caller,
  page: PageAsked,
): Promise<JobPage> {
  const sort = { field: 'createdAt', direction: 'descending' } as const
  const found = await readPage(store, 'jobs', { anyOf: visibleJobs(caller), sort }, page)
  return mapPage(found, presentJob)
}
