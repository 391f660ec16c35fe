import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMongoStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSealer } from '../../server/src/audit/sealer.ts'
import { verifyStore } from '../../server/src/audit/verify/verify-store.ts'
import { auditedCollections } from '../../server/src/audited-collections.ts'
import type { JobDocument } from '../../server/src/documents/job-document.ts'
import type { WebhookProgress } from '../../server/src/documents/webhook-documents.ts'
import { leaseTime } from '../../server/src/operations/context/lease-watch.ts'
import { ownSigningKey } from '../../server/src/package-file/signing-key.ts'
import { collections } from '../../server/src/ports/collections.ts'
import type { Store } from '../../server/src/ports/store.ts'
import { Receiver } from '../server/events/receiver.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { shareKey } from '../server/process/share-key.ts'
import { type MongoPeer, startMongoPeer } from './mongo-peer.ts'

const ruleset = 'district-plan-demo'
const minute = 60_000

/** How wrong the clocks of the two are: apart by less than the five minutes that a server starts with. */
const ahead = [2 * minute, -2 * minute] as const
const shift = new URL('shifted-clock.ts', import.meta.url).href

let root: string
let peer: MongoPeer | undefined
let receiver: Receiver
const servers: ServerProcess[] = []

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'jieli-skewed-'))
  peer = await startMongoPeer()
  receiver = await new Receiver().open()
})
afterAll(async () => {
  // One that is stopped ends by no other signal.
  await Promise.all(servers.map(async (server) => server.kill('SIGKILL')))
  await receiver.close()
  await peer?.end()
  rmSync(root, { recursive: true, force: true })
})

const folderOf = (at: number) => path.join(root, `server${at}`)

async function start(at: number, database: string): Promise<ServerProcess> {
  const server = new ServerProcess(folderOf(at), await freePort(), {
    JIELI_MONGODB_URL: database,
    JIELI_WEBHOOK_ADDRESSES: '127.0.0.1',
    JIELI_TEST_CLOCK_AHEAD: String(ahead[at]),
    NODE_OPTIONS: `--import ${shift}`,
  })
  servers[at] = server
  return await server.ready()
}

/** The session of the administrator, with a password of their own. */
async function signedIn(server: ServerProcess): Promise<string> {
  const send = async (address: string, body: object, method: string, cookie = '') => {
    const reply = await fetch(`${server.url}/api/v1${address}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    expect(reply.ok, await reply.clone().text()).toBe(true)
    return reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  }
  const { username, password } = server.firstStart.administrator
  const cookie = await send('/sign-in', { username, password }, 'POST')
  const own = { old: password, new: 'a password of my own' }
  return await send('/me/password', own, 'PUT', cookie)
}

/** A step that asks for something: the id of its event. */
async function choose(server: ServerProcess, key: string, patient: string): Promise<string> {
  const facts = {
    'referral.direction': 'up',
    'referral.initiator': 'patient',
    'patient.id': patient,
    'fromUnit.id': 'T01',
    'toUnit.id': 'D01',
  }
  const made = await server.ask('/cases', key, { ruleset, pathway: 'referral', facts })
  const { id } = (await made.json()) as { id: string }
  const step = await server.ask(`/cases/${id}/events`, key, { type: 'recordPatientChoice' })
  expect(step.status).toBe(200)
  const { outbox } = (await step.json()) as { outbox: { id: string }[] }
  return outbox[0]?.id ?? ''
}

/** A table that is worked on for a while: the rows of each of its months are written by themselves. */
const table = [
  'unit,period,fact,value',
  ...Array.from({ length: 300 }, (_, at) => {
    const month = String((at % 12) + 1).padStart(2, '0')
    return `T01,${2000 + Math.floor(at / 12)}-${month},vaccination.due,${at}`
  }),
].join('\n')

async function storeJob(server: ServerProcess, key: string, name: string): Promise<string> {
  const query = `kind=values&format=csv&name=${name}`
  const reply = await fetch(`${server.url}/api/v1/rulesets/${ruleset}/imports?${query}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'text/csv',
      prefer: 'respond-async',
    },
    body: table,
  })
  expect(reply.status, await reply.clone().text()).toBe(202)
  return ((await reply.json()) as { id: string }).id
}

it(
  'two servers whose clocks are minutes apart take over each other’s deliveries and jobs, lose none, and double none unseen',
  { timeout: 20 * minute },
  async (test) => {
    if (peer === undefined) return test.skip('not run: FerretDB could not be built: is Go there?')
    const { database } = peer
    await shareKey([folderOf(0), folderOf(1)])
    const first = await start(0, database)
    const key = first.firstStart.apiKey ?? ''
    const cookie = await signedIn(first)
    const hook = await fetch(`${first.url}/api/v1/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ county: 'demo-district', url: receiver.url, description: 'HIS' }),
    })
    expect(hook.status).toBe(201)
    const webhook = ((await hook.json()) as { webhook: { id: string } }).webhook.id
    await start(1, database)
    const store: Store = await openMongoStore({ url: database, collections })
    const events: string[] = []
    const jobs: string[] = []
    const taken: number[] = []
    try {
      for (const dying of [0, 1]) {
        const other = 1 - dying
        const [held, taking] = [servers[dying], servers[other]]
        if (held === undefined || taking === undefined) throw new Error('a server is missing')
        // The other runs, and for a moment does nothing, so that it is known who takes what up.
        taking.child.kill('SIGSTOP')
        receiver.status = 0
        const before = receiver.received.length
        for (const patient of ['a', 'b', 'c'])
          events.push(await choose(held, key, `p-${dying}-${patient}`))
        await expect
          .poll(() => receiver.received.length, { timeout: 30_000 })
          .toBeGreaterThan(before)
        const job = await storeJob(held, key, `t${dying}`)
        jobs.push(job)
        const leaseOf = async () => (await store.get<JobDocument>('jobs', job))?.lease ?? null
        await expect.poll(leaseOf, { timeout: 20_000, interval: 20 }).not.toBeNull()
        expect(await held.kill('SIGKILL')).toBe('SIGKILL')
        // It died with both in its hands.
        const progress = await store.get<WebhookProgress>('webhookProgress', webhook)
        expect(progress?.lease).not.toBeNull()
        expect((await store.get<JobDocument>('jobs', job))?.status).toBe('open')
        receiver.status = 204
        const died = performance.now()
        const sent = receiver.received.length
        taking.child.kill('SIGCONT')
        // What comes in meanwhile is taken as ever, and delivered with the rest.
        events.push(await choose(taking, key, `p-${dying}-d`))
        await expect
          .poll(() => receiver.received.length, { timeout: 3 * minute, interval: 100 })
          .toBeGreaterThan(sent)
        taken.push(performance.now() - died)
        await expect
          .poll(() => events.filter((id) => !receiver.ids.includes(id)), { timeout: 3 * minute })
          .toEqual([])
        await expect
          .poll(async () => (await store.get<JobDocument>('jobs', job))?.status, {
            timeout: 5 * minute,
            interval: 500,
          })
          .toBe('done')
        await start(dying, database)
      }
      // Not before the lease's time by any clock, and soon after it.
      for (const after of taken) {
        expect(after).toBeGreaterThan(leaseTime - 1000)
        expect(after).toBeLessThan(leaseTime + 45_000)
      }
      // Each event under one id, however often it came; what came twice came word for word.
      const bodies = new Map<string, Set<string>>()
      for (const { headers, body } of receiver.received) {
        const id = String(headers['webhook-id'])
        bodies.set(id, (bodies.get(id) ?? new Set()).add(body))
      }
      expect([...bodies.keys()].toSorted()).toEqual(events.toSorted())
      for (const same of bodies.values()) expect(same.size).toBe(1)
      const doubled = receiver.received.length - bodies.size
      // A table that was worked on twice was brought in once.
      const tables = await store.find<never>('tableImports', { limit: 1000 })
      const names = tables.map(({ name }: { name: string }) => name)
      expect(names.filter((name) => /^t\d$/.test(name)).toSorted()).toEqual(['t0', 't1'])
      const tries = await Promise.all(
        jobs.map(async (job) => (await store.get<JobDocument>('jobs', job))?.tries),
      )
      expect(tries).toEqual([2, 2])
      console.log(
        `two servers ${ahead.map((each) => each / minute).join(' and ')} minutes off: ${events.length} events delivered, ${doubled} doubled, taken over after ${taken.map((each) => Math.round(each / 1000)).join(' and ')} s`,
      )
      await Promise.all(servers.map(async (server) => server.kill('SIGTERM')))
      const own = await ownSigningKey(folderOf(0))
      const report = await verifyStore({
        store,
        sealer: createSealer(own),
        collections: auditedCollections,
        publicKey: own.publicKey,
      })
      expect(report.problems).toEqual([])
    } finally {
      await store.close()
    }
  },
)
