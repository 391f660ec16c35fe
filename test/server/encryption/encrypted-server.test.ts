import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compactSqliteFile, openSqliteStore } from '@jieli/server/adapters'
import { afterEach, expect, it } from 'vitest'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import {
  assertKeys,
  beginEncryption,
  endEncryption,
} from '../../../server/src/encryption/begin-encryption.ts'
import { encryptAll } from '../../../server/src/encryption/encrypt-all.ts'
import { contentsBeside } from '../../../server/src/adapters/sqlite/file-contents.ts'
import { encryptFiles } from '../../../server/src/encryption/encrypt-files.ts'
import { encryptedStore } from '../../../server/src/encryption/encrypted-store.ts'
import type { EncryptionMark } from '../../../server/src/documents/marks.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { AlgorithmSet, DataKeys } from '../../../server/src/ports/data-keys.ts'
import type { StoredDocument } from '../../../server/src/ports/store.ts'
import { codesOf, Tamperer } from '../audit/tamper.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

const fresh = () => randomBytes(32).toString('base64')
const keysOf = (algorithms: AlgorithmSet, ...keys: [string, ...string[]]): DataKeys => ({
  algorithms,
  keys,
})

/** What would show in the data, were it not encrypted: a patient, a reason, the name of a document, and what it holds. */
const canaries = [
  'patient-canary-7',
  '胸痛三小时',
  'canary-report.pdf',
  'canary of the content',
] as const
const report = Buffer.from(`%PDF-1.4 ${canaries[3]}\n%%EOF\n`)
const reportHash = createHash('sha256').update(report).digest('hex')

let server: TestServer
afterEach(async () => {
  await server.discard()
})

async function fill(): Promise<string> {
  await server.publish(smallRuleset())
  const key = await server.key(grants.integrator)
  const facts = { ...referralFacts(), 'patient.id': canaries[0] }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  const uploaded = await server.ask(`/v1/cases/${id}/attachments?name=${canaries[2]}`, {
    key,
    method: 'POST',
    body: report,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const attachments = [uploaded.body.sha256]
  await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'send', reason: canaries[1], attachments },
  })
  return id as string
}

/** The bytes of the data file with what is not in it yet, and of every file of documents. */
function stored(): Buffer {
  const file = path.join(server.folder, 'jieli.sqlite')
  const files = globSync(path.join(server.folder, 'attachments/**')).filter((each) =>
    statSync(each).isFile(),
  )
  return Buffer.concat(
    [file, `${file}-wal`, ...files]
      .filter((each) => existsSync(each))
      .map((each) => readFileSync(each)),
  )
}
const shown = () => canaries.filter((canary) => stored().includes(canary))

async function expectUsable(id: string): Promise<void> {
  const key = await server.key(grants.integrator)
  const read = (await server.ask(`/v1/cases/${id}`, { key })).body
  expect(read).toMatchObject({ patient: canaries[0], damage: [] })
  expect(read.history[1].reason).toBe(canaries[1])
  const url = `/api/v1/cases/${id}/attachments/${reportHash}`
  const headers = { authorization: `Bearer ${key}` }
  const opened = await server.app.inject({ url, headers })
  expect([opened.statusCode, opened.rawPayload.equals(report)]).toEqual([200, true])
  const found = await server.ask(`/v1/cases?patient=${canaries[0]}`, { key })
  expect(found.body.items).toMatchObject([{ id, patient: canaries[0] }])
  const auditor = await server.key(grants.auditor)
  const looked = await server.ask(`/v1/case-reads?patient=${canaries[0]}`, { key: auditor })
  expect(looked.body.items.length).toBeGreaterThan(0)
  // That somebody looked for this patient is an entry about the patient.
  const entries = await server.ask(`/v1/audit?target=${canaries[0]}`, { key: auditor })
  const [entry] = entries.body.items
  expect(entry).toMatchObject({ action: 'case-reads.read', target: canaries[0] })
  expect((await server.store.verify(undefined, eager)).problems).toEqual([])
}

/** Ends the server, works on its data as a command does, and opens it again. */
async function between(work: () => Promise<void>, keys: DataKeys | undefined): Promise<void> {
  await server.app.close()
  await server.store.close()
  await work()
  server = await server.restart(keys && { keys })
}

async function encrypt(keys: DataKeys, to: 'encrypted' | 'plain' = 'encrypted') {
  const file = path.join(server.folder, 'jieli.sqlite')
  const bare = openSqliteStore({ file, collections })
  const commit = commitMarks(bare, auditedCollections)
  await beginEncryption(bare, commit, keys)
  const done = await encryptAll(bare, collections, keys, { to })
  const folder = path.join(server.folder, 'attachments', 'incoming')
  const contents = contentsBeside(file)
  const room = 'attachments'
  const documents = await encryptFiles(contents.each(), keys, { to, folder, room })
  expect(documents.unreadable).toEqual([])
  await contents.close()
  await endEncryption(bare, commit, keys, to)
  await bare.close()
  compactSqliteFile(file)
  return done
}

it('AT8 with a key nothing of a person shows in the data, and all is found; a scanner sees what came in', async () => {
  const scanner = path.join(mkdtempSync(path.join(tmpdir(), 'jieli-scanner-')), 'scan.mjs')
  writeFileSync(
    scanner,
    `import { readFileSync } from 'node:fs'
process.exit(readFileSync(process.argv.at(-1)).includes('${canaries[3]}') ? 0 : 2)\n`,
  )
  const attachments = { scanner: [process.execPath, scanner] as const }
  const keys = keysOf('national', fresh())
  server = await openTestServer(undefined, undefined, {}, { keys, attachments })
  const id = await fill()
  expect(readdirSync(path.join(server.folder, 'attachments', 'incoming'))).toEqual([])
  await expectUsable(id)
  expect(shown()).toEqual([])
})

it.skipIf(process.env['JIELI_TEST_ENCRYPTED'] === 'on')(
  'a store goes from no key to one, to another by other algorithms, and back to none',
  async () => {
    server = await openTestServer()
    const id = await fill()
    expect(shown()).toEqual(canaries)
    const [first, second] = [fresh(), fresh()]
    // Old data are read beside new ones.
    const one = keysOf('international', first)
    await between(async () => {}, one)
    await expectUsable(id)
    await between(
      async () => {
        expect((await encrypt(one)).unreadable).toEqual([])
        expect(shown()).toEqual([])
        expect((await encrypt(one)).written).toBe(0)
      },
      keysOf('national', second, first),
    )
    await expectUsable(id)
    await between(
      async () => {
        await encrypt(keysOf('national', second, first))
      },
      // The first key is needed no more.
      keysOf('national', second),
    )
    await expectUsable(id)
    await between(async () => {
      await encrypt(keysOf('national', second), 'plain')
    }, undefined)
    await expectUsable(id)
  },
)

it('without the key, or with another, nothing is opened and nothing is changed', async () => {
  const keys = keysOf('international', fresh())
  server = await openTestServer(undefined, undefined, {}, { keys })
  const id = await fill()
  await beginEncryption(server.raw, commitMarks(server.raw, auditedCollections), keys)
  const before = await server.raw.find('cases', { limit: 10 })
  for (const given of [undefined, keysOf('international', fresh())]) {
    const store = encryptedStore(server.raw, collections, given)
    await expect(store.get('cases', id)).rejects.toMatchObject({ code: 'STORE_KEY' })
    await expect(assertKeys(store, given)).rejects.toMatchObject({ code: 'STORE_KEY' })
    const beginning = beginEncryption(store, commitMarks(store, auditedCollections), given)
    await expect(beginning).rejects.toThrow('JIELI_DATA_KEYS')
  }
  expect(await server.raw.find('cases', { limit: 10 })).toEqual(before)
})

it('a store encrypted by a version that left documents as they came is told to be brought along', async () => {
  const keys = keysOf('international', fresh())
  server = await openTestServer(undefined, undefined, {}, { keys })
  const commit = commitMarks(server.raw, auditedCollections)
  const begun = async () => (await beginEncryption(server.raw, commit, keys))?.unfinished
  await begun()
  await endEncryption(server.raw, commit, keys, 'encrypted')
  expect(await begun()).toBe(false)
  const { contents: _, ...mark } = (await server.raw.get<EncryptionMark>('meta', 'encryption'))!
  await server.raw.commit([
    {
      kind: 'replace',
      collection: 'meta',
      document: { ...mark, revision: mark.revision + 1 },
      expectedRevision: mark.revision,
    },
  ])
  expect(await begun()).toBe(true)
  await endEncryption(server.raw, commit, keys, 'encrypted')
  expect(await begun()).toBe(false)
})

it('a ciphertext that was changed, or put into another case, is a damaged case and no other', async () => {
  server = await openTestServer(undefined, undefined, {}, { keys: keysOf('national', fresh()) })
  const [one, other] = [await fill(), await fill()]
  const [kept, stolen] = await Promise.all(
    [one, other].map(async (id) => server.raw.get<CaseDocument>('cases', id)),
  )
  const { revision } = kept!
  const document: StoredDocument = Object.assign(kept!, { snapshot: stolen!.snapshot })
  const write = {
    kind: 'replace',
    collection: 'cases',
    document,
    expectedRevision: revision,
  } as const
  expect(await server.raw.commit([write])).toEqual({ committed: true })
  const key = await server.key(grants.integrator)
  expect((await server.ask(`/v1/cases/${one}`, { key })).status).not.toBe(200)
  expect((await server.ask(`/v1/cases/${other}`, { key })).status).toBe(200)
})

it('a log sealed by one algorithm and then by the other verifies, and a change to either is found', async () => {
  const key = fresh()
  server = await openTestServer(undefined, undefined, {}, { keys: keysOf('international', key) })
  const former = await fill()
  await between(async () => {}, keysOf('national', key))
  const later = await fill()
  const tamperer = new Tamperer({
    raw: encryptedStore(server.raw, collections, keysOf('national', key)),
  })
  const entries = await tamperer.entries()
  const sealsOf = (target: string) =>
    new Set(
      entries.filter((entry) => entry.target === target).map(({ hash }) => hash.split(':')[0]),
    )
  expect([sealsOf(former), sealsOf(later)]).toEqual([
    new Set(['hmac-sha256']),
    new Set(['hmac-sm3']),
  ])
  expect(await codesOf(server)).toEqual([])
  const integrator = await server.key(grants.integrator)
  for (const id of [former, later]) {
    const entry = entries.find(({ target, action }) => target === id && action === 'case.start')!
    await tamperer.overwrite('audit', { ...entry, at: '2020-01-01T00:00:00.000+08:00' })
    expect(await codesOf(server)).toContain('ENTRY_CHANGED')
    await tamperer.undo()
    expect((await server.ask(`/v1/cases/${id}`, { key: integrator })).body.damage).toEqual([])
  }
  // A seal is of the algorithm it names: nobody takes the one for the other.
  const [entry] = entries.filter(({ hash }) => hash.startsWith('hmac-sm3'))
  await tamperer.overwrite('audit', { ...entry!, hash: entry!.hash.replace('sm3', 'sha256') })
  expect(await codesOf(server)).toContain('ENTRY_CHANGED')
  await tamperer.undo()
  // Going back is going on: what was sealed meanwhile is checked by what it names.
  await between(async () => {}, keysOf('international', key))
  expect(await codesOf(server)).toEqual([])
})
