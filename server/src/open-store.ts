import path from 'node:path'
import { hostsOf, openMongoStore, openSqliteStore } from './adapters/index.ts'
import { commitMarks } from './audit/commit-marks.ts'
import { auditedCollections } from './audited-collections.ts'
import type { Config } from './config.ts'
import type { UpgradeMark } from './documents/marks.ts'
import { assertKeys, beginEncryption } from './encryption/begin-encryption.ts'
import { encryptedStore } from './encryption/encrypted-store.ts'
import { assertFileThere, recogniseStore } from './identity/recognise-store.ts'
import { collections } from './ports/collections.ts'
import type { DataKeys } from './ports/data-keys.ts'
import type { Store, StorePlace } from './ports/store.ts'
import { refuseNewer } from './upgrades/refuse-newer.ts'
import { upgradeMarkId } from './upgrades/run-upgrades.ts'

/** The file of the embedded store. Pure. */
export function storeFile(config: Config): string {
  return path.join(config.dataFolder, 'jieli.sqlite')
}

/** The store of the data folder. @throws {StoreError} also when it is not the one the folder belongs to */
export async function openStore(config: Config, keys: DataKeys | undefined) {
  const { dataFolder: folder, newStore } = config
  const place = placeOf(config, keys)
  const where = place.kind === 'sqlite' ? place.file : hostsOf(place.url)
  const opened = { folder, newStore, where }
  if (place.kind === 'sqlite') await assertFileThere(opened)
  const bare =
    place.kind === 'sqlite'
      ? openSqliteStore({ file: place.file, collections })
      : await openMongoStore({ url: place.url, collections })
  const store = encryptedStore(bare, collections, keys)
  const encryption = await orClosed(store, async () => {
    refuseNewer(await store.get<UpgradeMark>('meta', upgradeMarkId), where)
    await assertKeys(store, keys)
    const commit = commitMarks(store, auditedCollections)
    await recogniseStore(store, commit, opened)
    return await beginEncryption(store, commit, keys)
  })
  return { store, encryption }
}

/**
 * Does something with a store just opened, and closes it where that fails: else what SQLite keeps beside a file stays, and
 * is read into the file that is brought back in its place.
 */
export async function orClosed<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The folder of archived cases; undefined where there is none. Pure. */
export function archiveFolderOf({ archiveFolder, dataFolder, mongodbUrl }: Config) {
  return archiveFolder ?? (mongodbUrl === undefined ? path.join(dataFolder, 'archive') : undefined)
}

/** Where the store lies, and with which keys it is read. Pure. */
export function placeOf(config: Config, keys: DataKeys | undefined): StorePlace {
  return config.mongodbUrl === undefined
    ? { kind: 'sqlite', file: storeFile(config), keys }
    : { kind: 'mongo', url: config.mongodbUrl, keys }
}
