import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe } from 'vitest'
import { openReader } from '../../../server/src/adapters/open-reader.ts'
import { openMongoStore, openSqliteStore } from '../../../server/src/adapters/index.ts'
import { openMongoReader } from '../../../server/src/adapters/mongo/open-mongo-store.ts'
import { encryptedStore } from '../../../server/src/encryption/encrypted-store.ts'
import type { DataKeys } from '../../../server/src/ports/data-keys.ts'
import type { CollectionDefinition } from '../../../server/src/ports/store.ts'
import { dropDatabase, mongoUrl, withoutMongo } from './mongo-server.ts'
import { sampleCollections as collections, type StorePlace } from './sample-store.ts'
import { describeExtremes } from './store-contract-extremes.ts'
import { describeLists } from './store-contract-lists.ts'
import { describeReading } from './store-contract-reading.ts'
import { describeQueries } from './store-contract-queries.ts'
import { describeStore } from './store-contract.ts'

async function sqlitePlace(): Promise<StorePlace> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-store-'))
  const file = path.join(folder, 'jieli.sqlite')
  return {
    open: async () => openSqliteStore({ file, collections }),
    read: async () => openReader({ kind: 'sqlite', file }, collections),
    destroy: async () => rmSync(folder, { recursive: true }),
  }
}

/** The same behind what encrypts: every field is that need not be found, sorted or listed by. */
const personalCollections: readonly CollectionDefinition[] = collections.map((definition) => ({
  ...definition,
  personal: { plain: ['flag', 'run'], matched: ['unit'] },
}))
const keys: DataKeys = { algorithms: 'international', keys: [randomBytes(32).toString('base64')] }

function encrypted(makePlace: () => Promise<StorePlace>): () => Promise<StorePlace> {
  return async () => {
    const { open, read, destroy } = await makePlace()
    return {
      open: async () => encryptedStore(await open(), personalCollections, keys),
      read: async () => encryptedStore(await read(), personalCollections, keys),
      destroy,
    }
  }
}

async function mongoPlace(): Promise<StorePlace> {
  const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
  return {
    open: () => openMongoStore({ url: mongoUrl!, database, collections }),
    read: () => openMongoReader({ url: mongoUrl!, database, collections }),
    destroy: () => dropDatabase(database),
  }
}

describeStore('SQLite', sqlitePlace)
describeExtremes('SQLite', sqlitePlace)
describeReading('SQLite', sqlitePlace)
describeLists('SQLite', sqlitePlace)
describeQueries('SQLite', sqlitePlace)

describeStore('SQLite, encrypted', encrypted(sqlitePlace))
describeExtremes('SQLite, encrypted', encrypted(sqlitePlace))
describeReading('SQLite, encrypted', encrypted(sqlitePlace))
describeQueries('SQLite, encrypted', encrypted(sqlitePlace))
describeLists('SQLite, encrypted', encrypted(sqlitePlace))

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? withoutMongo : 'by the MongoDB protocol',
  () => {
    describeStore('MongoDB', mongoPlace)
    describeExtremes('MongoDB', mongoPlace)
    describeReading('MongoDB', mongoPlace)
    describeLists('MongoDB', mongoPlace)
    describeQueries('MongoDB', mongoPlace)

    describeStore('MongoDB, encrypted', encrypted(mongoPlace))
    describeExtremes('MongoDB, encrypted', encrypted(mongoPlace))
    describeReading('MongoDB, encrypted', encrypted(mongoPlace))
    describeQueries('MongoDB, encrypted', encrypted(mongoPlace))
    describeLists('MongoDB, encrypted', encrypted(mongoPlace))
  },
)
