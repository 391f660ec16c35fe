import type { JobDocument } from '../../documents/job-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findJob } from './find-job.ts'

/** How long after its end a migration can be undone, in milliseconds. */
const undoTime = 86_400_000

/**
 * A job that has moved cases and can be undone.
 * @throws ServerError JOB_UNKNOWN, MIGRATION_RUNNING, MIGRATION_UNDO_LATE
 */
export async function undoableJob(
  context: OperationContext,
  caller: Caller,
  asked: { readonly ruleset: string; readonly job: string },
): Promise<JobDocument> {
  const found = await findJob(context, caller, asked.job)
  if (found.kind !== 'migrate-cases' || found.ruleset !== asked.ruleset)
    throw new ServerError('JOB_UNKNOWN', { id: asked.job })
  if (found.endedAt === undefined) throw new ServerError('MIGRATION_RUNNING')
  if (Date.parse(context.clock.now()) - Date.parse(found.endedAt) > undoTime)
    throw new ServerError('MIGRATION_UNDO_LATE')
  return found
}
