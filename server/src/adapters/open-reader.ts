import type { CollectionDefinition, Store, StorePlace } from '../ports/store.ts'

/** Opens one more connection to a store that is open; it only reads. Loads no adapter but the one needed. @throws {StoreError} */
export async function openReader(
  place: StorePlace,
  collections: readonly CollectionDefinition[],
): Promise<Store> {
  if (place.kind === 'sqlite') {
    const { openSqliteReader } = await import('./sqlite/open-sqlite-store.ts')
    return openSqliteReader({ file: place.file, collections })
  }
  const { openMongoReader } = await import('./mongo/open-mongo-store.ts')
  return await openMongoReader({ url: place.url, collections })
}
