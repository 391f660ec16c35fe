import type { Store } from '../ports/store.ts'
import type { AuditedCollections } from './audited-collections.ts'
import type { Commit } from './commit.ts'
import { assertMark } from './place-of.ts'

/**
 * A commit for the server's own marks alone, over a store whose log is not begun: which store it is must be known before.
 * @returns a commit that throws a TypeError for anything else
 */
export function commitMarks(store: Store, collections: AuditedCollections): Commit {
  return async (change, audited) => {
    if (audited !== 'mark') throw new TypeError('the log is not begun yet')
    for (const write of change) assertMark(write, collections)
    return await store.commit(change)
  }
}
