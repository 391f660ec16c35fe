import type { EventDocument, FeedHead } from '../../documents/event-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { nextWrite } from '../../documents/next-write.ts'

type Context = Pick<OperationContext, 'store' | 'commit'>

export const feedHeadId = 'eventFeed'

/** So many events are given their places at once. */
const batchSize = 100

/** A run ends after so many batches even where more wait, so that others have their turn. */
const maxBatches = 50

/** What a run came to: the last place readers may see, and whether more wait for theirs. */
export interface Numbered {
  readonly end: number
  readonly more: boolean
}

/**
 * Gives the events that wait their places in the feed. What is written when says nothing of the order in which commits
 * become durable, and clocks may be wrong; so places are given out afterwards, by one document that one server at a time
 * can move on:
 *
 * 1. What the head gave out last is written into its events, by whoever comes by; after that no event of an earlier
 *    place waits any more.
 * 2. Then those that wait are read, and the head moves on if nobody moved it since it was read in 1.
 *
 * So no event gets two places, no place two events, and one that becomes durable late gets a later place. Readers end
 * before the batch whose places may not be written yet. A server that dies in between leaves what the next one finishes.
 * @throws {StoreError}
 */
export async function numberEvents(context: Context, signal?: AbortSignal): Promise<Numbered> {
  for (let count = 0; ; count++) {
    const head = await context.store.get<'meta', FeedHead>('meta', feedHeadId)
    if (head !== undefined) await writePlaces(context, head)
    const over = count === maxBatches || signal?.aborted === true
    const waiting = over ? [] : await findWaiting(context)
    if (head === undefined && waiting.length === 0) return { end: 0, more: false }
    if (head !== undefined && waiting.length === 0 && head.batch.length === 0)
      return { end: head.last, more: over }
    // Where another server was faster, its head is looked at in the next round.
    await moveHead(context, head, waiting)
  }
}

/** The last place that readers may see. */
export function endOfFeed(head: FeedHead | undefined): number {
  return head === undefined ? 0 : head.last - head.batch.length
}

async function findWaiting({ store }: Context): Promise<readonly string[]> {
  const found = await store.find('events', {
    sort: { field: 'waitingSince', direction: 'ascending' },
    limit: batchSize,
    only: ['waitingSince'],
  })
  return found.filter(({ waitingSince }) => waitingSince !== undefined).map(({ id }) => id)
}

async function moveHead(
  { commit }: Context,
  head: FeedHead | undefined,
  batch: readonly string[],
): Promise<void> {
  const document: FeedHead = {
    id: feedHeadId,
    revision: (head?.revision ?? 0) + 1,
    last: (head?.last ?? 0) + batch.length,
    batch,
  }
  await commit([nextWrite('meta', document)], 'mark')
}

/** Writes the places of the last batch into its events, until each reads as written; doing it twice does no harm. */
async function writePlaces({ store, commit }: Context, { last, batch }: FeedHead): Promise<void> {
  if (batch.length === 0) return
  const places = new Map(batch.map((id, index) => [id, last - batch.length + 1 + index]))
  for (;;) {
    const found = await store.find('events', {
      anyOf: batch.map((id) => ({ id })),
      limit: batch.length,
    })
    const waiting = found.filter(({ waitingSince }) => waitingSince !== undefined)
    if (waiting.length === 0) return
    await Promise.all(
      waiting.map(async (event) => {
        const { waitingSince: _waiting, ...rest } = event
        const position = places.get(event.id) ?? 0
        const document: EventDocument = { ...rest, revision: event.revision + 1, position }
        const expectedRevision = event.revision
        const write = { kind: 'replace', collection: 'events', document } as const
        await commit([{ ...write, expectedRevision }], 'mark')
      }),
    )
  }
}
