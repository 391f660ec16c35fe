import type { CaseDocument } from '../../../documents/case-document.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { readAll } from '../../context/read-all.ts'
import type { CaseWalk } from '../walk-cases.ts'

/** As much of a case as says where the walk is. */
export interface RunningCase {
  readonly id: string
  readonly revision: number
  readonly createdAt: string
  readonly ruleset: string
}

/** The running cases on some versions, the oldest first: what is moved leaves the walk, and none is passed over. */
export function runningOn(bundles: readonly string[]): CaseWalk {
  return {
    anyOf: bundles.map((bundle) => ({ bundle, status: 'active' })),
    sort: { field: 'createdAt', direction: 'ascending' },
  }
}

/** Every running case on some versions. */
export async function* runningCasesOn(
  { store }: Pick<OperationContext, 'store'>,
  bundles: readonly string[],
): AsyncGenerator<CaseDocument, void> {
  yield* readAll(store, 'cases', runningOn(bundles), 100)
}
