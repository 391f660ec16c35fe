import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSqliteStore, systemClock } from '../../../server/src/adapters/index.ts'
import type { AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { createSealer } from '../../../server/src/audit/sealer.ts'
import { verifyStore } from '../../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'

const kills = 20
const program = fileURLToPath(new URL('commit-until-killed.ts', import.meta.url))

it(
  'a store killed 20 times under load has every commit it acknowledged, each with its audit entry, and chains and checkpoints are whole',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-kill-'))
    const acknowledged: string[] = []
    for (let round = 0; round < kills; round += 1) {
      acknowledged.push(...(await runAndKill(folder, round)))
    }

    const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    const units = new Set<string>()
    for await (const { id } of all(store, 'units')) units.add(id)
    const audited = new Set<string>()
    for await (const entry of all(store, 'audit')) audited.add((entry as AuditEntry).target)

    expect(acknowledged.length).toBeGreaterThan(kills * 16)
    expect(acknowledged.filter((id) => !units.has(id))).toEqual([])
    // A document and its entry are one commit: neither is there without the other.
    expect([...units].filter((id) => !audited.has(id))).toEqual([])
    const key = await ownSigningKey(folder)
    const checkpointFile = path.join(folder, checkpointFileName)
    // One more start finishes what the last kill cut off between store and file.
    await openAuditedStore({
      store,
      clock: systemClock,
      signingKey: key,
      collections: auditedCollections,
      checkpointFile,
    })
    const report = await verifyStore({
      store,
      sealer: createSealer(key),
      collections: auditedCollections,
      publicKey: key.publicKey,
      checkpointFile,
    })
    expect(report.problems).toEqual([])
    expect(report.checkpoints).toBeGreaterThan(kills)
    expect(report.lines).toBe(report.checkpoints)
    await store.close()
    rmSync(folder, { recursive: true })
  },
)

/** The ids acknowledged before the kill, which comes at another moment each time. */
async function runAndKill(folder: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, 3 + round * 7))
  child.kill('SIGKILL')
  await once(child, 'close')
  // The last line may be cut off.
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
}

async function* all(store: ReturnType<typeof openSqliteStore>, collection: string) {
  let last = ''
  for (;;) {
    const page = await store.find(collection, { after: { value: '', id: last }, limit: 1000 })
    yield* page
    if (page.length < 1000) return
    last = page.at(-1)!.id
  }
}
