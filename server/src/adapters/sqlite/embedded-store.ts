import type { ContentReader } from '../../ports/attachment-contents.ts'
import type { CollectionDefinition, Store } from '../../ports/store.ts'
import { dataVersion } from '../data-version.ts'
import { copySqliteFile } from './copy-sqlite-file.ts'
import { contentsBeside } from './file-contents.ts'
import { inspectSqliteFile } from './inspect-sqlite-file.ts'
import { lockFolder } from './lock-folder.ts'
import { openSqliteReader, openSqliteStore } from './open-sqlite-store.ts'

/**
 * The embedded store, as backups need it.
 * @param around what a store is read through
 */
export function embeddedSqlite(
  collections: readonly CollectionDefinition[],
  around: (store: Store) => Store = (store) => store,
) {
  return {
    dataVersion,
    copy: copySqliteFile,
    lock: lockFolder,
    inspect: (file: string, document: { readonly collection: string; readonly id: string }) =>
      inspectSqliteFile(file, collections, document),
    openReader: (file: string): Store => around(openSqliteReader({ file, collections })),
    openContents: (file: string): ContentReader => contentsBeside(file),
    bringForward: async (file: string): Promise<void> => {
      await openSqliteStore({ file, collections }).close()
    },
  }
}
