import type { CaseDocument } from '../../../documents/case-document.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { readAll } from '../../context/read-all.ts'

/** Where a walk over cases goes on. */
export type CasePlace = { readonly value: string; readonly id: string }

/** As much of a case as says where the walk is. */
export interface RunningCase {
  readonly id: string
  readonly revision: number
  readonly createdAt: string
  readonly ruleset: string
}

const sort = { field: 'createdAt', direction: 'ascending' } as const
const rangesOf = (bundles: readonly string[]) =>
  bundles.map((bundle) => ({ bundle, status: 'active' }))

/** The next running cases on some versions, the oldest first: what is moved leaves the walk, and none is passed over. */
export async function nextCases(
  { store }: Pick<OperationContext, 'store'>,
  bundles: readonly string[],
  { after, limit }: { readonly after: CasePlace | null; readonly limit: number },
): Promise<readonly RunningCase[]> {
  return await store.find<'cases', RunningCase>('cases', {
    anyOf: rangesOf(bundles),
    sort,
    ...(after !== null && { after }),
    limit,
    only: ['createdAt', 'ruleset'],
  })
}

/** Every running case on some versions. */
export async function* runningCasesOn(
  { store }: Pick<OperationContext, 'store'>,
  bundles: readonly string[],
): AsyncGenerator<CaseDocument, void> {
  yield* readAll(store, 'cases', { anyOf: rangesOf(bundles), sort }, 100)
}

/** How many there are. */
export async function countCasesOn(
  { store }: Pick<OperationContext, 'store'>,
  bundles: readonly string[],
): Promise<number> {
  let count = 0
  const query = { anyOf: rangesOf(bundles), sort, only: ['createdAt'] }
  for await (const _ of readAll<'cases', RunningCase>(store, 'cases', query)) count++
  return count
}
