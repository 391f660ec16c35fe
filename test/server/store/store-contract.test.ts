import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'vitest'
import { openMongoStore, openSqliteStore } from '../../../server/src/adapters/index.ts'
import { dropDatabase, mongoUrl, withoutMongo } from './mongo-server.ts'
import { describeStore, sampleCollections as collections } from './store-contract.ts'

describeStore('SQLite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-store-'))
  const file = path.join(folder, 'jieli.sqlite')
  return {
    open: async () => openSqliteStore({ file, collections }),
    destroy: async () => rmSync(folder, { recursive: true }),
  }
})

if (mongoUrl === undefined) {
  describe.skip(`MongoDB: ${withoutMongo}`, () => it('is not run'))
} else {
  describeStore('MongoDB', async () => {
    const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
    return {
      open: () => openMongoStore({ url: mongoUrl!, database, collections }),
      destroy: () => dropDatabase(database),
    }
  })
}
