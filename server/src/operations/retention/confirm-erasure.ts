import type { Erasure } from '../../contracts/retention.ts'
import { shortId } from '../../contracts/short-id.ts'
import type { ErasureDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { newJob } from '../jobs/create-job.ts'
import { countyTitle } from './county-title.ts'
import { type ErasureName, presentErasure, proposedErasure } from './find-erasure.ts'
import { somethingGoes } from './propose-erasure.ts'

/**
 * Confirms, as a second person, what another proposed: a job erases it. Both are stored by one commit.
 * @throws ServerError RETENTION_COUNTY, ERASURE_UNKNOWN, ERASURE_OWN, ERASURE_NOTHING, JOBS_FULL
 */
export async function confirmErasure(
  context: OperationContext,
  caller: Caller,
  asked: ErasureName,
): Promise<Erasure> {
  const before = await proposedErasure(context, caller, asked)
  if (isSame(caller, before.maker)) throw new ServerError('ERASURE_OWN')
  const { county, patient, ground, reason, by } = before
  if (!(await somethingGoes(context, { county, patient })))
    throw new ServerError('ERASURE_NOTHING', { patient })
  const actor = recordedActor(caller)
  const job = await newJob(context, caller, {
    kind: 'erase-person',
    ruleset: '',
    county,
    title: await countyTitle(context, county),
    about: shortId(before.id),
    input: { erasure: before.id },
  })
  const document: ErasureDocument = {
    ...before,
    revision: before.revision + 1,
    status: 'confirmed',
    confirmedBy: actor.title,
    confirmedAt: context.clock.now(),
    job: job.id,
  }
  const write = { kind: 'replace', collection: 'erasures', document } as const
  const { committed } = await context.commit(
    [
      { ...write, expectedRevision: before.revision },
      { kind: 'insert', collection: 'jobs', document: job },
    ],
    {
      action: 'erasure.confirm',
      actor,
      target: before.id,
      county,
      detail: { ground, reason, proposedBy: by, job: job.id },
    },
  )
  if (!committed) throw new ServerError('ERASURE_UNKNOWN')
  return presentErasure(document, caller)
}

/**
 * Withdraws a proposal, or turns it down where somebody else made it.
 * @throws ServerError RETENTION_COUNTY, ERASURE_UNKNOWN
 */
export async function dropErasure(
  context: OperationContext,
  caller: Caller,
  asked: ErasureName,
): Promise<Erasure> {
  const before = await proposedErasure(context, caller, asked)
  const { county, ground, reason, by } = before
  const document: ErasureDocument = { ...before, revision: before.revision + 1, status: 'dropped' }
  const write = { kind: 'replace', collection: 'erasures', document } as const
  const { committed } = await context.commit([{ ...write, expectedRevision: before.revision }], {
    action: 'erasure.drop',
    actor: recordedActor(caller),
    target: before.id,
    county,
    detail: { ground, reason, proposedBy: by },
  })
  if (!committed) throw new ServerError('ERASURE_UNKNOWN')
  return presentErasure(document, caller)
}
