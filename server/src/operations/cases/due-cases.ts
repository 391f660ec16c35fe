import type { CaseDocument, CaseSummary } from '../../documents/case-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** Where a page of due cases ended. */
export type Place = Pick<CaseDocument, 'id'> & { readonly value: string }

/** A case with a timer to fire, as far as the scan must know it. */
export interface DueCase {
  readonly id: string
  readonly place: Place
}

/** The cases with a timer due at a moment, longest due first: of every version, or of one. */
export async function findDue(
  context: OperationContext,
  query: {
    readonly now: string
    readonly bundle?: string | undefined
    readonly after?: Place | undefined
    readonly limit: number
  },
): Promise<readonly DueCase[]> {
  const { now, bundle, after, limit } = query
  const found = await context.store.find<'cases', CaseSummary>('cases', {
    where: [
      ...(bundle === undefined
        ? []
        : [{ field: 'bundle', operator: 'equal', value: bundle } as const]),
      { field: 'nextTimerAt', operator: 'lessThanInclusive', value: now },
    ],
    sort: { field: 'nextTimerAt', direction: 'ascending' },
    ...(after && { after }),
    limit,
    only: ['nextTimerAt'],
  })
  return found.map(({ id, nextTimerAt }) => ({ id, place: { id, value: nextTimerAt ?? '' } }))
}

/** The versions there are cases of, by their hashes, in the order of these. */
export async function versionsInUse(context: OperationContext): Promise<readonly string[]> {
  const found = await context.store.distinct('cases', ['bundle'])
  return found.flatMap(([bundle]) => (typeof bundle === 'string' ? [bundle] : [])).toSorted()
}
