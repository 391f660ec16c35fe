import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { openSqliteStore } from '@jieli/server/adapters'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { runCli } from '../cli/run-cli.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const timeout = 300_000
const packed = new URL('../../formats/data-version-1/jieli.sqlite.br', import.meta.url)
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-audit-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = async (environment = {}) =>
  await new ServerProcess(folder, await freePort(), environment).ready()
const inFolder = (name: string) => path.join(folder, name)

/** Waits until the server has verified the newest part of its log. */
async function auditOf(server: ServerProcess): Promise<string> {
  for (;;) {
    const { details } = (await (await fetch(`${server.url}/readyz`)).json()) as {
      details: { audit: string }
    }
    const { audit } = details
    if (audit !== 'pending') return audit
    await pause(50)
  }
}

it(
  'the newest part is verified at each start; damage is in the log once, and takes no server out of service',
  { timeout },
  async () => {
    await copyFirstStart(folder)
    const first = await start()
    expect(await auditOf(first)).toBe('sound')
    await first.kill('SIGTERM')
    const store = openSqliteStore({ file: inFolder('jieli.sqlite'), collections })
    const [document] = await store.find<CaseDocument>('cases', { limit: 1 })
    const changed = { ...document!, county: 'elsewhere' }
    const expectedRevision = document!.revision
    await store.commit([
      { kind: 'replace', collection: 'cases', document: changed, expectedRevision },
    ])
    await store.close()
    const second = await start()
    expect(await auditOf(second)).toBe('damaged')
    await second.kill('SIGTERM')
    const told = second.errors.split('\n').filter((line) => line.includes('DOCUMENT_CHANGED'))
    expect(told).toHaveLength(1)
    expect(JSON.parse(told[0]!)).toMatchObject({ level: 50, counts: { DOCUMENT_CHANGED: 1 } })
    const { code, output } = await runCli('audit', 'verify', '--data', folder)
    expect([code, output]).toEqual([1, expect.stringContaining(`cases/${document!.id}`)])
  },
)

it(
  'a data folder of an older version is taken over at the first start, and verifies from then on',
  { timeout },
  async () => {
    writeFileSync(inFolder('jieli.sqlite'), brotliDecompressSync(readFileSync(packed)))
    const server = await start()
    expect(await auditOf(server)).toBe('sound')
    const beside = await runCli('audit', 'verify', '--data', folder)
    // On a slow machine it says how far it has come, and nothing else.
    expect([beside.code, beside.errors.replaceAll(/^\d+ 项已核验\n/gm, '')]).toEqual([0, ''])
    await server.kill('SIGTERM')
    expect(server.output).toContain('接管原有数据')
    const file = inFolder(checkpointFileName)
    const after = await runCli('audit', 'verify', '--data', folder, '--checkpoints', file)
    expect(after.code).toBe(0)
  },
)

it(
  'a server with another key than the log is sealed with does not start, and says which; unless that one is lost',
  { timeout },
  async () => {
    await copyFirstStart(folder, 'off')
    rmSync(inFolder('signing-key.pem'))
    const refused = new ServerProcess(folder, await freePort())
    expect(await refused.ended()).toBe(1)
    const [, key = ''] = /JIELI_LOST_KEY=([0-9a-f]{8})/.exec(refused.errors) ?? []
    expect(refused.errors.trim().split('\n')).toHaveLength(1)
    const server = await start({ JIELI_LOST_KEY: key })
    expect(await auditOf(server)).toBe('sound')
    await server.kill('SIGTERM')
    const again = await start()
    expect(await auditOf(again)).toBe('sound')
    await again.kill('SIGTERM')
  },
)
