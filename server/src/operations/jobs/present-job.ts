import type { Job, JobStatus } from '../../contracts/job.ts'
import type { JobDocument } from '../../documents/job-document.ts'

/** A job as it is shown. Pure. */
export function presentJob(job: JobDocument): Job {
  const { id, kind, ruleset, title, county, about, by, createdAt, startedAt, progress } = job
  return {
    id,
    kind,
    ruleset,
    title,
    county,
    about,
    by: { kind: by.kind, id: by.id, title: by.title },
    status: statusOf(job),
    createdAt,
    startedAt,
    endedAt: job.endedAt ?? null,
    done: progress?.done ?? 0,
    total: progress?.total ?? null,
    result: job.result ?? null,
    problem: job.problem ?? null,
  }
}

function statusOf({ status, cancel, lease }: JobDocument): JobStatus {
  if (status !== 'open') return status
  if (cancel !== undefined) return 'cancelling'
  return lease === null ? 'waiting' : 'running'
}
