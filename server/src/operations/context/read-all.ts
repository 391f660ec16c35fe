import { setImmediate as turn } from 'node:timers/promises'
import { placeOf } from '../../ports/place-of.ts'
import type { Query, StoredDocument, StoreReader } from '../../ports/store.ts'

/** Documents are read this many at a time where nothing else is said. */
const usualPage = 500

/**
 * Everything a query finds, one by one and in its order, read page by page.
 * @param pageSize documents of a page
 */
export async function* readAll<T extends StoredDocument>(
  store: StoreReader,
  collection: string,
  query: Omit<Query, 'after' | 'limit'> = {},
  pageSize = usualPage,
): AsyncGenerator<T, void> {
  const field = query.sort?.field ?? 'id'
  const only = query.only && [...new Set([...query.only, field])].filter((path) => path !== 'id')
  let after: Query['after']
  for (;;) {
    const page = await store.find<T>(collection, {
      ...query,
      ...(only && { only }),
      ...(after && { after }),
      limit: pageSize,
    })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = placeOf(last, query)
    // However many there are, others have their turn in between.
    await turn()
  }
}

/** The same as a list. */
export async function findAll<T extends StoredDocument>(
  store: StoreReader,
  collection: string,
  query: Omit<Query, 'after' | 'limit'>,
): Promise<readonly T[]> {
  const found: T[] = []
  for await (const document of readAll<T>(store, collection, query)) found.push(document)
  return found
}
