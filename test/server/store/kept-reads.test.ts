import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepReads, keptFor } from '../../../server/src/ports/kept-reads.ts'
import type { Store, StoredDocument } from '../../../server/src/ports/store.ts'
import { type TemporaryStore, temporaryStore } from './temporary-store.ts'

let place: TemporaryStore
let asked: number

beforeEach(() => {
  place = temporaryStore()
  asked = 0
})
afterEach(async () => {
  await place.destroy()
})

/** The store, with what is read of it counted; like one over the network it need not tell what others wrote. */
function counted(telling: boolean): Store {
  const { store } = place
  return {
    get: async <T extends StoredDocument>(...about: Parameters<Store['get']>) => {
      asked += 1
      return await store.get<T>(...about)
    },
    find: async <T extends StoredDocument>(...about: Parameters<Store['find']>) => {
      asked += 1
      return await store.find<T>(...about)
    },
    distinct: async (...about) => store.distinct(...about),
    commit: async (writes) => store.commit(writes),
    ping: async () => store.ping(),
    close: async () => store.close(),
    ...(telling && { writesOfOthers: () => store.writesOfOthers?.() ?? 0 }),
  }
}

const key = (revision: number, disabled = false) => ({ id: 'k1', revision, hash: 'h', disabled })
const byHash = { where: [{ field: 'hash', operator: 'equal', value: 'h' }], limit: 1 } as const

async function write(revision: number, disabled: boolean, store = place.store) {
  return await store.commit([
    revision === 1
      ? { kind: 'insert', collection: 'keys', document: key(1, disabled) }
      : {
          kind: 'replace',
          collection: 'keys',
          document: key(revision, disabled),
          expectedRevision: revision - 1,
        },
  ])
}

test('what is read again is answered without asking the store', async () => {
  await write(1, false)
  const kept = keepReads(counted(true))
  const first = await kept.find('keys', byHash)
  expect(await kept.find('keys', byHash)).toEqual(first)
  expect(await kept.get('keys', 'k1')).toEqual(key(1))
  expect(await kept.get('keys', 'k1')).toEqual(key(1))
  expect(asked).toBe(2)
})

test('what this process writes is read as it was written', async () => {
  await write(1, false)
  const kept = keepReads(counted(true))
  await kept.find('keys', byHash)
  const change = [
    { kind: 'replace', collection: 'keys', document: key(2, true), expectedRevision: 1 },
  ] as const
  await kept.through(change, async () => place.store.commit(change))
  expect(await kept.find('keys', byHash)).toEqual([key(2, true)])
})

test('a read that was under way while something was written is not kept', async () => {
  await write(1, false)
  const slow = counted(true)
  let go = () => {}
  const waits = new Promise<void>((resolve) => {
    go = resolve
  })
  const kept = keepReads({
    ...slow,
    get: async <T extends StoredDocument>(collection: string, id: string) => {
      const found = await slow.get<T>(collection, id)
      await waits
      return found
    },
  })
  const reading = kept.get('keys', 'k1')
  const change = [
    { kind: 'replace', collection: 'keys', document: key(2, true), expectedRevision: 1 },
  ] as const
  await kept.through(change, async () => place.store.commit(change))
  go()
  expect(await reading).toEqual(key(1))
  expect(await kept.get('keys', 'k1')).toEqual(key(2, true))
})

test('what somebody else writes into the same file is seen with the next read', async () => {
  await write(1, false)
  const kept = keepReads(counted(true))
  expect(await kept.find('keys', byHash)).toEqual([key(1)])
  await write(2, true, place.reopen())
  expect(await kept.find('keys', byHash)).toEqual([key(2, true)])
})

test('that something is not there is kept until somebody writes it', async () => {
  const kept = keepReads(counted(true))
  expect(await kept.get('keys', 'k1')).toBeUndefined()
  expect(await kept.get('keys', 'k1')).toBeUndefined()
  expect(asked).toBe(1)
  await write(1, false, place.reopen())
  expect(await kept.get('keys', 'k1')).toEqual(key(1))
})

test('of a store over the network what is there is kept for a moment, and what is not there not at all', async () => {
  let now = 0
  const kept = keepReads(counted(false), () => now)
  expect(await kept.get('keys', 'k1')).toBeUndefined()
  await write(1, false)
  expect(await kept.get('keys', 'k1')).toEqual(key(1))
  await write(2, true)
  now = keptFor - 1
  expect(await kept.get('keys', 'k1')).toEqual(key(1))
  now = keptFor
  expect(await kept.get('keys', 'k1')).toEqual(key(2, true))
})

test('nobody can change what others are given', async () => {
  await write(1, false)
  const kept = keepReads(counted(true))
  const [first] = await kept.find<StoredDocument & { disabled: boolean }>('keys', byHash)
  expect(() => {
    Object.assign(first!, { disabled: true })
  }).toThrow(TypeError)
  const found = await kept.find('keys', byHash)
  found.pop()
  expect(await kept.find('keys', byHash)).toEqual([key(1)])
})

test('other collections are read from the store each time', async () => {
  const kept = keepReads(counted(true))
  await kept.get('cases', 'c1')
  await kept.get('cases', 'c1')
  expect(asked).toBe(2)
})
