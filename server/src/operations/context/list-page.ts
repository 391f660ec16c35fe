import { placeOf } from '../../ports/place-of.ts'
import type {
  CollectionName,
  DocumentKinds,
  DocumentStore,
} from '../../documents/document-store.ts'
import type { Query, StoredDocument } from '../../ports/store.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** Which page of a list. */
export interface PageAsked {
  readonly limit: number
  /** Where the page before ended, as it said. */
  readonly cursor?: string | undefined
}

/** A page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[]
  /** Where the next page begins; nothing after the last. A page that is not full, or empty, may have a next one. */
  readonly next?: string
}

/** So many documents are looked at for a page where the store cannot tell which of them are wanted. */
const maxLookedAt = 1000

/**
 * A page of what a query finds, by one question to the store, whose sort field holds a text.
 * @param input.wanted where the query finds others too: picks from at most a thousand, and the page ends there
 * @throws ServerError REQUEST_INVALID for a cursor that is none of ours
 */
export async function readPage<
  Name extends CollectionName,
  Item extends StoredDocument = DocumentKinds[Name],
>(
  store: DocumentStore,
  collection: Name,
  query: Omit<Query, 'after' | 'limit'>,
  input: PageAsked & { readonly wanted?: ((document: Item) => boolean) | undefined },
): Promise<ListPage<Item>> {
  const { limit, cursor, wanted } = input
  const most = wanted === undefined ? limit + 1 : maxLookedAt
  const looked = await store.find<Name, Item>(collection, {
    ...query,
    ...(cursor !== undefined && { after: readCursor(cursor) }),
    limit: most,
  })
  const found = wanted === undefined ? looked : looked.filter(wanted)
  const items = found.slice(0, limit)
  // The next page begins after the last document shown, or where this one had looked at enough.
  const end =
    found.length > limit ? items.at(-1) : looked.length === most ? looked.at(-1) : undefined
  if (end === undefined) return { items }
  const { value, id } = placeOf(end, query)
  return { items, next: writeCursor({ value: String(value), id }) }
}

/** A page with each of its documents as it is shown. Pure. */
export function mapPage<T, Shown>(page: ListPage<T>, show: (item: T) => Shown): ListPage<Shown> {
  return { ...page, items: page.items.map(show) }
}
