import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeOldFolder } from './old-folder.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const timeout = 300_000
let folder: string
let server: ServerProcess

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-computed-'))
  makeOldFolder(folder)
  server = await new ServerProcess(folder, await freePort()).ready()
}, timeout)
afterAll(async () => {
  await server.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

it.each(['runs', 'settlements'])(
  '%s in the first form they were stored in come out the same when computed again',
  { timeout },
  async (kind) => {
    const leader = server.firstStart.accounts.find(({ username }) => username === 'leader')
    const signedIn = await fetch(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: leader?.username, password: leader?.password }),
    })
    const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0])
    const headers = { cookie: cookie.join('; '), origin: server.url }
    const listed = await fetch(`${server.url}/api/v1/rulesets/district-plan-demo/${kind}`, {
      headers,
    })
    const { items } = (await listed.json()) as { items: { id: string }[] }
    expect(items).toHaveLength(1)
    const again = await fetch(`${server.url}/api/v1/${kind}/${items[0]!.id}/recompute`, {
      method: 'POST',
      headers,
    })
    expect([again.status, await again.json()]).toMatchObject([200, { same: true }])
  },
)
