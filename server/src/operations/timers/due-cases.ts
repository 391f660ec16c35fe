import type { CaseDocument, PublicationDocument } from '../documents.ts'
import type { OperationContext } from '../operation-context.ts'

/** Publications are read this many at a time. */
const pageSize = 200

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
  asked: {
    readonly now: string
    readonly bundle?: string | undefined
    readonly after?: Place | undefined
    readonly limit: number
  },
): Promise<readonly DueCase[]> {
  const { now, bundle, after, limit } = asked
  const found = await context.store.find<CaseDocument>('cases', {
    where: [
      ...(bundle === undefined
        ? []
        : [{ field: 'bundle', operator: 'equal', value: bundle } as const]),
      { field: 'nextTimerAt', operator: 'lessThanInclusive', value: now },
    ],
    sort: { field: 'nextTimerAt', direction: 'ascending' },
    ...(after && { after }),
    limit,
  })
  return found.map(({ id, nextTimerAt }) => ({ id, place: { id, value: nextTimerAt ?? '' } }))
}

/** The versions cases may run on, by their hashes, in the order of these. */
export async function versionsInUse(context: OperationContext): Promise<readonly string[]> {
  const versions = new Set<string>()
  let after: { readonly value: string; readonly id: string } | undefined
  for (;;) {
    const page = await context.store.find<PublicationDocument>('publications', {
      ...(after && { after }),
      limit: pageSize,
    })
    for (const { hash } of page) versions.add(hash)
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return [...versions].toSorted()
    after = { value: last.id, id: last.id }
  }
}
