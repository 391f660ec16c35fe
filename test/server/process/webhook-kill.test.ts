import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { Receiver } from '../events/receiver.ts'
import { copyFirstStart } from './copy-first-start.ts'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

it(
  'a server killed between sending and writing it down sends again under the same id, and loses nothing',
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jieli-webhook-'))
    await copyFirstStart(folder, 'on')
    const receiver = await new Receiver().open()
    const start = async () =>
      await new ServerProcess(folder, await freePort(), {
        JIELI_WEBHOOK_ADDRESSES: '127.0.0.1',
      }).ready()
    let server = await start()
    try {
      const cookie = await signedIn(server)
      const body = { county: 'demo-district', url: receiver.url, description: 'HIS' }
      expect((await send(server, '/webhooks', { body, cookie })).status).toBe(201)
      const key = server.firstStart.apiKey ?? ''
      const choose = async (patient: string): Promise<string> => {
        const facts = {
          'referral.direction': 'up',
          'referral.initiator': 'patient',
          'patient.id': patient,
          'fromUnit.id': 'T01',
          'toUnit.id': 'D01',
        }
        const begun = { ruleset: 'district-plan-demo', pathway: 'referral', facts }
        const made = await server.ask('/cases', key, begun)
        const { id } = (await made.json()) as { id: string }
        const step = await server.ask(`/cases/${id}/events`, key, { type: 'recordPatientChoice' })
        expect(step.status).toBe(200)
        const { outbox } = (await step.json()) as { outbox: { id: string }[] }
        expect(outbox).toHaveLength(1)
        return outbox[0]?.id ?? ''
      }
      // It is handed over, and never answered.
      receiver.status = 0
      const first = await choose('p-1')
      await expect.poll(() => receiver.ids, { timeout: 20_000 }).toEqual([first])
      const second = await choose('p-2')
      expect(await server.kill('SIGKILL')).toBe('SIGKILL')
      receiver.status = 204
      server = await start()
      await expect
        .poll(() => receiver.ids.slice(1).toSorted(), { timeout: 20_000 })
        .toEqual([first, second].toSorted())
      expect(await server.kill('SIGTERM')).toBe(0)
    } finally {
      await server.kill('SIGKILL')
      await receiver.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

async function send(
  server: ServerProcess,
  address: string,
  { body, cookie = '', method = 'POST' }: { body: object; cookie?: string; method?: string },
): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie }
  return await fetch(`${server.url}/api/v1${address}`, {
    method,
    headers,
    body: JSON.stringify(body),
  })
}

/** The session of the administrator, with a password of their own. */
async function signedIn(server: ServerProcess): Promise<string> {
  const { username, password } = server.firstStart.administrator
  const cookieOf = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const entered = await send(server, '/sign-in', { body: { username, password } })
  const body = { old: password, new: 'a password of my own' }
  const cookie = cookieOf(entered)
  return cookieOf(await send(server, '/me/password', { body, cookie, method: 'PUT' }))
}
