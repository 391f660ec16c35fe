import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const root = mkdtempSync(path.join(tmpdir(), 'jieli-full-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** A server whose files may not grow beyond so many bytes writes as one whose disk is full. */
function limitFiles(server: ServerProcess, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`])
}

/** Asks until the answer is the one waited for, or half a minute is over. */
async function readiness(server: ServerProcess, wanted: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { status } = await fetch(`${server.url}/readyz`)
    if (status === wanted || tries === 60) return status
    await pause(500)
  }
}

it('a server whose disk is full says that it is not ready, loses nothing, and is ready again once there is room', async () => {
  const folder = path.join(root, 'data')
  makeOldFolder(folder)
  const server = await new ServerProcess(folder, await freePort(), { JIELI_DEMO: 'off' }).ready()
  try {
    const key = server.firstStart.apiKey ?? ''
    const startCase = () =>
      server.ask('/cases', key, {
        ruleset: 'district-plan-demo',
        pathway: 'referral',
        facts: { 'patient.id': 'full', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' },
      })
    const kept = await (await startCase()).json()
    limitFiles(server, 1)
    expect(await readiness(server, 503)).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await startCase()).status).toBe(503)
    // That it was read could not be noted.
    expect((await server.ask(`/cases/${kept.id}`, key)).status).toBe(503)
    limitFiles(server, 'unlimited')
    expect(await readiness(server, 200)).toBe(200)
    expect((await startCase()).status).toBe(201)
    const found = await (await server.ask('/cases?patient=full', key)).json()
    expect(found.items).toHaveLength(2)
  } finally {
    await server.kill('SIGKILL')
  }
}, 180_000)
