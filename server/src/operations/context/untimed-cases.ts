import type { CaseSummary } from '../../documents/case-document.ts'
import type { DocumentStore } from '../../documents/document-store.ts'
import { summaries } from '../../ports/collections.ts'

/** Cases of a ruleset in which something waits for a notice of holidays, those of the earliest year first. */
export async function findUntimed(
  store: DocumentStore,
  asked: {
    readonly ruleset: string
    readonly limit: number
    readonly after?: { readonly value: string; readonly id: string }
  },
): Promise<readonly CaseSummary[]> {
  const { ruleset, limit, after } = asked
  return await store.find<'cases', CaseSummary>('cases', {
    anyOf: [{ ruleset }],
    sort: { field: 'untimedYear', direction: 'ascending' },
    ...(after && { after }),
    limit,
    only: summaries.cases,
  })
}
