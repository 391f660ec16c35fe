import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import {
  assertFileThere,
  type NewStore,
  recogniseStore,
} from '../../../server/src/identity/recognise-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store } from '../../../server/src/ports/store.ts'

let root: string
const opened: Store[] = []

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'jieli-identity-'))
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(root, { recursive: true })
})

const folder = () => root
const idFile = () => path.join(root, 'store-id')
const idNow = () => readFileSync(idFile(), 'utf8').trim()

/** A store in a file of its own beside the folder: the folder's, or another. */
function storeAt(name: string): Store {
  const store = openSqliteStore({ file: path.join(root, `${name}.sqlite`), collections })
  opened.push(store)
  return store
}

function start(store: Store, newStore?: NewStore): Promise<void> {
  const commit = commitMarks(store, auditedCollections)
  return recogniseStore(store, commit, { folder: folder(), where: 'the store', newStore })
}

async function fill(store: Store): Promise<void> {
  const document = { id: 'first-start', revision: 1, done: true }
  await store.commit([{ kind: 'insert', collection: 'meta', document }])
}

const idOf = async (store: Store) =>
  (await store.get<{ id: string; revision: number; storeId: string }>('meta', 'store'))?.storeId

describe('a data folder and a store', () => {
  it('that are both new know each other from then on, for the folder’s owner only', async () => {
    const store = storeAt('a')
    await start(store)
    expect(await idOf(store)).toBe(idNow())
    expect(statSync(idFile()).mode & 0o777).toBe(0o600)
    const before = idNow()
    await fill(store)
    await start(store)
    await start(store, 'refuse')
    expect(idNow()).toBe(before)
  })

  it('of an older Jieli, which knew no ids, are taken as they are', async () => {
    const store = storeAt('a')
    await fill(store)
    writeFileSync(path.join(folder(), 'first-start.json'), '{}')
    await start(store, 'refuse')
    expect(await idOf(store)).toBe(idNow())
  })

  it('of two servers that open an empty store at once get one id', async () => {
    const store = storeAt('a')
    const other = mkdtempSync(path.join(tmpdir(), 'jieli-identity-'))
    const commit = commitMarks(store, auditedCollections)
    await Promise.all([
      recogniseStore(store, commit, { folder: folder(), where: 'the store' }),
      recogniseStore(store, commit, { folder: other, where: 'the store' }),
    ])
    expect(readFileSync(path.join(other, 'store-id'), 'utf8').trim()).toBe(idNow())
    expect(await idOf(store)).toBe(idNow())
    rmSync(other, { recursive: true })
  })

  it('join where the store is one of several servers’ and the folder is new', async () => {
    const store = storeAt('a')
    await start(store)
    const id = idNow()
    rmSync(idFile())
    await start(store, 'refuse')
    expect(idNow()).toBe(id)
  })

  it('are refused where the store was there and is empty, and nothing is written', async () => {
    await start(storeAt('a'))
    const id = idNow()
    const empty = storeAt('b')
    for (const newStore of [undefined, 'refuse'] as const)
      await expect(start(empty, newStore)).rejects.toMatchObject({ code: 'STORE_GONE' })
    expect(idNow()).toBe(id)
    expect(await idOf(empty)).toBeUndefined()
    await start(empty, 'accept')
    expect(idNow()).not.toBe(id)
    expect(await idOf(empty)).toBe(idNow())
  })

  it('are refused where an older Jieli’s folder tells of a first start and the store is empty', async () => {
    writeFileSync(path.join(folder(), 'first-start.json'), '{}')
    const empty = storeAt('a')
    await expect(start(empty)).rejects.toMatchObject({
      code: 'STORE_GONE',
      message: expect.stringMatching(
        /从备份恢复.*JIELI_NEW_STORE=accept.*restore it from a backup/,
      ),
    })
    expect(existsSync(idFile())).toBe(false)
  })

  it('are refused where the store is another one’s, with or without an id', async () => {
    await start(storeAt('a'))
    const id = idNow()
    const other = storeAt('b')
    await fill(other)
    await expect(start(other)).rejects.toMatchObject({ code: 'STORE_OTHER' })
    rmSync(idFile())
    await start(other)
    writeFileSync(idFile(), `${id}\n`)
    const refused = start(other)
    await expect(refused).rejects.toMatchObject({
      code: 'STORE_OTHER',
      message: expect.stringContaining(id),
    })
    await start(other, 'accept')
    expect(idNow()).toBe(await idOf(other))
  })

  it('keep what the first start of each store wrote, in its place while the store is the folder’s', async () => {
    const file = path.join(folder(), 'first-start.json')
    const [first, other] = [storeAt('a'), storeAt('b')]
    await start(first)
    const id = idNow()
    writeFileSync(file, 'of the first')
    await start(other, 'accept')
    expect(existsSync(file)).toBe(false)
    expect(readFileSync(path.join(folder(), `first-start-${id}.json`), 'utf8')).toBe('of the first')
    writeFileSync(file, 'of the other')
    await start(other, 'accept')
    expect(readFileSync(file, 'utf8')).toBe('of the other')
    await start(first, 'accept')
    expect(readFileSync(file, 'utf8')).toBe('of the first')
  })

  it('that are new are refused where only a store that was there may be started on', async () => {
    const empty = storeAt('a')
    await expect(start(empty, 'refuse')).rejects.toMatchObject({
      code: 'STORE_GONE',
      message: expect.stringContaining('mounted'),
    })
  })
})

describe('a data file', () => {
  const where = () => path.join(root, 'jieli.sqlite')
  const check = (newStore?: NewStore) =>
    assertFileThere({ folder: folder(), where: where(), newStore })

  it('that is gone or empty is refused before a new one is made, where the folder has one', async () => {
    await expect(check()).resolves.toBeUndefined()
    writeFileSync(idFile(), 'an-id\n')
    await expect(check()).rejects.toMatchObject({ code: 'STORE_GONE' })
    writeFileSync(where(), '')
    await expect(check()).rejects.toMatchObject({ code: 'STORE_GONE' })
    await expect(check('accept')).resolves.toBeUndefined()
    writeFileSync(where(), 'something')
    await expect(check()).resolves.toBeUndefined()
  })
})
