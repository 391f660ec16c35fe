import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { findSchemathesis, type Findings, sendGenerated } from './schemathesis.ts'

/** What ends or changes the session that asks: sent last, each time by a session of its own. */
const ownSession = '/me/|/sessions|/sign-out|/sign-in'
/** A stream does not end by itself. */
const endless = '/events/stream'

let folder: string
let server: ServerProcess

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-schemathesis-'))
  const unlimited = { JIELI_REQUESTS_PER_CALLER: 'off', JIELI_REQUESTS_PER_ADDRESS: 'off' }
  server = await new ServerProcess(folder, await freePort(), unlimited).ready()
})
afterAll(async () => {
  await server.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(account: { username: string; password: string }): Promise<string> {
  const reply = await fetch(`${server.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ username: account.username, password: account.password }),
  })
  if (!reply.ok) throw new Error(`${account.username}: ${reply.status} ${await reply.text()}`)
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  return `Cookie: ${cookie}`
}

const hours = 3_600_000

it(
  'every role gets described replies, in time and without an error of the server, to 20 000 generated requests',
  { timeout: 3 * hours },
  async (test) => {
    const found = await findSchemathesis()
    if ('missing' in found) return test.skip(`not sent: ${found.missing}`)
    const { program } = found
    const { url, firstStart } = server
    const all: Record<string, Findings> = {}
    const note = (caller: string, found: Findings) => {
      all[caller] = found
      console.log(
        `${caller}: ${found.requests} requests, ${found.failures === '' ? 'all well' : found.failures}`,
      )
    }
    note(
      'a key',
      await sendGenerated(program, {
        url,
        caller: `Authorization: Bearer ${firstStart.apiKey ?? ''}`,
        phases: ['examples', 'coverage', 'fuzzing'],
        examples: 5,
        but: endless,
      }),
    )
    for (const account of [firstStart.administrator, ...firstStart.accounts]) {
      const { username } = account
      note(
        username,
        await sendGenerated(program, {
          url,
          caller: await signIn(account),
          phases: ['fuzzing'],
          examples: 15,
          but: `${endless}|${ownSession}`,
        }),
      )
      note(
        `${username}, of the session`,
        await sendGenerated(program, {
          url,
          caller: await signIn(account),
          phases: ['fuzzing'],
          examples: 5,
          only: ownSession,
        }),
      )
    }
    const requests = Object.values(all).reduce((sum, each) => sum + each.requests, 0)
    console.log(`schemathesis: ${requests} requests by ${Object.keys(all).length} callers`)
    const failures = Object.entries(all).filter(([, { failures: text }]) => text !== '')
    expect(failures.map(([caller, { failures: text }]) => `${caller}: ${text}`)).toEqual([])
    expect(requests).toBeGreaterThanOrEqual(20_000)
  },
)
