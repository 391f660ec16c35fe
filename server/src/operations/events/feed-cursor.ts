import { ServerError } from '../../errors/server-error.ts'
import { readCursor, writeCursor } from '../context/cursor.ts'
import type { OperationContext } from '../context/operation-context.ts'

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
 * @throws ServerError REQUEST_INVALID, EVENTS_SET_BACK
 */
export async function readFeedCursor(
  { store }: Pick<OperationContext, 'store'>,
  text: string,
  where: string,
): Promise<FeedPlace> {
  const { value, id } = readCursor(text, where)
  const position = /^\d{1,15}$/.test(value) ? Number(value) : -1
  if (position === 0) return feedStart
  const event = position > 0 ? await store.get('events', id.slice(0, 200)) : undefined
  if (event?.position !== position) throw new ServerError('EVENTS_SET_BACK')
  return { position, id }
}
