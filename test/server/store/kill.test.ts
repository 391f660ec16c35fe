import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import type { AuditEntry } from '../../../server/src/audit/audit-entry.ts'
import { verifyAudit } from '../../../server/src/audit/verify-audit.ts'
import { collections } from '../../../server/src/ports/collections.ts'

const kills = 20
const program = fileURLToPath(new URL('commit-until-killed.ts', import.meta.url))

it(
  'a store killed 20 times under load has every commit it acknowledged, each with its audit entry',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-kill-'))
    const file = path.join(folder, 'jieli.sqlite')
    const acknowledged: string[] = []
    for (let round = 0; round < kills; round += 1) {
      acknowledged.push(...(await runAndKill(file, round)))
    }

    const store = openSqliteStore({ file, collections })
    const cases = new Set<string>()
    for await (const { id } of all(store, 'cases')) cases.add(id)
    const audited = new Set<string>()
    for await (const entry of all(store, 'audit')) audited.add((entry as AuditEntry).target)

    expect(acknowledged.length).toBeGreaterThan(kills * 16)
    expect(acknowledged.filter((id) => !cases.has(id))).toEqual([])
    // A case and its entry are one commit: neither is there without the other.
    expect([...cases].filter((id) => !audited.has(id))).toEqual([])
    expect((await verifyAudit(store)).problems).toEqual([])
    await store.close()
    rmSync(folder, { recursive: true })
  },
)

/** The ids acknowledged before the kill, which comes at another moment each time. */
async function runAndKill(file: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, file, String(round)], {
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
