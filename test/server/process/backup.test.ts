import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedSqlite, openSqliteReader } from '@jieli/server/adapters'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../../scripts/launch/root.mjs'
import { makeBackup } from '../../../server/src/backup/make-backup.ts'
import { restoreBackup } from '../../../server/src/backup/restore-backup.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { runCli } from '../cli/run-cli.ts'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const page = readFileSync(path.join(root, 'docs/backup.md'), 'utf8')
const home = mkdtempSync(path.join(tmpdir(), 'jieli-backup-'))
const inHome = (...names: string[]) => path.join(home, ...names)
const data = inHome('data')
const monday = inHome('backups', 'monday')
const embedded = embeddedSqlite(collections)
/** What the server has acknowledged: each case's revision. */
const acknowledged = new Map<string, number>()
let atBackup: Map<string, number>
let server: ServerProcess

/** The commands of the page under a heading, with its places put into our folder. */
function commandsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const [, block = ''] = /```sh\n([^`]*)```/.exec(section) ?? []
  const places = {
    '/var/backups/jieli': inHome('backups'),
    '/srv/jieli/data': data,
    '/tmp/jieli-rehearsal': inHome('rehearsal'),
  }
  return block
    .trim()
    .split('\n')
    .map((line) =>
      Object.entries(places)
        .reduce((text, [place, ours]) => text.replaceAll(place, ours), line)
        .split(' ')
        .slice(1),
    )
}

async function follow(heading: string): Promise<string> {
  const commands = commandsUnder(heading)
  expect(commands.length).toBeGreaterThan(0)
  const outputs: string[] = []
  for (const args of commands) {
    const { code, output, errors } = await runCli(...args)
    expect([args, code, errors]).toEqual([args, 0, ''])
    outputs.push(output)
  }
  return outputs.join('')
}

async function startCase(key: string, patient: string): Promise<string> {
  const reply = await server.ask('/cases', key, {
    ruleset: 'district-plan-demo',
    pathway: 'referral',
    facts: { 'patient.id': patient, 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
  })
  expect(reply.status).toBe(201)
  const { id } = (await reply.json()) as { id: string }
  acknowledged.set(id, 1)
  return id
}

async function step(key: string, id: string): Promise<void> {
  const reply = await server.ask(
    `/cases/${id}/events`,
    key,
    { type: 'recordPatientChoice' },
    { 'idempotency-key': `choice-${id}`, 'if-match': '"1"' },
  )
  expect(reply.status).toBe(200)
  acknowledged.set(id, ((await reply.json()) as { revision: number }).revision)
}

const now = '2026-11-30T08:00:00.000+08:00'
const restore = async (from: string, more: object = {}) =>
  await restoreBackup({
    embedded,
    from,
    folder: inHome('empty'),
    replace: false,
    damaged: false,
    now,
    ...more,
  })

beforeAll(async () => {
  makeOldFolder(data)
  server = await new ServerProcess(data, await freePort(), { JIELI_DEMO: 'off' }).ready()
  mkdirSync(inHome('backups'))
})
afterAll(async () => {
  await server.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

describe('docs/backup.md, followed to the letter', () => {
  it('a backup is made while the server is under load, and no request fails for it', async () => {
    const key = server.firstStart.apiKey ?? ''
    let over = false
    const load = Array.from({ length: 4 }, async (_, worker) => {
      for (let turn = 0; !over; turn++) await step(key, await startCase(key, `${worker}-${turn}`))
    })
    while (acknowledged.size < 10) await pause(50)
    atBackup = new Map(acknowledged)
    const output = await follow('Every day')
    const during = acknowledged.size
    over = true
    await Promise.all(load)
    expect(output).toContain('signing-key.pem')
    expect(during).toBeGreaterThan(atBackup.size)
    expect(readdirSync(monday).toSorted()).toEqual(
      [
        'audit-checkpoints.ndjson',
        'jieli.sqlite',
        'manifest.json',
        'secret.key',
        'signing-key.pem',
        'store-id',
      ].toSorted(),
    )
    for (const name of readdirSync(monday))
      expect([name, statSync(path.join(monday, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('everything acknowledged before the backup began is in it, and all chains verify', async () => {
    const output = await follow('A rehearsal')
    expect(output.match(/没有发现问题|发现 0 个问题/g)).toHaveLength(2)
    const store = openSqliteReader({ file: inHome('rehearsal', 'jieli.sqlite'), collections })
    try {
      for (const [id, revision] of atBackup) {
        const found = await store.get<CaseDocument>('cases', id)
        expect(found?.revision).toBeGreaterThanOrEqual(revision)
      }
    } finally {
      await store.close()
    }
  })

  it('restoring refuses while the server runs, and without --replace over data', async () => {
    const over = { folder: data }
    await expect(restore(monday, { ...over, replace: true })).rejects.toThrow('请先停止它')
    expect(await server.kill('SIGKILL')).toBe('SIGKILL')
    await expect(restore(monday, over)).rejects.toThrow('has data already')
    expect(existsSync(path.join(data, 'restoring'))).toBe(false)
  })

  it('after a loss the server goes on from the backup, and what was there is kept', async () => {
    const output = await follow('After a loss')
    const [kept = ''] = readdirSync(data).filter((name) => name.startsWith('replaced-'))
    expect(output).toContain(kept)
    // What a server that was killed had not yet written into its file is kept as well.
    expect(readdirSync(path.join(data, kept))).toEqual(
      expect.arrayContaining(['jieli.sqlite', 'jieli.sqlite-wal', 'first-start.json']),
    )
    const { apiKey = '' } = JSON.parse(
      readFileSync(path.join(data, kept, 'first-start.json'), 'utf8'),
    ) as { apiKey?: string }
    server = await new ServerProcess(data, await freePort(), { JIELI_DEMO: 'off' }).ready()
    for (const [id, revision] of atBackup) {
      const found = await (await server.ask(`/cases/${id}`, apiKey)).json()
      expect(found).toMatchObject({ id })
      expect((found as { revision: number }).revision).toBeGreaterThanOrEqual(revision)
    }
    acknowledged.clear()
    await step(apiKey, await startCase(apiKey, 'after'))
  })
})

describe('what is no backup, or no longer one, restores nothing', () => {
  it('a folder that was no backup, and a name that is taken', async () => {
    await expect(restore(inHome('backups'))).rejects.toThrow('is no backup')
    const options = { embedded, folder: data, madeAt: now, withKey: true }
    await expect(makeBackup({ ...options, to: monday })).rejects.toThrow('choose another name')
    await expect(makeBackup({ ...options, folder: home, to: inHome('b') })).rejects.toThrow(
      'has no embedded store',
    )
    expect(existsSync(inHome('b.part'))).toBe(false)
  })

  it('a backup without its key needs it; with it the same store is there', async () => {
    const to = inHome('backups', 'keyless')
    await makeBackup({ embedded, folder: data, to, madeAt: now, withKey: false })
    expect(existsSync(path.join(to, 'signing-key.pem'))).toBe(false)
    await expect(restore(to)).rejects.toThrow('made without its key')
    const keyFile = path.join(data, 'signing-key.pem')
    const done = await restore(to, { folder: inHome('keyed'), keyFile })
    expect(done).toMatchObject({ restored: true, report: { sound: true } })
    // The key of somebody else verifies nothing, and nothing is put in place.
    await ownSigningKey(inHome('theirs'))
    const theirs = { folder: inHome('other'), keyFile: inHome('theirs', 'signing-key.pem') }
    expect(await restore(to, theirs)).toMatchObject({ restored: false, report: { sound: false } })
    expect(existsSync(inHome('other', 'jieli.sqlite'))).toBe(false)
  })

  it('a byte that was changed is found by its hash', async () => {
    appendFileSync(path.join(monday, 'audit-checkpoints.ndjson'), '\n')
    await expect(restore(monday)).rejects.toThrow('does not match its hash')
    expect(readdirSync(inHome('empty'))).toEqual(['server.lock'])
  })
})

it('where the store is MongoDB, the command says by what it is backed up', async () => {
  process.env['JIELI_MONGODB_URL'] = 'mongodb://localhost/jieli'
  try {
    const { code, errors } = await runCli('backup', inHome('x'), '--language', 'en')
    expect([code, errors]).toEqual([2, expect.stringContaining('mongodump --oplog')])
  } finally {
    delete process.env['JIELI_MONGODB_URL']
  }
})
