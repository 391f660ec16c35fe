import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { embeddedSqlite, openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contentsBeside } from '../../../server/src/adapters/sqlite/file-contents.ts'
import { encryptFiles } from '../../../server/src/encryption/encrypt-files.ts'
import { makeBackup } from '../../../server/src/backup/make-backup.ts'
import { restoreBackup } from '../../../server/src/backup/restore-backup.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { grants, openTestServer, serveStore, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'

const home = mkdtempSync(path.join(tmpdir(), 'jieli-kept-'))
const embedded = embeddedSqlite(collections)
const now = '2025-03-03T09:00:00.000+08:00'
const clock = new TurnableClock(now)
const scan = Buffer.from('%PDF-1.4\n% consent\n%%EOF\n')
const backup = path.join(home, 'monday')
let server: TestServer
let key: string
let id: string
let sha256: string

beforeAll(async () => {
  server = await openTestServer(clock)
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  id = (await server.ask('/v1/cases', { key, body })).body.id
  const uploaded = await server.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${id}/attachments?name=consent.pdf`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
    payload: scan,
  })
  sha256 = uploaded.json<{ sha256: string }>().sha256
  await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'note', attachments: [sha256] },
  })
  await server.store.writeCheckpoint()
  await makeBackup({ embedded, folder: server.folder, to: backup, madeAt: now, withKey: true })
})
afterAll(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

const restore = async (folder: string, more: object = {}) =>
  await restoreBackup({
    embedded,
    from: backup,
    folder,
    replace: false,
    damaged: false,
    now,
    ...more,
  })
const contentIn = (folder: string) => path.join(folder, 'attachments', sha256.slice(0, 2), sha256)

it('a backup has the documents that were filed, and a server on what is restored hands them out', async () => {
  const folder = path.join(home, 'restored')
  const { restored, manifest, report } = await restore(folder)
  expect([restored, report.problems]).toEqual([true, []])
  expect(manifest).toMatchObject({
    format: 2,
    attachments: { count: 1, bytes: scan.length, damaged: [] },
  })
  const file = path.join(folder, 'jieli.sqlite')
  const again = await serveStore(openSqliteStore({ file, collections }), {
    place: { kind: 'sqlite', file },
    folder,
    clock,
    bundled: new Map(),
  })
  const opened = await again.app.inject({
    url: `/api/v1/cases/${id}/attachments/${sha256}`,
    headers: { authorization: `Bearer ${key}` },
  })
  expect([opened.statusCode, opened.rawPayload.equals(scan)]).toEqual([200, true])
  await again.close()
})

it('what is replaced is kept with its documents', async () => {
  const folder = path.join(home, 'replaced')
  await restore(folder)
  const { kept = '' } = await restore(folder, { replace: true })
  expect(readFileSync(contentIn(folder)).equals(scan)).toBe(true)
  expect(readFileSync(contentIn(kept)).equals(scan)).toBe(true)
})

it('a backup whose document is damaged or gone is not restored, and nothing is touched', async () => {
  const folder = path.join(home, 'untouched')
  for (const spoil of [
    () => writeFileSync(contentIn(backup), 'another'),
    () => rmSync(contentIn(backup)),
  ]) {
    spoil()
    await expect(restore(folder)).rejects.toThrow(/damaged|should hold 1/)
    expect(existsSync(path.join(folder, 'jieli.sqlite'))).toBe(false)
  }
  writeFileSync(contentIn(backup), scan)
})

it('a document that was damaged before is told, backed up as it is, and restored only when that is said', async () => {
  writeFileSync(contentIn(server.folder), 'another')
  const from = path.join(home, 'tuesday')
  const { attachments } = await makeBackup({
    embedded,
    folder: server.folder,
    to: from,
    madeAt: now,
    withKey: true,
  })
  expect(attachments).toEqual({ count: 1, bytes: 7, damaged: [sha256] })
  const folder = path.join(home, 'anyway')
  const refused = await restore(folder, { from })
  expect([refused.restored, refused.report.problems.map(({ code }) => code)]).toEqual([
    false,
    ['ATTACHMENT_CHANGED'],
  ])
  expect((await restore(folder, { from, damaged: true })).restored).toBe(true)
  writeFileSync(contentIn(server.folder), scan)
})

it('AT8 a backup of encrypted documents needs no key, tells which are damaged, and opens with the key again', async () => {
  const keys = { algorithms: 'national', keys: [randomBytes(32).toString('base64')] } as const
  const data = path.join(home, 'encrypted')
  await restore(data)
  const file = path.join(data, 'jieli.sqlite')
  const folder = path.join(data, 'attachments', 'incoming')
  await encryptFiles(contentsBeside(file).each(), keys, {
    to: 'encrypted',
    folder,
    room: 'attachments',
  })
  expect(readFileSync(contentIn(data)).includes('consent')).toBe(false)
  const from = path.join(home, 'wednesday')
  const backUp = async (to: string) =>
    await makeBackup({ embedded, folder: data, to, madeAt: now, withKey: true })
  expect((await backUp(from)).attachments).toMatchObject({ count: 1, damaged: [] })
  const again = path.join(home, 'encrypted-again')
  const opened = embeddedSqlite(collections, keys)
  const { restored, report } = await restore(again, { from, embedded: opened })
  expect([restored, report.problems]).toEqual([true, []])
  const bytes = readFileSync(contentIn(data))
  writeFileSync(contentIn(data), bytes.with(20, bytes[20]! ^ 1))
  const { attachments } = await backUp(path.join(home, 'thursday'))
  expect(attachments).toMatchObject({ count: 1, damaged: [sha256] })
})
