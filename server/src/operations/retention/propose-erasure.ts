import type { Erasure, ErasureInput } from '../../contracts/retention.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import type { ErasureDocument } from '../../documents/retention-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf } from '../context/editor-of.ts'
import { makeOnce } from '../context/make-once.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { erasuresOf, presentErasure } from './find-erasure.ts'
import { type Person, planErasure } from './plan-erasure.ts'
import { assertWholeCounty } from './retention-scope.ts'

/**
 * Proposes to erase a person. Nothing is erased before another person confirms it.
 * @throws ServerError RETENTION_COUNTY, ERASURE_OPEN, ERASURE_NOTHING, IDEMPOTENCY_KEY_REUSED
 */
export async function proposeErasure(
  context: OperationContext,
  caller: Caller,
  asked: ErasureInput & { readonly county: string },
  mark?: RequestMark,
): Promise<Erasure> {
  const { county, patient, ground, reason } = asked
  assertWholeCounty(caller, 'persons.erase', county)
  const again = (made: ErasureDocument) => presentErasure(made, caller)
  const makes = { collection: 'erasures', again } as const
  return await makeOnce(context, mark, makes, async ({ commit, clock, newId }) => {
    await assertNoneOpen(context, { county, patient })
    if (!(await somethingGoes(context, { county, patient })))
      throw new ServerError('ERASURE_NOTHING', { patient })
    const actor = recordedActor(caller)
    const document: ErasureDocument = {
      id: newId(),
      revision: 1,
      county,
      patient,
      ground,
      reason,
      status: 'proposed',
      by: actor.title,
      at: clock.now(),
      maker: editorOf(caller),
      confirmedBy: null,
      confirmedAt: null,
      job: null,
      doneAt: null,
      erased: null,
    }
    const { committed } = await commit([{ kind: 'insert', collection: 'erasures', document }], {
      action: 'erasure.propose',
      actor,
      target: document.id,
      county,
      detail: { ground, reason },
    })
    if (!committed) throw new Error('a random id was given out twice')
    return presentErasure(document, caller)
  })
}

/** Whether erasing a person takes anything away. */
export async function somethingGoes(
  context: Pick<OperationContext, 'store' | 'clock'>,
  person: Person,
): Promise<boolean> {
  for await (const { because } of planErasure(context, person)) if (because === null) return true
  return false
}

/** @throws ServerError ERASURE_OPEN */
async function assertNoneOpen(context: OperationContext, person: Person): Promise<void> {
  const { patient } = person
  for await (const { status, by, job } of erasuresOf(context, person)) {
    const under = job === null ? undefined : await context.store.get('jobs', job)
    if (status === 'proposed' || (status === 'confirmed' && under?.status === 'open'))
      throw new ServerError('ERASURE_OPEN', { patient, by })
  }
}
