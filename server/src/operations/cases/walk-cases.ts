import type { CaseDocument } from '../../documents/case-document.ts'
import { placeOf } from '../../ports/place-of.ts'
import type { Query, StoredDocument } from '../../ports/store.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'

/** Which cases a job goes over, and in what order. */
export type CaseWalk = Pick<Query, 'anyOf' | 'sort'>

/** Where a walk over cases goes on. */
export type WalkPlace = NonNullable<Query['after']>

/** So many cases are looked at by one step of a job. */
const perStep = 50

/** How often a lost compare-and-set of a case is tried again. */
export const attempts = 8

/**
 * Does something with the next cases of a walk, one after another.
 * @param only what is read of each case; all of it when absent
 * @returns where it goes on, how many it was, and whether that was all
 */
export async function forNextCases<Found extends StoredDocument = CaseDocument>(
  { store }: Pick<OperationContext, 'store'>,
  {
    walk,
    after,
    only,
  }: {
    readonly walk: CaseWalk
    readonly after: WalkPlace | null
    readonly only?: readonly string[]
  },
  work: (found: Found) => Promise<void>,
): Promise<{ readonly after: WalkPlace | null; readonly looked: number; readonly over: boolean }> {
  const cases = await store.find<'cases', Found>('cases', {
    ...walk,
    ...(after !== null && { after }),
    ...(only && { only }),
    limit: perStep,
  })
  for (const found of cases) await work(found)
  const last = cases.at(-1)
  return {
    after: last === undefined ? after : placeOf(last, walk),
    looked: cases.length,
    over: cases.length < perStep,
  }
}

/** How many cases a walk goes over. */
export async function countWalked(
  { store }: Pick<OperationContext, 'store'>,
  walk: CaseWalk,
): Promise<number> {
  let count = 0
  const only = [walk.sort?.field ?? 'id']
  for await (const _ of readAll<'cases', StoredDocument>(store, 'cases', { ...walk, only })) count++
  return count
}
