import type { PeopleContext } from './people-context.ts'

/** What is kept until a moment that it names itself. */
export type ExpiringCollection =
  | 'jobFiles'
  | 'lastUses'
  | 'sessions'
  | 'signInPlaces'
  | 'usedTokens'

/** So many are removed at once. */
const batch = 500

/** Forgets what a collection has kept for long enough; how many it were. */
export async function removeExpired(
  { store, commit, clock }: Pick<PeopleContext, 'store' | 'commit' | 'clock'>,
  collection: ExpiringCollection,
): Promise<number> {
  const expired = { field: 'expiresAt', operator: 'lessThanInclusive', value: clock.now() } as const
  let removed = 0
  for (;;) {
    const found = await store.find(collection, {
      where: [expired],
      sort: { field: 'expiresAt', direction: 'ascending' },
      limit: batch,
    })
    const results = await Promise.all(
      found.map(({ id, revision: expectedRevision }) =>
        commit([{ kind: 'remove', collection, id, expectedRevision }], 'mark'),
      ),
    )
    const gone = results.filter(({ committed }) => committed).length
    removed += gone
    // What cannot be removed now is looked at the next time.
    if (found.length < batch || gone === 0) return removed
  }
}
