import type { CaseReadWay } from '../../documents/case-read-document.ts'
import { noteCaseReads } from '../context/note-case-reads.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** What of a case says whose it is. */
interface Whose {
  readonly id: string
  readonly patient: string | null
  readonly county: string
}

/** Notes that somebody reads cases of patients; one of the community is no patient's. @throws {StoreError} */
export async function noteCaseRead(
  context: Pick<OperationContext, 'store' | 'commit' | 'clock' | 'newId'>,
  caller: Caller,
  way: CaseReadWay,
  ...cases: readonly Whose[]
): Promise<void> {
  const read = cases
    .filter(({ patient }) => patient !== null)
    .map(({ id, patient, county }) => ({ case: id, patient, county }))
  await noteCaseReads(context, caller, way, read)
}
