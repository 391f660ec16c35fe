import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe } from 'vitest'
import { openReader } from '../../../server/src/adapters/open-reader.ts'
import { openMongoStore, openSqliteStore } from '../../../server/src/adapters/index.ts'
import { openMongoReader } from '../../../server/src/adapters/mongo/open-mongo-store.ts'
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

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? withoutMongo : 'by the MongoDB protocol',
  () => {
    describeStore('MongoDB', mongoPlace)
    describeExtremes('MongoDB', mongoPlace)
    describeReading('MongoDB', mongoPlace)
    describeLists('MongoDB', mongoPlace)
    describeQueries('MongoDB', mongoPlace)
  },
)
