import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { folderArchive } from '@jieli/server/adapters'
import { openArchived } from '../../../server/src/cli/open-archived.ts'
import { readArchivedCommand } from '../../../server/src/cli/read-archived-command.ts'
import { readSignedFile } from '../../../server/src/cli/read-signed-file.ts'
import { Terminal } from '../../../server/src/cli/terminal.ts'
import { encryptFiles } from '../../../server/src/encryption/encrypt-files.ts'
import { receiptSchema } from '../../../server/src/contracts/receipt.ts'
import { checkReceipt } from '../../../server/src/operations/cases/receipts/check-receipt.ts'
import { beginPurges } from '../../../server/src/operations/retention/begin-purges.ts'
import { openSignedFile } from '../../../server/src/package-file/signed-file.ts'
import { hashOf, pdf } from '../cases/filing.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { Tamperer, verifyAll } from '../audit/tamper.ts'
import { Erasing, erasures, holds, told } from './erasing.ts'

const at = '/v1/counties/north/retention'
const day = 24 * hour
const none = {
  closedCases: null,
  caseReads: null,
  adviceCards: null,
  events: null,
  parkedDeliveries: null,
}
const rule = (days: number) => ({ days, source: '县医共体数据管理办法' })

let server: TestServer
let county: Erasing

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'))
  county = await Erasing.open(server)
})
afterEach(() => server.close())

async function propose(rules: object, key = county.first) {
  return await county.ask(`${at}/proposals`, key, { rules: { ...none, ...rules }, reason: '定' })
}

async function setRules(rules: object): Promise<void> {
  const { body } = await propose(rules)
  const confirmed = await county.ask(
    `${at}/proposals/${body.proposal.id}/confirm`,
    county.second,
    {},
  )
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
}

/** What a server does every hour, and then every second. */
async function purge(): Promise<number> {
  const begun = await beginPurges(server.context)
  expect(await county.workOff()).toEqual([])
  return begun
}

const archived = (file: string) => path.join(server.folder, 'archive', file)

it('PR10: nothing is removed before two people have set a rule with its source', async () => {
  const id = await county.finished()
  server.clock.advance(4000 * day)
  expect(await purge()).toBe(0)
  expect((await county.ask(at, county.first)).body).toMatchObject({
    rules: none,
    confirmed: null,
    due: { closedCases: 0, caseReads: 0 },
  })
  const nameless = { closedCases: { days: 365, source: ' ' } }
  expect((await propose(nameless)).status).toBe(422)
  const { body } = await propose({ closedCases: rule(365), caseReads: rule(200) })
  expect(body.proposal).toMatchObject({ own: true, due: { closedCases: 1 } })
  expect(body.proposal.due.caseReads).toBeGreaterThan(0)
  const confirm = `${at}/proposals/${body.proposal.id}/confirm`
  expect((await county.ask(confirm, county.first, {})).body.code).toBe('RETENTION_OWN')
  expect((await propose({}, county.second)).body.code).toBe('RETENTION_PROPOSED')
  expect(await purge()).toBe(0)
  expect((await county.ask(`/v1/cases/${id}`, county.auditor)).status).toBe(200)
  const { body: dropped } = await county.ask(
    `${at}/proposals/${body.proposal.id}`,
    county.second,
    undefined,
    'DELETE',
  )
  expect(dropped).toMatchObject({ rules: none, proposal: null })
  expect((await county.ask(confirm, county.second, {})).body.code).toBe('RETENTION_UNKNOWN')
})

it('PR11: a closed case past its time is in a signed file that can be checked, and its tombstone says where', async () => {
  const id = await county.finished()
  await setRules({ closedCases: rule(365) })
  // Before its time it can neither be purged nor erased.
  const preview = await county.ask(`${erasures}/preview`, county.first, { patient: 'P-7' })
  expect(preview.body.cases[0].because.zh).toMatch(
    /^保存期限未满：办结后保存 365 天，到 2026-03-03/,
  )
  expect(await purge()).toBe(0)
  server.clock.advance(366 * day)
  const open = await county.begin('P-9')
  expect([await purge(), await purge()]).toEqual([1, 0])
  const { status, body } = await county.ask(`/v1/cases/${id}`, county.auditor)
  expect([status, body.code]).toEqual([410, 'CASE_ARCHIVED'])
  const file = `north/2025/${id}.json`
  expect(body.message.zh).toContain(file)
  expect(statSync(archived(file)).mode & 0o777).toBe(0o600)
  const opened = openSignedFile(receiptSchema, readFileSync(archived(file), 'utf8'))
  if (opened.found !== 'whole') throw new Error(opened.found)
  expect(opened.file.publicKey).toBe(server.context.signingKey.publicKey)
  expect(checkReceipt(opened.file)).toMatchObject({ kind: 'case', holds: true })
  expect(readFileSync(archived(`north/2025/${id}/${hashOf(county.bytes)}`))).toEqual(county.bytes)
  expect(existsSync(county.filing.place(hashOf(county.bytes)))).toBe(false)
  const stored = JSON.stringify(await server.raw.get('cases', id))
  for (const word of told.slice(1)) expect(stored).not.toContain(word)
  expect((await county.ask(`/v1/cases/${open}`, county.auditor)).status).toBe(200)
  const report = await verifyAll(server)
  expect([report.problems, report.erased]).toMatchObject([
    [],
    [{ where: `cases/${id}`, file, ground: '县医共体数据管理办法' }],
  ])
  const { body: jobs } = await county.ask('/v1/jobs', county.second)
  expect(jobs.items).toMatchObject([{ kind: 'purge', status: 'done' }])
  expect(jobs.items[0].result.summary.en).toMatch(/1 cases archived/)
})

it('PR11: a person whose case was archived is still found, and erased from the archive, too', async () => {
  const id = await county.finished()
  await setRules({ closedCases: rule(30) })
  server.clock.advance(31 * day)
  await purge()
  const preview = await county.ask(`${erasures}/preview`, county.first, { patient: 'P-7' })
  expect(preview.body).toMatchObject({ going: 1, cases: [{ case: id, because: null }] })
  const { body } = await county.propose()
  await county.confirm(body.id)
  expect(await county.workOff()).toEqual([])
  expect(existsSync(archived(`north/2025/${id}.json`))).toBe(false)
  expect(existsSync(archived(`north/2025/${id}/${hashOf(county.bytes)}`))).toBe(false)
  expect((await county.ask(`/v1/cases/${id}`, county.auditor)).body.code).toBe('CASE_ERASED')
  const { items } = (await county.ask(erasures, county.first)).body
  expect(items[0].erased).toMatchObject({ cases: 1, archives: 1, archivesGone: 0 })
  expect(JSON.stringify(await server.raw.get('cases', id))).not.toContain('P-7')
})

it('PR14: with keys what is archived is encrypted, read by its commands, and brought under another key', async () => {
  await server.close()
  const [former, later] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((key) =>
    key.toString('base64'),
  ) as [string, string]
  const keys = { algorithms: 'national', keys: [former] } as const
  const clock = new TurnableClock('2025-03-03T09:00:00.000+08:00')
  server = await openTestServer(clock, undefined, undefined, { keys })
  county = await Erasing.open(server)
  const id = await county.finished()
  await setRules({ closedCases: rule(365) })
  server.clock.advance(366 * day)
  expect(await purge()).toBe(1)
  const file = archived(`north/2025/${id}.json`)
  const document = archived(`north/2025/${id}/${hashOf(county.bytes)}`)
  const shows = (place: string) => /P-7|PDF|receipt/.test(readFileSync(place, 'latin1'))
  expect([shows(file), shows(document)]).toEqual([false, false])

  const elsewhere = mkdtempSync(path.join(tmpdir(), 'jieli-archive-'))
  const keyFile = path.join(elsewhere, 'keys')
  const to = path.join(elsewhere, 'document.pdf')
  const terminal = new Terminal({ language: 'en', json: true })
  const opened = async (place: string) => await buffer(openArchived(terminal, place))
  try {
    await expect(opened(file)).rejects.toThrow('JIELI_DATA_KEYS')
    process.env['JIELI_DATA_KEYS'] = keyFile
    writeFileSync(keyFile, `${former}\n`)
    const kind = { zh: '凭证', en: 'receipt' }
    const signed = await readSignedFile(terminal, file, { schema: receiptSchema, kind })
    expect(signed.found).toBe('whole')
    expect(await readArchivedCommand(terminal, document, to)).toBe(0)
    expect(readFileSync(to)).toEqual(county.bytes)
    // What is there already is not written over.
    await expect(readArchivedCommand(terminal, file, to)).rejects.toThrow('another name')
    // Another file in its place does not open.
    const swapped = path.join(elsewhere, path.basename(file))
    copyFileSync(document, swapped)
    await expect(opened(swapped)).rejects.toThrow('cannot be decrypted')

    const receipt = await opened(file)
    const each = folderArchive(path.join(server.folder, 'archive')).each()
    const both = { algorithms: 'international', keys: [later, former] } as const
    const options = { to: 'encrypted', room: 'archive', folder: elsewhere } as const
    const done = await encryptFiles(each, both, options)
    expect(done).toEqual({ looked: 2, written: 2, unreadable: [] })
    writeFileSync(keyFile, `${later}\n`)
    expect((await opened(file)).equals(receipt)).toBe(true)
  } finally {
    delete process.env['JIELI_DATA_KEYS']
    rmSync(elsewhere, { recursive: true })
  }
})

it('PR12: what is held, and what is not as it was written, is neither archived nor removed', async () => {
  const [held, altered] = [await county.finished(), await county.finished('P-8', pdf())]
  await county.ask(holds, county.first, { kind: 'person', target: 'P-7', reason: '诉讼' })
  const tamperer = new Tamperer(server)
  const before = (await server.raw.get('cases', altered)) as never as Record<string, object>
  const snapshot = { ...before['snapshot'], facts: { age: 7 } }
  await tamperer.overwrite('cases', { ...before, snapshot } as never)
  await setRules({ closedCases: rule(30), caseReads: rule(30) })
  server.clock.advance(31 * day)
  expect(await purge()).toBe(1)
  expect((await county.ask(`/v1/cases/${held}`, county.auditor)).status).toBe(200)
  expect(existsSync(archived(`north/2025/${altered}.json`))).toBe(false)
  const reads = await server.raw.find<never>('caseReads', { limit: 100 })
  const whose = new Set(reads.map(({ patient }) => patient))
  expect([whose.has('P-7' as never), whose.has('P-8' as never)]).toEqual([true, false])
  await tamperer.undo()
  server.clock.advance(day)
  await county.ask('/v1/audit', county.auditor)
  expect(await purge()).toBe(1)
  expect(existsSync(archived(`north/2025/${altered}.json`))).toBe(true)
  const log = await county.ask('/v1/audit?action=retention.purge', county.auditor)
  expect(log.body.items[0]).toMatchObject({ detail: { what: 'caseReads', days: 30 } })
})
