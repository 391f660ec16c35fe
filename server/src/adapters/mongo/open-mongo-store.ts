import { type Db, MongoClient } from 'mongodb'
import type { CollectionDefinition, Store } from '../../ports/store.ts'
import { bringForward } from './bring-forward.ts'
import { uniqueField, type MongoDocument } from './document-codec.ts'
import { settleAll } from './follow-ups.ts'
import { mongoError } from './mongo-error.ts'
import { MongoStore } from './mongo-store.ts'
import { StoreError } from '../../ports/store-error.ts'

export interface MongoStoreOptions {
  /** `mongodb://…` or `mongodb+srv://…`. */
  readonly url: string
  /** Instead of the database the URL names; `jieli` when neither names one. */
  readonly database?: string
  readonly collections: readonly CollectionDefinition[]
  /** Milliseconds after which a server that does not answer counts as unreachable. */
  readonly timeout?: number
}

/**
 * Opens a store on MongoDB: a replica set or a sharded cluster, which several
 * servers of ours may share. A write is answered once a majority has it in its
 * journal. Creates the indexes that are missing, takes away those of an older
 * version, and finishes commits that a crashed server left half done. Several
 * servers may open a new database at once.
 *
 * @throws {StoreError} STORE_UNREACHABLE within a few seconds, STORE_NEWER.
 */
export async function openMongoStore(options: MongoStoreOptions): Promise<Store> {
  const opened = await connect(options)
  const { client, database, where } = opened
  try {
    await bringForward(database, options.collections, where)
    for (const definition of options.collections) {
      const collection = database.collection<MongoDocument>(definition.name)
      // One by one: FerretDB 1 fails on a list in which it has some already.
      for (const index of indexes(definition)) await collection.createIndexes([index])
      await settleAll(database, definition.name)
    }
    return new MongoStore({ ...opened, collections: options.collections })
  } catch (cause) {
    await client.close()
    throw mongoError(where, cause)
  }
}

/** Opens one more connection to a store that this process has open, to read over it. @throws {StoreError} */
export async function openMongoReader(options: MongoStoreOptions): Promise<Store> {
  const { collections } = options
  return new MongoStore({ ...(await connect(options, readerConnections)), collections })
}

/** A thread reads one thing at a time; another connection hears of changes among the servers. */
const readerConnections = 2

/** Connects to the database that is named. @throws {StoreError} */
export async function connect(
  options: Pick<MongoStoreOptions, 'url' | 'database' | 'timeout'>,
  maxPoolSize = 100,
): Promise<{ client: MongoClient; database: Db; where: string }> {
  const timeout = options.timeout ?? 5000
  const where = hostsOf(options.url)
  let client: MongoClient
  try {
    client = new MongoClient(options.url, {
      appName: 'jieli',
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      maxPoolSize,
      serverSelectionTimeoutMS: timeout,
      connectTimeoutMS: timeout,
    })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new StoreError('STORE_UNREACHABLE', `${where} is not a MongoDB address (${message})`, {
      cause,
    })
  }

  try {
    await client.connect()
    const named = client.options.dbName
    const database = client.db(options.database ?? (named === 'test' ? 'jieli' : named))
    return { client, database, where }
  } catch (cause) {
    await client.close()
    throw mongoError(where, cause)
  }
}

function indexes({ indexes: plain, unique }: CollectionDefinition) {
  return [
    { name: 'unsettled', key: { _unsettled: 1 }, sparse: true },
    ...plain.map((fields) => ({
      name: fields.join('_'),
      key: Object.fromEntries([...fields, '_id'].map((field) => [field, 1 as const])),
    })),
    ...unique.map((field) => ({
      name: `unique_${field}`,
      key: { [uniqueField(field)]: 1 as const },
      unique: true,
      sparse: true,
    })),
  ]
}

/** The hosts a URL names: what may be shown in a message, which never is a password. */
export function hostsOf(url: string): string {
  return url.replace(/^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?([^/?]*).*$/s, '$1$2')
}
