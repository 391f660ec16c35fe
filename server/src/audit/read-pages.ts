import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { placeOf } from '../ports/place-of.ts'
import type { Query, StoredDocument, StoreReader } from '../ports/store.ts'

/** Lets others have their turn; called between any two pages, with the milliseconds of a processor the last one took. */
export type Pace = (took: number) => Promise<void>

/** As fast as it goes, with a turn for whatever else waits. */
export const eager: Pace = async () => {
  await turn()
}

/** Beside the requests of a server: for every millisecond of work some of rest. Throws once the signal is given. */
export function restful(rest: number, signal: AbortSignal): Pace {
  return async (took) => {
    await pause(Math.min(took, maxPage) * rest, undefined, { signal })
  }
}

/** Milliseconds of a processor one page may take: less than anybody would notice between two requests. */
const wantedPage = 15
const maxPage = 1000
/** Documents of a page: never so few that a store far away is asked for each by itself, nor so many that large ones fill the memory. */
const minPageSize = 8
const maxPageSize = 128

/**
 * All documents a query finds, in its order, page by page; of the pages as many documents as can be read and looked at
 * in a moment, so that nobody waits for long, however many there are and however large they are.
 * @throws {StoreError}
 */
export async function* readPages<T extends StoredDocument>(
  store: Pick<StoreReader, 'find'>,
  collection: string,
  asked: { readonly query?: Omit<Query, 'after' | 'limit'>; readonly pace?: Pace } = {},
): AsyncGenerator<T[]> {
  const { query = {}, pace = eager } = asked
  let limit = minPageSize * 2
  let last: T | undefined
  for (;;) {
    const began = process.cpuUsage()
    const page = await store.find<T>(collection, {
      ...query,
      ...(last && { after: placeOf(last, query) }),
      limit,
    })
    if (page.length > 0) yield page
    if (page.length < limit) return
    // The time on the wall would be that of whatever else the machine does.
    const { user, system } = process.cpuUsage(began)
    const took = (user + system) / 1000
    last = page.at(-1)
    const fitting = Math.round(limit * Math.min(2, wantedPage / Math.max(took, 1)))
    limit = Math.max(minPageSize, Math.min(maxPageSize, fitting))
    await pace(took)
  }
}

/** The same, one by one. */
export async function* readAll<T extends StoredDocument>(
  ...asked: Parameters<typeof readPages>
): AsyncGenerator<T> {
  for await (const page of readPages<T>(...asked)) yield* page
}

/** A document compared with what is kept of it beside it, as verifying looks at it. @throws {StoreError} */
export async function readChecked(
  store: Pick<StoreReader, 'get' | 'find'>,
  collection: string,
  id: string,
): Promise<StoredDocument | undefined> {
  // Asked for by its id, a document comes with what was committed with it, should the server that did so have died.
  if ((await store.get(collection, id)) === undefined) return undefined
  const where = [{ field: 'id', operator: 'equal', value: id }] as const
  const [found] = await store.find(collection, { where, checked: true, limit: 1 })
  return found
}
