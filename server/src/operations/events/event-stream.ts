import type { EventSignal } from './event-signal.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { type FeedPlace, writeFeedCursor } from './feed-cursor.ts'
import { presentEvent } from './present-event.ts'
import { sliceOfFeed } from './read-events.ts'
import { isBehind, removedEvents } from './removed-events.ts'

/** In milliseconds. */
export interface StreamTimes {
  /** A line goes out at least this often, so that whoever is gone is noticed. */
  readonly heartbeat: number
  /** What another server did is looked for this often. */
  readonly look: number
}

export const standardStreamTimes: StreamTimes = { heartbeat: 15_000, look: 1000 }

/** So many events are read at once; the next are read when these are on their way. */
const pageSize = 50

/**
 * The feed as server-sent events, from behind a place: what there is, and then what comes. Each carries the cursor behind
 * it as its id, so that a browser or a library that connects again goes on from there by itself. Ends when its signal is
 * aborted, or the caller may not read any more.
 * @param identify who the caller is by now; undefined once the key or the session is over
 */
export async function* streamEvents(
  context: Pick<OperationContext, 'store'>,
  stream: {
    readonly from: FeedPlace
    readonly identify: () => Promise<Caller | undefined>
    readonly numbered: EventSignal
    readonly signal: AbortSignal
    readonly times?: StreamTimes
  },
): AsyncGenerator<string, void> {
  const { signal, identify, numbered, times = standardStreamTimes } = stream
  let { from } = stream
  let lastLine = performance.now()
  // At once, so that whoever asked knows that the stream is open.
  yield `retry: 2000\n\n`
  while (!signal.aborted) {
    const changed = nextChange(numbered, signal, times.look)
    const caller = await identify()
    if (caller === undefined) return
    // Whoever connects again is told what is gone; who asked for the start gets what is there.
    if (from.position > 0 && isBehind(caller, await removedEvents(context, caller), from)) return
    const { events, next, more } = await sliceOfFeed(context, caller, { from, limit: pageSize })
    for (const event of events) {
      const { position = 0, id } = event
      const cursor = writeFeedCursor({ position, id })
      yield `id: ${cursor}\nevent: ${event.action.event}\ndata: ${JSON.stringify(presentEvent(event))}\n\n`
      lastLine = performance.now()
    }
    from = next
    if (more) continue
    await changed
    if (performance.now() - lastLine < times.heartbeat) continue
    yield ': still here\n\n'
    lastLine = performance.now()
  }
}

/** Resolves when the feed has come to a new end here, when it is time to look, or when all is over. */
async function nextChange(
  numbered: EventSignal,
  signal: AbortSignal,
  timeout: number,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      unlisten()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, timeout)
    const unlisten = numbered.listen(done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
