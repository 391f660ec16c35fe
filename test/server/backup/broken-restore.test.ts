import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { putInPlace } from '../../../server/src/backup/put-in-place.ts'
import { assertFileThere, recogniseStore } from '../../../server/src/identity/recognise-store.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { StoreError } from '../../../server/src/ports/store-error.ts'

const home = mkdtempSync(path.join(tmpdir(), 'jieli-broken-'))
const now = '2026-11-30T08:00:00.000+08:00'
const inHome = (name: string) => path.join(home, name)
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Starts on a folder as far as a server does before anything is written, and says whose store it has. */
async function startOn(folder: string): Promise<string> {
  const where = path.join(folder, 'jieli.sqlite')
  try {
    await assertFileThere({ folder, where })
    const store = openSqliteStore({ file: where, collections })
    try {
      await recogniseStore(store, commitMarks(store, auditedCollections), { folder, where })
      const mark = await store.get<{ id: string; revision: number; of?: string }>('meta', 'whose')
      return mark?.of ?? 'nobody'
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return error.code
  }
}

/** A data folder of somebody, as a server that was killed left it: its newest part is beside the store. */
async function makeFolder(of: string): Promise<void> {
  const made = inHome(`${of}-open`)
  mkdirSync(made)
  const file = path.join(made, 'jieli.sqlite')
  const first = openSqliteStore({ file, collections })
  await recogniseStore(first, commitMarks(first, auditedCollections), { folder: made, where: file })
  await first.close()
  const store = openSqliteStore({ file, collections })
  const document = { id: 'whose', revision: 1, of }
  await store.commit([{ kind: 'insert', collection: 'meta', document }])
  writeFileSync(path.join(made, 'signing-key.pem'), of)
  writeFileSync(path.join(made, 'audit-checkpoints.ndjson'), of)
  cpSync(made, inHome(of), { recursive: true })
  await store.close()
}

beforeAll(async () => {
  await makeFolder('former')
  await makeFolder('other')
  // The same store some time before, and one of before stores had ids.
  cpSync(inHome('former'), inHome('earlier'), { recursive: true })
  const store = openSqliteStore({ file: path.join(inHome('earlier'), 'jieli.sqlite'), collections })
  const document = { id: 'whose', revision: 2, of: 'earlier' }
  await store.commit([{ kind: 'replace', collection: 'meta', document, expectedRevision: 1 }])
  await store.close()
  writeFileSync(path.join(inHome('earlier'), 'signing-key.pem'), 'earlier')
})

/** Every way the files are changed by, so that one may be the last. */
const changes = ['rename', 'copyFile', 'mkdir', 'rm', 'chmod'] as const

/** Runs work that stops dead at its nth change of a file. @returns whether it came to its end before */
async function brokenOffAt(nth: number, work: () => Promise<unknown>): Promise<boolean> {
  const kept = changes.map((name) => [name, fs[name]] as const)
  let count = 0
  for (const [name, real] of kept) {
    const broken = async (...args: unknown[]) => {
      count += 1
      if (count >= nth) throw new Error('the machine stopped')
      return await (real as (...given: unknown[]) => Promise<unknown>)(...args)
    }
    Object.assign(fs, { [name]: broken })
  }
  syncBuiltinESMExports()
  try {
    await work()
    return true
  } catch (error) {
    expect(error).toMatchObject({ message: 'the machine stopped' })
    return false
  } finally {
    Object.assign(fs, Object.fromEntries(kept))
    syncBuiltinESMExports()
  }
}

describe.each([
  ['another store', 'other'],
  ['an earlier state of the same store', 'earlier'],
])('a restore of %s, stopped after any change of a file', (_, restored) => {
  it('leaves the former store whole, or the restored one, or none that a server starts on', async () => {
    const found = new Set<string>()
    let ended = false
    for (let nth = 1; !ended; nth++) {
      const data = inHome(`${restored}-${nth}`)
      const staged = path.join(data, 'restoring')
      cpSync(inHome('former'), data, { recursive: true })
      cpSync(inHome(restored), staged, { recursive: true })
      // A backup is one plain file.
      if (existsSync(path.join(staged, 'jieli.sqlite-wal'))) await startOn(staged)
      ended = await brokenOffAt(nth, () => putInPlace(staged, data, now))
      const whose = await startOn(data)
      found.add(whose)
      expect(['former', restored, 'STORE_GONE', 'STORE_OTHER'], `stopped at ${nth}`).toContain(
        whose,
      )
      // The key is that of the store: with another a server would not start.
      if (whose === 'former' || whose === restored)
        expect(readFileSync(path.join(data, 'signing-key.pem'), 'utf8')).toBe(whose)
      // Done again, it ends.
      rmSync(staged, { recursive: true, force: true })
      cpSync(inHome(restored), staged, { recursive: true })
      await startOn(staged)
      await putInPlace(staged, data, now.replace('08:00', '09:00'))
      expect(await startOn(data)).toBe(restored)
    }
    expect([...found].toSorted()).toEqual(
      [
        'STORE_GONE',
        ...(restored === 'other' ? ['STORE_OTHER'] : []),
        'former',
        restored,
      ].toSorted(),
    )
  })
})
