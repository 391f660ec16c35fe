import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '@jieli/server/adapters'
import { expect } from 'vitest'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { verifyStore } from '../../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const workers = 8

/** However many cases there are by then, all of them are read one after another at the end. */
const unlimited = { JIELI_REQUESTS_PER_CALLER: 'off', JIELI_REQUESTS_PER_ADDRESS: 'off' }

/** What the server has said is stored: each case's last acknowledged revision, and the keys of its events. */
type Acknowledged = Map<string, { revision: number; keys: string[] }>

/**
 * Kills a server again and again while it is under load, and proves that nothing it acknowledged is lost.
 * @returns how many cases it acknowledged
 */
export async function expectKept(kills: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-kill-'))
  await copyFirstStart(folder)
  const acknowledged: Acknowledged = new Map()
  let server = await new ServerProcess(folder, await freePort(), unlimited).ready()
  const { apiKey = '' } = server.firstStart
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const present = server
      // Whatever its version costs to open, each server is killed while it works.
      await start(present, apiKey, `${kill}-first`)
      const load = Array.from({ length: workers }, (_, worker) =>
        work(present, apiKey, `${kill}-${worker}`, acknowledged),
      )
      // A different moment each time, so that the kill meets every part of a step.
      await pause(60 + ((kill * 37) % 200))
      expect(await server.kill('SIGKILL')).toBe('SIGKILL')
      await Promise.all(load)
      server = await new ServerProcess(folder, await freePort(), unlimited).ready()
    }
    for (const [id, { revision }] of acknowledged) {
      const reply = await server.ask(`/cases/${id}`, apiKey)
      expect([id, reply.status]).toEqual([id, 200])
      const found = (await reply.json()) as { revision: number }
      // One event more may have been stored whose answer the kill cut off.
      expect(found.revision).toBeGreaterThanOrEqual(revision)
      expect(found.revision).toBeLessThanOrEqual(revision + 1)
    }
  } finally {
    await server.kill('SIGTERM')
  }
  await expectWhole(folder, { acknowledged, kills })
  rmSync(folder, { recursive: true, force: true })
  return acknowledged.size
}

async function start(server: ServerProcess, key: string, patient: string): Promise<Response> {
  const facts = { 'patient.id': patient, 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
  return await server.ask('/cases', key, {
    ruleset: 'district-plan-demo',
    pathway: 'referral',
    facts,
  })
}

/** Starts cases and sends events until the server is gone, writing down what it acknowledges. */
async function work(
  server: ServerProcess,
  key: string,
  name: string,
  acknowledged: Acknowledged,
): Promise<void> {
  try {
    for (let turn = 0; ; turn++) {
      const started = await start(server, key, `${name}-${turn}`)
      const { id } = (await started.json()) as { id: string }
      expect(started.status).toBe(201)
      const record = { revision: 1, keys: [] as string[] }
      acknowledged.set(id, record)
      // A patient's own choice is always open; closing it ends the case.
      for (const type of ['recordPatientChoice', 'close']) {
        const eventKey = `${name}-${turn}-${type}`
        const stepped = await server.ask(
          `/cases/${id}/events`,
          key,
          { type },
          { 'idempotency-key': eventKey, 'if-match': `"${record.revision}"` },
        )
        const { revision } = (await stepped.json()) as { revision: number }
        expect(stepped.status).toBe(200)
        record.revision = revision
        record.keys.push(eventKey)
      }
    }
  } catch (error) {
    // The kill cuts the connection; anything else is a finding.
    if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error
  }
}

/** Reads the stored data past the server: every chain whole, every document agreeing with its own history. */
async function expectWhole(
  folder: string,
  { acknowledged, kills }: { readonly acknowledged: Acknowledged; readonly kills: number },
): Promise<void> {
  const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
  try {
    const documents = await store.find<CaseDocument>('cases', { limit: 100_000 })
    const byId = new Map(documents.map((document) => [document.id, document]))
    for (const [id, { keys }] of acknowledged) {
      const stored = byId.get(id)?.history.flatMap(({ request }) => request?.key ?? []) ?? []
      for (const key of keys) expect(stored.some((each) => each.endsWith(`:${key}`))).toBe(true)
      expect(new Set(stored).size).toBe(stored.length)
    }
    const key = await ownSigningKey(folder)
    const report = await verifyStore({
      store,
      sealer: createSealer(key),
      collections: auditedCollections,
      publicKey: key.publicKey,
      checkpointFile: path.join(folder, checkpointFileName),
      fileRequired: true,
    })
    expect(report.problems).toEqual([])
    // Every start and the last end wrote where the chains stood.
    expect(report.checkpoints).toBeGreaterThan(kills)
    expect(report.documents).toBeGreaterThan(documents.length)
  } finally {
    await store.close()
  }
}
