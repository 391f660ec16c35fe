import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import type { OperationContext } from '../context/operation-context.ts'
import {
  allRemovedEvents,
  isBehind,
  lastRemoved,
  removedEvents,
  type RemovedOfCounties,
} from './removed-events.ts'

/** Where somebody stands in the feed: behind an event that was looked at for them, or before them all. */
export interface FeedPlace {
  readonly position: number
  readonly id: string
}

/** Before the first event. */
export const feedStart: FeedPlace = { position: 0, id: '' }

/** A place as text to hand out. Pure. */
export function writeFeedCursor({ position, id }: FeedPlace): string {
  return writeCursor({ value: String(position), id })
}

/**
 * A place as handed back. It names the event it lies behind: where the store was set back to an earlier day, places were
 * given out anew, and going on by the number alone would pass events over.
 * @param where the part of the request it came in
 * What is gone by a county's period is not passed over either: whoever stands before it is told so.
 * @throws ServerError REQUEST_INVALID, EVENTS_SET_BACK, EVENTS_REMOVED
 */
export async function readFeedCursor(
  { store }: Pick<OperationContext, 'store'>,
  caller: Pick<Caller, 'grants'>,
  text: string,
  where: string,
): Promise<FeedPlace> {
  const { value, id } = readCursor(text, where)
  const position = /^\d{1,15}$/.test(value) ? Number(value) : -1
  const removed = await removedEvents({ store }, caller)
  const place = position === 0 ? feedStart : { position, id }
  if (isBehind(caller, removed, place)) throw removedError(caller, removed)
  if (position === 0) return feedStart
  const event = position > 0 ? await store.get('events', id.slice(0, 200)) : undefined
  if (event?.position === position) return place
  // The end of the feed, which a caller may begin at, may be an event of any county.
  const all = await allRemovedEvents({ store })
  const gone = [...all.values()]
  // The last that is gone of a county is known by its name; what is gone before it nobody can tell from what never was.
  if (gone.some((last) => last.position === position && last.id === id)) return place
  if (gone.some((last) => position > 0 && last.position >= position))
    throw removedError(caller, all)
  throw new ServerError('EVENTS_SET_BACK')
}

/** Where to go on from is a place that is good for this caller: behind what is gone, or the start where nothing of theirs is. */
function removedError(caller: Pick<Caller, 'grants'>, removed: RemovedOfCounties): ServerError {
  const last = lastRemoved(caller, removed)
  return new ServerError(
    'EVENTS_REMOVED',
    {
      at:
        last?.at ??
        [...removed.values()]
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ??
        '',
    },
    { extra: { next: last === undefined ? 'start' : writeFeedCursor(last) } },
  )
}
