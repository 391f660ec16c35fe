import type { Job } from '../../contracts/job.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findJob } from './find-job.ts'
import { presentJob } from './present-job.ts'

/**
 * Asks for a job to be given up. Whichever server works on it ends it; what it has done by then stays done.
 * @throws ServerError JOB_UNKNOWN, JOB_ENDED
 */
export async function cancelJob(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<Job> {
  for (;;) {
    const found = await findJob(context, caller, id)
    if (found.status !== 'open') throw new ServerError('JOB_ENDED')
    if (found.cancel !== undefined) return presentJob(found)
    const by = recordedActor(caller)
    const cancel = { at: context.clock.now(), by }
    const document = { ...found, revision: found.revision + 1, cancel, retryAt: null }
    const write = { kind: 'replace', collection: 'jobs', document } as const
    const { committed } = await context.commit([{ ...write, expectedRevision: found.revision }], {
      action: 'job.cancel',
      actor: by,
      target: id,
      ...(found.county !== '*' && { county: found.county }),
      detail: { kind: found.kind, ruleset: found.ruleset, about: found.about },
    })
    // Its server counts its beats all the time.
    if (committed) return presentJob(document)
  }
}
