import { type Db, MongoServerError } from 'mongodb'
import type { CollectionDefinition } from '../../ports/store.ts'
import { dataVersion } from '../data-version.ts'
import { newerData } from '../newer-data.ts'
import { isDuplicate } from './mongo-error.ts'

/** In which version the data are. */
interface VersionMark {
  _id: 'version'
  version: number
}

/** Indexes that version 1 had and no later one: each would cost every write. */
const formerIndexes: Readonly<Record<string, readonly string[]>> = {
  cases: [
    ...['county', 'fromUnit', 'toUnit', 'state', 'ruleset'].map((field) => `${field}_updatedAt`),
    'ruleset_status_updatedAt',
    'createdAt',
    'updatedAt',
  ],
  drafts: ['savedAt'],
  bundles: ['ruleset'],
  publications: ['ruleset_from', 'ruleset_publishedAt', 'publishedAt', 'sequence'],
  standings: ['ruleset_month'],
  audit: ['chain_seq', 'at', 'target_at', 'action_at'],
}

/**
 * Brings a database up to the present data version. Several servers may do so at once: the mark is set by whoever is
 * through first, and what both do is the same.
 *
 * @throws {StoreError} STORE_NEWER for data of a later Jieli, which are not touched
 */
export async function bringForward(
  database: Db,
  collections: readonly CollectionDefinition[],
  where: string,
): Promise<void> {
  // Beside our collections, so that no query of the server can meet it.
  const marks = database.collection<VersionMark>('storeSchema')
  const version = (await marks.findOne({ _id: 'version' }))?.version ?? 0
  if (version > dataVersion) {
    throw newerData(`MongoDB ${where}`, version)
  }
  if (version === dataVersion) return
  // Without a mark it is new, or of version 1, which set none: a new one has none of these indexes.
  for (const { name } of collections)
    for (const index of formerIndexes[name] ?? []) await dropIndex(database, name, index)
  try {
    await marks.replaceOne(
      { _id: 'version', version: { $lt: dataVersion } },
      { version: dataVersion },
      { upsert: true },
    )
  } catch (cause) {
    // Another server was faster.
    if (!isDuplicate(cause)) throw cause
  }
}

async function dropIndex(database: Db, collection: string, index: string): Promise<void> {
  try {
    await database.collection(collection).dropIndex(index)
  } catch (cause) {
    // 26 NamespaceNotFound, 27 IndexNotFound: it was never there, or another server was faster.
    if (!(cause instanceof MongoServerError) || (cause.code !== 26 && cause.code !== 27))
      throw cause
  }
}
