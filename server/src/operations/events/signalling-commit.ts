import type { CommitDocuments } from '../../documents/document-store.ts'
import type { EventSignal } from './event-signal.ts'

/** A commit that signals when it has written events. */
export function signallingCommit(commit: CommitDocuments, written: EventSignal): CommitDocuments {
  return async (change, audit) => {
    const result = await commit(change, audit)
    const wrote = ({ kind, collection }: (typeof change)[number]) =>
      kind === 'insert' && collection === 'events'
    if (result.committed && change.some(wrote)) written.give()
    return result
  }
}
