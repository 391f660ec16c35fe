import { decryptedContents } from '../../encryption/encrypted-contents.ts'
import { encryptedStore } from '../../encryption/encrypted-store.ts'
import type { ContentReader } from '../../ports/attachment-contents.ts'
import type { DataKeys } from '../../ports/data-keys.ts'
import type { CollectionDefinition, Store } from '../../ports/store.ts'
import { dataVersion } from '../data-version.ts'
import { copySqliteFile } from './copy-sqlite-file.ts'
import { contentsBeside } from './file-contents.ts'
import { inspectSqliteFile } from './inspect-sqlite-file.ts'
import { lockFolder } from './lock-folder.ts'
import { openSqliteReader, openSqliteStore } from './open-sqlite-store.ts'

/**
 * The embedded store, as backups need it.
 * @param keys what it is read with
 */
export function embeddedSqlite(collections: readonly CollectionDefinition[], keys?: DataKeys) {
  return {
    dataVersion,
    copy: copySqliteFile,
    lock: lockFolder,
    inspect: (file: string, document: { readonly collection: string; readonly id: string }) =>
      inspectSqliteFile(file, collections, document),
    openReader: (file: string): Store =>
      encryptedStore(openSqliteReader({ file, collections }), collections, keys),
    openContents: (file: string): ContentReader => decryptedContents(contentsBeside(file), keys),
    bringForward: async (file: string): Promise<void> => {
      await openSqliteStore({ file, collections }).close()
    },
  }
}
