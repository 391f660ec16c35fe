import type { Query, StoredDocument, StoreReader } from '../../../server/src/ports/store.ts'

/** More documents than this are never asked for at once on the thread that answers requests. */
const mostAtOnce = 100

/** Rows of tables, runs and settlements: thousands in each document. */
const rowsOfMany: ReadonlySet<string> = new Set(['tableChunks', 'runChunks', 'settlementChunks'])

/**
 * The store as the thread that answers requests may use it. Whatever test asks a server anything, it fails where
 * something that grows with what is stored is read there instead of on a thread of the pool.
 */
export function guardedStore(store: StoreReader): StoreReader {
  return {
    ping: store.ping.bind(store),
    get: async <T extends StoredDocument>(collection: string, id: string) => {
      if (rowsOfMany.has(collection)) throw onTheWrongThread(`reads ${collection}`)
      return await store.get<T>(collection, id)
    },
    find: async <T extends StoredDocument>(collection: string, query: Query) => {
      if (query.limit > mostAtOnce && query.only?.length !== 0)
        throw onTheWrongThread(`asks for ${query.limit} documents of ${collection}`)
      return await store.find<T>(collection, query)
    },
  }
}

function onTheWrongThread(does: string): Error {
  return new Error(`The thread that answers requests ${does}: that is work for the pool.`)
}
