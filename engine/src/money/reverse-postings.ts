import type { Bundle } from '../model/bundle.ts'
import type { LedgerEvent, OpenItem, Posting } from './ledger.ts'
import { openItem } from './open-item.ts'

/**
 * Reverses what was posted for events that are taken back: the same amount with the accounts changed round, on the
 * day of the cancellation. Of two cancellations of one event the first counts; one of an event nobody knows is open.
 */
export function reversePostings(
  bundle: Bundle,
  events: readonly LedgerEvent[],
  posted: { readonly postings: readonly Posting[]; readonly earlier: readonly Posting[] },
): {
  readonly postings: readonly Posting[]
  readonly open: readonly OpenItem[]
  readonly cancelled: ReadonlySet<string>
} {
  const byEvent = new Map<string, Posting[]>()
  const done = new Set(posted.earlier.flatMap(({ reverses }) => reverses ?? []))
  for (const posting of [...posted.earlier, ...posted.postings]) {
    if (posting.reverses !== undefined || done.has(posting.id)) continue
    const known = byEvent.get(posting.event)
    if (known === undefined) byEvent.set(posting.event, [posting])
    else known.push(posting)
  }
  const known = new Set(events.map(({ id }) => id))
  const cancelled = new Set<string>()
  const postings: Posting[] = []
  const open: OpenItem[] = []
  const doneBefore = new Set(posted.earlier.map(({ event }) => event))
  for (const event of events) {
    if (event.cancels === undefined || doneBefore.has(event.id)) continue
    const found = byEvent.get(event.cancels)
    if (cancelled.has(event.cancels) || (found === undefined && !known.has(event.cancels)))
      open.push(openItem(bundle, { event, reason: 'cancelsNothing' }))
    else postings.push(...(found ?? []).map((posting) => reversalOf(posting, event)))
    cancelled.add(event.cancels)
  }
  return { postings, open, cancelled }
}

function reversalOf(posting: Posting, event: LedgerEvent): Posting {
  return {
    ...posting,
    id: `${event.id}:${posting.id}`,
    event: event.id,
    at: event.at,
    debit: posting.credit,
    credit: posting.debit,
    reverses: posting.id,
  }
}
