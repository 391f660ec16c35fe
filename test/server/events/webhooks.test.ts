import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { WebhookDelivery } from '../../../server/src/operations/webhooks/deliver-webhooks.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'
import { Receiver } from './receiver.ts'

let server: TestServer
let key: string
let admin: string
let receiver: Receiver
let hooks: string[]

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  admin = await server.key({ role: 'administrator', county: 'north', units: '*' })
})
afterAll(() => server.close())
beforeEach(async () => {
  receiver = await new Receiver().open()
  hooks = []
})
afterEach(async () => {
  await receiver.close()
  for (const id of hooks) {
    await ask(`/${id}`, { method: 'PUT', body: { paused: true } })
    await ask(`/${id}`, { method: 'DELETE' })
  }
})

const ask = async (url: string, more: Parameters<TestServer['ask']>[1] = {}) =>
  await server.ask(`/v1/webhooks${url}`, { key: admin, ...more })

async function add(more: object = {}): Promise<{ id: string; secret: string }> {
  const body = { county: 'north', url: `${receiver.url}/in`, description: 'HIS', ...more }
  const made = await ask('', { body })
  expect(made.status).toBe(201)
  const { id } = made.body.webhook as { id: string }
  hooks.push(id)
  return { id, secret: made.body.secret as string }
}

/** A case that asks for something so many times; the ids of what it asks for. */
async function noted(notes: number, from = 'T01'): Promise<string[]> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts(from) }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  for (const type of ['send', ...Array.from({ length: notes }, () => 'note')])
    await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  await numberEvents(server.context)
  return Array.from({ length: notes }, (_, index) => `${id}:${index + 3}:1`)
}

/** What a server of the store sends with; each waits an hour after each of two tries. */
const sending = (alone = false) =>
  new WebhookDelivery(
    server.context,
    (error) => {
      throw error
    },
    { alone, waits: [hour, hour], draw: () => 0.5 },
  )
async function deliver(by = sending()): Promise<void> {
  await by.run()
  await by.settled()
}
const healthOf = async (id: string) =>
  (await ask('')).body.items.find((each: { id: string }) => each.id === id).health
const parked = async (id: string) => (await ask(`/${id}/deliveries`)).body.items

it('what comes after it was set up is sent once, signed by the scheme of Standard Webhooks', async () => {
  await noted(1)
  const { secret, id } = await add()
  expect(JSON.stringify((await ask('')).body)).not.toContain(secret)
  await deliver()
  expect(receiver.received).toEqual([])
  const ids = await noted(3)
  await deliver()
  await deliver()
  expect(receiver.ids.toSorted()).toEqual(ids.toSorted())
  const { items } = (await server.ask('/v1/events?limit=100', { key })).body
  for (const { headers, body, path } of receiver.received) {
    expect(path).toBe('/in')
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(at.getTime()).toBe(Math.floor(Date.parse(server.clock.now()) / 1000) * 1000)
    const signed = new Webhook(secret).sign(String(headers['webhook-id']), at, body)
    expect(headers['webhook-signature']).toBe(signed)
    expect(items).toContainEqual(JSON.parse(body))
  }
  expect(await healthOf(id)).toMatchObject({ taken: 3, waiting: 0, parked: 0 })
})

it.each(['{}', 'x', 'ftp://his.example.cn/in', 'https://', 'https://me:pw@his.example.cn/in'])(
  'an address such as %s is refused by its place',
  async (url) => {
    const refused = await ask('', { body: { county: 'north', url, description: 'HIS' } })
    expect(refused.status).toBe(422)
    expect(refused.body.issues).toMatchObject([{ path: '/url' }])
  },
)

it('only the units and types that are asked for are sent', async () => {
  await add({ units: ['T02'] })
  await noted(1, 'T01')
  const mine = await noted(1, 'T02')
  await add({ types: ['paid'] })
  await noted(1, 'T01')
  await deliver()
  expect(receiver.ids).toEqual(mine)
})

it('what a receiver does not take is tried again, parked, and sent again when somebody says so', async () => {
  const { id } = await add()
  receiver.status = 503
  receiver.reply = 'maintenance'
  const [event] = await noted(1)
  for (let tries = 1; tries <= 3; tries++) {
    await deliver()
    // Not before its time.
    await deliver()
    expect(receiver.ids).toEqual(Array.from({ length: tries }, () => event))
    server.clock.advance(2 * hour)
  }
  await deliver()
  expect(receiver.ids).toHaveLength(3)
  expect(await healthOf(id)).toMatchObject({ taken: 0, waiting: 0, parked: 1 })
  const [found] = await parked(id)
  expect(found).toMatchObject({
    event,
    type: 'noted',
    tries: 3,
    answer: { taken: false, status: 503, body: 'maintenance' },
  })
  expect(found.body).toBe(receiver.received[0]?.body)
  receiver.status = 200
  expect((await ask(`/${id}/resend`, { body: { delivery: found.id } })).body.resent).toBe(1)
  await deliver()
  expect(receiver.ids).toEqual([event, event, event, event])
  expect(await healthOf(id)).toMatchObject({ taken: 1, waiting: 0, parked: 0 })
  expect((await ask(`/${id}/resend`, { body: { delivery: found.id } })).body.code).toBe(
    'DELIVERY_UNKNOWN',
  )
})

it('a receiver that never answers holds up no other, and has what is new as well', async () => {
  const slow = await new Receiver().open()
  try {
    slow.status = 0
    const { id } = await add({ url: slow.url })
    await add()
    const by = sending()
    const first = await noted(2)
    await by.run()
    // The slow one still waits for its answers.
    await expect.poll(() => receiver.ids.toSorted()).toEqual(first.toSorted())
    await by.settled()
    expect(await healthOf(id)).toMatchObject({ waiting: 2, lastAnswer: { problem: 'timeout' } })
    const then = await noted(1)
    await deliver(by)
    expect(slow.ids).toContain(then[0])
  } finally {
    await slow.close()
  }
})

it('two servers never send an event twice, and what one that died was sending goes out under the same id', async () => {
  const { id } = await add()
  const ids = await noted(20)
  const servers = [sending(), sending()]
  for (let round = 0; round < 4; round++) await Promise.all(servers.map((by) => deliver(by)))
  expect(receiver.ids.toSorted()).toEqual(ids.toSorted())
  // One died between sending and writing it down: its lease stands.
  const [event] = await noted(1)
  const progress = (await server.raw.get('webhookProgress', id)) as unknown as { revision: number }
  const held = { ...progress, id, lease: { holder: 'died', beat: 7 } }
  await server.raw.commit([
    {
      kind: 'replace',
      collection: 'webhookProgress',
      document: { ...held, revision: progress.revision + 1 },
      expectedRevision: progress.revision,
    },
  ])
  await deliver(servers[0])
  expect(receiver.ids).toHaveLength(20)
  await deliver(sending(true))
  expect(receiver.ids.at(-1)).toBe(event)
})

it('a new secret is signed with beside the one before, for a day', async () => {
  const { id, secret } = await add()
  const made = (await ask(`/${id}/secret`, { body: {} })).body
  expect(made.secret).not.toBe(secret)
  const verifies = (by: string) => {
    const { headers, body } = receiver.received.at(-1)!
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    const signature = new Webhook(by).sign(String(headers['webhook-id']), at, body)
    return String(headers['webhook-signature']).split(' ').includes(signature)
  }
  await noted(1)
  await deliver()
  expect([secret, made.secret].map(verifies)).toEqual([true, true])
  server.clock.advance(25 * hour)
  await noted(1)
  await deliver()
  expect([secret, made.secret].map(verifies)).toEqual([false, true])
})

it('what somebody does with webhooks is in the log of the county, and none of it tells a secret', async () => {
  const { id, secret } = await add()
  await ask(`/${id}`, { method: 'PUT', body: { paused: true } })
  await noted(1)
  await deliver()
  expect(receiver.received).toEqual([])
  const log = (await server.ask('/v1/audit?limit=100', { key: admin })).body
  const own = log.items.filter(({ target }: { target: string }) => target === id)
  expect(own.map(({ action }: { action: string }) => action).toSorted()).toEqual([
    'webhook.change',
    'webhook.create',
  ])
  expect(JSON.stringify(log)).not.toContain(secret)
  const stored = JSON.stringify(await server.raw.get('webhooks', id))
  expect(stored).not.toContain(secret.slice(6))
  const running = await add()
  expect((await ask(`/${running.id}`, { method: 'DELETE' })).body.code).toBe('WEBHOOK_RUNNING')
})

it('one that is asked for twice with one key is made once', async () => {
  const body = { county: 'north', url: receiver.url, description: 'HIS' }
  const headers = { 'idempotency-key': 'once' }
  const [first, again] = [await ask('', { body, headers }), await ask('', { body, headers })]
  expect(again.body).toEqual(first.body)
  hooks.push(first.body.webhook.id)
})

it('a county has twenty at most, and nobody sets one up elsewhere', async () => {
  const body = { county: 'south', url: 'https://receiver.example/', description: 'x' }
  expect((await ask('', { body })).body.code).toBe('WEBHOOK_COUNTY')
  for (let count = 0; count < 20; count++) await add()
  const full = await ask('', { body: { ...body, county: 'north' } })
  expect(full.body.code).toBe('WEBHOOKS_FULL')
})
