import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataVersion } from '../../../server/src/adapters/data-version.ts'
import { openMongoStore } from '../../../server/src/adapters/index.ts'
import {
  encodeDocument,
  type MongoDocument,
} from '../../../server/src/adapters/mongo/document-codec.ts'
import type { Store } from '../../../server/src/ports/store.ts'
import { freePort } from '../process/free-port.ts'
import { dropDatabase, inDatabase, mongoUrl, withoutMongo } from './mongo-server.ts'
import { sampleCollections as collections } from './sample-store.ts'

describe('a MongoDB store that cannot be opened', () => {
  it('says within a few seconds that nothing listens, without the password', async () => {
    const port = await freePort()
    const url = `mongodb://jieli:geheim@127.0.0.1:${port}/jieli?directConnection=true`
    const began = Date.now()
    const opening = openMongoStore({ url, collections, timeout: 1000 })
    await expect(opening).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining(`mongodb://127.0.0.1:${port} does not answer`),
    })
    const error = await opening.catch((cause: Error) => cause)
    expect((error as Error).message).not.toMatch(/geheim|\n/)
    expect(Date.now() - began).toBeLessThan(4000)
  })

  it('says so of a server that listens and never answers', async () => {
    const server: Server = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await expect(
      openMongoStore({ url: `mongodb://127.0.0.1:${port}`, collections, timeout: 500 }),
    ).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
    server.close()
  })

  it.each(['http://127.0.0.1', 'mongodb://', 'nonsense'])('refuses the address %s', async (url) => {
    await expect(openMongoStore({ url, collections })).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining('is not a MongoDB address'),
    })
  })
})

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `MongoDB commits: ${withoutMongo}` : 'MongoDB commits',
  () => {
    let database: string
    let store: Store
    const open = () => openMongoStore({ url: mongoUrl!, database, collections })

    beforeEach(async () => {
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
      store = await open()
    })

    afterEach(async () => {
      await store.close()
      await dropDatabase(database)
    })

    /** What a server leaves that dies right after the deciding write. */
    const leaveHalfDone = (document: object) =>
      inDatabase(database, (direct) =>
        direct.collection<{ _id: string }>('samples').insertOne({
          ...document,
          _unsettled: true,
          _followUps: [{ collection: 'entries', document: { _id: 'e1', revision: 1, of: 'a' } }],
        } as never),
      )
    const entry = { id: 'e1', revision: 1, of: 'a' }
    const left = () =>
      inDatabase(database, (direct) =>
        direct.collection('samples').countDocuments({ _unsettled: true }),
      )

    it('that were left half done are finished when a store is opened', async () => {
      await leaveHalfDone({ _id: 'a', revision: 1 })
      expect(await store.get('entries', 'e1')).toBeUndefined()
      const second = await open()
      expect(await second.get('entries', 'e1')).toEqual(entry)
      expect(await second.get('samples', 'a')).toEqual({ id: 'a', revision: 1 })
      expect(await left()).toBe(0)
      await second.close()
    })

    it('that were left half done are finished by the next write of the document', async () => {
      await leaveHalfDone({ _id: 'a', revision: 1 })
      const document = { id: 'a', revision: 2 }
      expect(
        await store.commit([
          { kind: 'replace', collection: 'samples', document, expectedRevision: 1 },
        ]),
      ).toEqual({ committed: true })
      expect(await store.get('entries', 'e1')).toEqual(entry)
      expect(await store.get('samples', 'a')).toEqual(document)
    })

    it('that were left half done do not let a stale write through', async () => {
      await leaveHalfDone({ _id: 'a', revision: 2 })
      const document = { id: 'a', revision: 2 }
      expect(
        await store.commit([
          { kind: 'replace', collection: 'samples', document, expectedRevision: 1 },
        ]),
      ).toEqual({ committed: false, index: 0, reason: 'stale' })
    })

    it('are finished once only when it turns out that they were nearly done', async () => {
      await leaveHalfDone({ _id: 'a', revision: 1 })
      await store.commit([{ kind: 'insert', collection: 'entries', document: entry }])
      const second = await open()
      expect(await second.find('entries', { limit: 9 })).toEqual([entry])
      expect(await left()).toBe(0)
      await second.close()
    })

    it('of a removal left half done hide the document and free its id', async () => {
      await leaveHalfDone({ _id: 'a', revision: 1, _removed: true })
      expect(await store.get('samples', 'a')).toBeUndefined()
      expect(await store.find('samples', { limit: 9 })).toEqual([])
      const document = { id: 'a', revision: 1, again: true }
      expect(await store.commit([{ kind: 'insert', collection: 'samples', document }])).toEqual({
        committed: true,
      })
      expect(await store.get('samples', 'a')).toEqual(document)
      expect(await store.get('entries', 'e1')).toEqual(entry)
    })

    it('whose later writes are not inserts are refused as our own mistake', async () => {
      const document = { id: 'a', revision: 1 }
      await expect(
        store.commit([
          { kind: 'insert', collection: 'samples', document },
          { kind: 'remove', collection: 'samples', id: 'b', expectedRevision: 1 },
        ]),
      ).rejects.toThrow(TypeError)
      expect(await store.get('samples', 'a')).toBeUndefined()
    })

    it('of a document over 16 MB are refused in plain words', async () => {
      const document = { id: 'big', revision: 1, text: '中'.repeat(6_000_000) }
      await expect(
        store.commit([{ kind: 'insert', collection: 'samples', document }]),
      ).rejects.toMatchObject({ code: 'STORE_TOO_LARGE' })
      expect(await store.get('samples', 'big')).toBeUndefined()
    })

    it('leave no mark behind once the store is closed', async () => {
      for (let n = 0; n < 20; n += 1) {
        await store.commit([
          { kind: 'insert', collection: 'samples', document: { id: `s${n}`, revision: 1 } },
          { kind: 'insert', collection: 'entries', document: { id: `e${n}`, revision: 1 } },
        ])
      }
      await store.close()
      expect(await left()).toBe(0)
    })
  },
)

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined
    ? `the data version of MongoDB: ${withoutMongo}`
    : 'the data version of MongoDB',
  { timeout: 120_000 },
  () => {
    let database: string
    const open = () => openMongoStore({ url: mongoUrl!, database, collections: declared })
    const declared = [{ name: 'cases', indexes: [['county', 'updatedAt']], unique: ['createKey'] }]
    const versionNow = () =>
      inDatabase(database, async (direct) => {
        const [mark] = await direct.collection('storeSchema').find().toArray()
        return mark?.['version'] as unknown
      })
    const written = {
      id: 'c1',
      revision: 3,
      createKey: 'k',
      'fromUnit.tier': 1,
      history: [{ seq: 1 }, { seq: 2 }],
    }

    beforeEach(() => {
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
    })
    afterEach(() => dropDatabase(database))

    /** What a server of version 1 left: documents, half a commit, an index, and no mark. */
    const leaveFirst = () =>
      inDatabase(database, async (direct) => {
        const cases = direct.collection<MongoDocument>('cases')
        await cases.insertOne(encodeDocument(written, declared[0]!))
        await cases.insertOne({
          ...encodeDocument({ ...written, id: 'c2', createKey: 'l' } as never, declared[0]!),
          _unsettled: true,
          _followUps: [{ collection: 'cases', document: { _id: 'c3', revision: 1 } }],
        })
        await cases.createIndex(
          { fromUnit: 1, updatedAt: 1, _id: 1 },
          { name: 'fromUnit_updatedAt' },
        )
      })

    it('of a new database is the present one, also when many open it at once', async () => {
      const stores = await Promise.all(Array.from({ length: 6 }, () => open()))
      expect(await versionNow()).toBe(dataVersion)
      await Promise.all(stores.map((store) => store.close()))
    })

    it('1 is brought forward with everything in it, also by several servers at once', async () => {
      await leaveFirst()
      const [store, ...others] = await Promise.all([open(), open(), open()])
      expect(await store.get('cases', 'c1')).toEqual(written)
      expect(await store.get('cases', 'c2')).toEqual({ ...written, id: 'c2', createKey: 'l' })
      expect(await store.get('cases', 'c3')).toEqual({ id: 'c3', revision: 1 })
      expect(await versionNow()).toBe(dataVersion)
      const names = await inDatabase(database, async (direct) =>
        (await direct.collection('cases').indexes()).map(({ name }) => name),
      )
      expect(new Set(names)).toEqual(
        new Set(['_id_', 'county_updatedAt', 'unique_createKey', 'unsettled']),
      )
      await Promise.all([store, ...others].map((each) => each.close()))
    })

    it('of a newer Jieli is refused, and left as it is', async () => {
      await (await open()).close()
      await inDatabase(database, (direct) =>
        direct
          .collection<{ _id: string; version: number }>('storeSchema')
          .updateOne({ _id: 'version' }, { $set: { version: 99 } }),
      )
      await expect(open()).rejects.toMatchObject({
        code: 'STORE_NEWER',
        message: expect.stringContaining('data version 99'),
      })
      expect(await versionNow()).toBe(99)
    })
  },
)
