import type { Query, Store, StoredDocument } from './store.ts'

/** What a store is asked to do. */
export type StoreOperation = 'get' | 'find' | 'distinct' | 'commit' | 'ping'

/** Does an operation, and whatever goes with it: a time taken, something told. */
export type AroundOperation = <T>(
  operation: StoreOperation,
  /** What it is about: of a commit the collection of the write that decides; empty where there is none. */
  collection: string,
  work: () => Promise<T>,
) => Promise<T>

/** A store each of whose operations is done by way of another. */
export function aroundStore(store: Store, around: AroundOperation): Store {
  return {
    get: async <T extends StoredDocument>(collection: string, id: string) =>
      await around('get', collection, async () => store.get<T>(collection, id)),
    find: async <T extends StoredDocument>(collection: string, query: Query) =>
      await around('find', collection, async () => store.find<T>(collection, query)),
    distinct: async (collection, ...asked) =>
      await around('distinct', collection, async () => store.distinct(collection, ...asked)),
    commit: async (writes) =>
      await around('commit', writes[0]?.collection ?? '', async () => store.commit(writes)),
    ...(store.writesOfOthers && { writesOfOthers: () => store.writesOfOthers?.() ?? 0 }),
    ping: async () => {
      await around('ping', '', async () => store.ping())
    },
    close: async () => {
      await store.close()
    },
  }
}
