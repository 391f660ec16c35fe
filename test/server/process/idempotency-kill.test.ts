import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openSqliteStore } from '@jieli/server/adapters'
import { expect, it } from 'vitest'
import { collections } from '../../../server/src/ports/collections.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

const kills = 4
const senders = 6

it(
  `what is asked for again and again over ${kills} kills is made once, and everything acknowledged is there`,
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-once-'))
    await copyFirstStart(folder, 'off')
    const bare = { JIELI_DEMO: 'off' }
    let server = await new ServerProcess(folder, await freePort(), bare).ready()
    const cookie = await signedIn(server)
    const acknowledged = new Map<string, string>()
    /** Asks for an account until somebody says that it is there. */
    const make = async (present: ServerProcess, name: string): Promise<void> => {
      const user = {
        username: name,
        title: name,
        password: 'a long enough password',
        grants: [{ role: 'editor', county: 'north', units: '*' }],
      }
      const reply = await send(present, 'POST', '/users', {
        body: user,
        cookie,
        key: `make-${name}`,
      })
      expect([name, reply.status]).toEqual([name, 201])
      const { createdAt } = (await reply.json()) as { createdAt: string }
      // Whoever was answered before gets the same answer, from whatever server.
      expect(acknowledged.get(name) ?? createdAt).toBe(createdAt)
      acknowledged.set(name, createdAt)
    }
    try {
      for (let kill = 1; kill <= kills; kill++) {
        const present = server
        const load = Array.from({ length: senders }, async (_, sender) => {
          try {
            for (let turn = 0; ; turn++) {
              // Half of what each sends, its neighbour sends as well.
              const name = `n${kill}-${Math.floor(sender / 2)}-${turn}`
              await make(present, name)
            }
          } catch (error) {
            // The kill cuts the connection; anything else is a finding.
            if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error
          }
        })
        await pause(400 + ((kill * 137) % 500))
        expect(await server.kill('SIGKILL')).toBe('SIGKILL')
        await Promise.all(load)
        server = await new ServerProcess(folder, await freePort(), bare).ready()
        for (let sender = 0; sender < senders / 2; sender++)
          for (let turn = 0; turn < 3; turn++) await make(server, `n${kill}-${sender}-${turn}`)
      }
      expect(acknowledged.size).toBeGreaterThan(kills * 3)
    } finally {
      await server.kill('SIGTERM')
    }
    const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    try {
      const users = await store.find<never>('users', { limit: 100_000 })
      const keys = users.flatMap(({ createKey }: { createKey?: string }) => createKey ?? [])
      expect(new Set(keys).size).toBe(keys.length)
      const ids = new Set(users.map(({ id }: { id: string }) => id))
      for (const name of acknowledged.keys()) expect(ids.has(name)).toBe(true)
      const entries = await store.find<never>('audit', {
        where: [{ field: 'action', operator: 'equal', value: 'user.create' }],
        limit: 100_000,
      })
      const targets = entries.map(({ target }: { target: string }) => target)
      expect(new Set(targets).size).toBe(targets.length)
    } finally {
      await store.close()
    }
    rmSync(folder, { recursive: true, force: true })
  },
)

async function send(
  server: ServerProcess,
  method: string,
  address: string,
  { body, cookie = '', key }: { body: object; cookie?: string; key?: string },
): Promise<Response> {
  return await fetch(`${server.url}/api/v1${address}`, {
    method,
    headers: {
      'content-type': 'application/json',
      cookie,
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })
}

/** The session of the administrator, with a password of their own. */
async function signedIn(server: ServerProcess): Promise<string> {
  const { username, password } = server.firstStart.administrator
  const cookieOf = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const entered = await send(server, 'POST', '/sign-in', { body: { username, password } })
  const body = { old: password, new: 'a password of my own' }
  return cookieOf(await send(server, 'PUT', '/me/password', { body, cookie: cookieOf(entered) }))
}
