import { type CaseRecord, factValue } from '@jieli/engine'
import { noteCaseReads } from '../context/note-case-reads.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Notes that somebody reads cases that contribute to a figure. @throws {StoreError} */
export async function noteFigureReads(
  context: Pick<OperationContext, 'store' | 'commit' | 'clock' | 'newId'>,
  caller: Caller,
  county: string | undefined,
  records: readonly CaseRecord[],
): Promise<void> {
  const read = records.map(({ id, facts }) => {
    const patient = factValue(facts, 'patient.id')
    return { case: id, patient: typeof patient === 'string' ? patient : null, county: county ?? '' }
  })
  await noteCaseReads(context, caller, 'figure', read)
}
