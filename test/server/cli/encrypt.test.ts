import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { grants, openTestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { runCli } from './run-cli.ts'

const settings = ['JIELI_DATA_KEYS', 'JIELI_DATA_DIR', 'JIELI_ALGORITHMS'] as const
afterEach(() => {
  for (const name of settings) delete process.env[name]
})

it('a key is made, all that is stored is brought under it, and nothing opens without it', async () => {
  const server = await openTestServer()
  await server.publish(smallRuleset())
  const key = await server.key(grants.integrator)
  const facts = { ...referralFacts(), 'patient.id': 'patient-canary-7' }
  const body = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  const document = Buffer.from('%PDF-1.4 document-canary\n%%EOF\n')
  await server.ask(`/v1/cases/${id}/attachments?name=a.pdf`, {
    key,
    method: 'POST',
    body: document,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const sha256 = createHash('sha256').update(document).digest('hex')
  const content = path.join(server.folder, 'attachments', sha256.slice(0, 2), sha256)
  await server.app.close()
  await server.store.close()
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'jieli-keys-'))
  const keys = path.join(elsewhere, 'data-keys')
  const file = path.join(server.folder, 'jieli.sqlite')
  // What is not in the file yet lies beside it.
  const stored = () =>
    Buffer.concat(
      [file, `${file}-wal`].filter((each) => existsSync(each)).map((each) => readFileSync(each)),
    )
  process.env['JIELI_DATA_DIR'] = server.folder
  const run = async (...args: string[]) => await runCli(...args, '--language', 'en')

  const made = await run('data-key', keys)
  expect([made.code, made.output]).toEqual([0, expect.stringContaining('JIELI_DATA_KEYS=')])
  expect(statSync(keys).mode & 0o777).toBe(0o600)

  process.env['JIELI_DATA_KEYS'] = keys
  process.env['JIELI_ALGORITHMS'] = 'national'
  expect(stored().includes('patient-canary-7')).toBe(true)
  const done = await run('encrypt')
  expect([done.errors, done.code]).toEqual(['', 0])
  expect(stored().includes('patient-canary-7')).toBe(false)
  expect(readFileSync(content).includes('document-canary')).toBe(false)

  const before = stored()
  delete process.env['JIELI_DATA_KEYS']
  const without = await run('audit', 'verify', '--data', server.folder)
  expect([without.code, without.errors]).toEqual([2, expect.stringContaining('JIELI_DATA_KEYS')])
  expect(stored().equals(before)).toBe(true)

  process.env['JIELI_DATA_KEYS'] = keys
  const off = await run('encrypt', '--off')
  expect([off.errors, off.code]).toEqual(['', 0])
  expect(readFileSync(content).equals(document)).toBe(true)
  rmSync(elsewhere, { recursive: true })
  await server.discard()
})
