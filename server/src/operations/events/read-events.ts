import type { EventFeedPage } from '../../contracts/event.ts'
import { may, type Reach, reachOf } from '../../contracts/policy.ts'
import type { EventDocument, FeedHead } from '../../documents/event-document.ts'
import type { Query } from '../../ports/store.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { type FeedPlace, feedStart, readFeedCursor, writeFeedCursor } from './feed-cursor.ts'
import { endOfFeed, feedHeadId } from './number-events.ts'
import { presentEvent } from './present-event.ts'

type Context = Pick<OperationContext, 'store'>

export interface EventsAsked {
  /** A cursor, `start` or `end`; nothing is the start. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Events with the place of each, and where to go on. */
export interface EventSlice {
  readonly events: readonly EventDocument[]
  readonly next: FeedPlace
  readonly more: boolean
}

/** So many events are looked at for a page: of a county where only some units are the caller's, not all are theirs. */
const lookedAt = 100

/**
 * What the steps of the cases a caller may see asked for, in the order of the feed, from behind a cursor. What a page
 * costs does not depend on how much is stored. A page may be short, or empty, and yet have more behind it.
 * @throws ServerError REQUEST_INVALID, EVENTS_SET_BACK, EVENTS_REMOVED
 */
export async function readEvents(
  context: Context,
  caller: Caller,
  { after, limit }: EventsAsked,
): Promise<EventFeedPage> {
  const from = await readPlace(context, caller, after, '/query/after')
  const { events, next, more } = await sliceOfFeed(context, caller, { from, limit })
  return { items: events.map(presentEvent), next: writeFeedCursor(next), more }
}

/** Where a reader begins. @throws ServerError REQUEST_INVALID, EVENTS_SET_BACK, EVENTS_REMOVED */
export async function readPlace(
  context: Context,
  caller: Pick<Caller, 'grants'>,
  after: string | undefined,
  where: string,
): Promise<FeedPlace> {
  if (after === undefined || after === 'start') return feedStart
  return after === 'end'
    ? await placeAtEnd(context)
    : await readFeedCursor(context, caller, after, where)
}

/** The events behind a place that a caller may see, as far as the feed is numbered. */
export async function sliceOfFeed(
  context: Context,
  caller: Pick<Caller, 'grants'>,
  { from, limit }: { readonly from: FeedPlace; readonly limit: number },
): Promise<EventSlice> {
  const end = await readEnd(context)
  const reach = reachOf(caller, 'cases.sensitive')
  const whole = reach.every(({ units }) => units === '*')
  const most = whole ? Math.min(limit, lookedAt - 1) + 1 : lookedAt
  const looked = await context.store.find('events', {
    ...rangesOf(reach),
    where: [
      { field: 'position', operator: 'greaterThan', value: from.position },
      { field: 'position', operator: 'lessThanInclusive', value: end },
    ],
    sort: { field: 'position', direction: 'ascending' },
    limit: most,
  })
  const events: EventDocument[] = []
  let next = from
  for (const [index, event] of looked.entries()) {
    if (events.length === limit) return { events, next, more: true }
    // The last that whole counties give is only looked for, to know whether there are more.
    if (whole && index === most - 1 && looked.length === most) break
    if (isSeenBy(caller, event)) events.push(event)
    next = { position: event.position ?? 0, id: event.id }
  }
  return { events, next, more: looked.length === most }
}

/** Whether one grant covers the county of an event and one of its units; which version applies concerns each of them. Pure. */
export function isSeenBy(caller: Pick<Caller, 'grants'>, event: EventDocument): boolean {
  const { county, units } = event
  return may(caller, 'cases.sensitive', event.case === null ? { county } : { county, units })
}

/** One range for each county; all events for whoever may see every county. */
function rangesOf(reach: readonly Reach[]): Pick<Query, 'anyOf'> {
  const counties = new Set(reach.map(({ county }) => county))
  return counties.has('*') ? {} : { anyOf: [...counties].map((county) => ({ county })) }
}

async function placeAtEnd(context: Context): Promise<FeedPlace> {
  const end = await readEnd(context)
  const [last] = await context.store.find('events', {
    where: [{ field: 'position', operator: 'lessThanInclusive', value: end }],
    sort: { field: 'position', direction: 'descending' },
    limit: 1,
  })
  return last?.position === undefined ? feedStart : { position: last.position, id: last.id }
}

async function readEnd({ store }: Context): Promise<number> {
  return endOfFeed(await store.get<'meta', FeedHead>('meta', feedHeadId))
}
