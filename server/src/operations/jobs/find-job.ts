import { jobKindNames, jobPermissions } from '../../contracts/job.ts'
import { mayWhole, reachOf } from '../../contracts/policy.ts'
import type { JobDocument } from '../../documents/job-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { FieldValues } from '../../ports/store.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A job the caller may see. @throws ServerError JOB_UNKNOWN */
export async function findJob(
  { store }: Pick<OperationContext, 'store'>,
  caller: Caller,
  id: string,
): Promise<JobDocument> {
  const found = await store.get('jobs', id)
  if (found !== undefined && maySee(caller, found)) return found
  throw new ServerError(
    'JOB_UNKNOWN',
    { id },
    found && { refused: { target: id, county: found.county } },
  )
}

/** Whose a job is. Pure. */
export function ownerOf({ kind, id }: Pick<Caller, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

/** Whoever started it, might have for the whole county, or keeps the server of the county running. */
function maySee(caller: Caller, { owner, kind, county }: JobDocument): boolean {
  return (
    owner === ownerOf(caller) ||
    mayWhole(caller, jobPermissions[kind], county) ||
    mayWhole(caller, 'timers.manage', county)
  )
}

/** The ranges of the jobs that a caller may see. Pure. */
export function visibleJobs(caller: Caller): readonly FieldValues[] {
  const ranges: FieldValues[] = [{ owner: ownerOf(caller) }]
  for (const kind of jobKindNames) {
    const whole = [
      ...reachOf(caller, jobPermissions[kind]),
      ...reachOf(caller, 'timers.manage'),
    ].filter(({ units }) => units === '*')
    const counties = new Set(whole.map(({ county }) => county))
    if (counties.has('*')) ranges.push({ kind })
    else for (const county of counties) ranges.push({ county, kind })
  }
  return ranges
}
