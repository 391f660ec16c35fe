import { setImmediate as turn } from 'node:timers/promises'
import { placeOf } from '../../ports/place-of.ts'
import type {
  CollectionName,
  DocumentKinds,
  DocumentStore,
} from '../../documents/document-store.ts'
import type { Query, StoredDocument } from '../../ports/store.ts'

/** Documents are read this many at a time where nothing else is said. */
const usualPage = 500

/**
 * Everything a query finds, one by one and in its order, read page by page.
 * @param pageSize documents of a page
 */
export async function* readAll<
  Name extends CollectionName,
  Item extends StoredDocument = DocumentKinds[Name],
>(
  store: DocumentStore,
  collection: Name,
  query: Omit<Query, 'after' | 'limit'> = {},
  pageSize = usualPage,
): AsyncGenerator<Item, void> {
  const field = query.sort?.field ?? 'id'
  const only = query.only && [...new Set([...query.only, field])].filter((path) => path !== 'id')
  let after: Query['after']
  for (;;) {
    const page = await store.find<Name, Item>(collection, {
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
export async function findAll<
  Name extends CollectionName,
  Item extends StoredDocument = DocumentKinds[Name],
>(
  store: DocumentStore,
  collection: Name,
  query: Omit<Query, 'after' | 'limit'>,
): Promise<readonly Item[]> {
  const found: Item[] = []
  for await (const document of readAll<Name, Item>(store, collection, query)) found.push(document)
  return found
}
