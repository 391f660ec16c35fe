import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string
let url: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/api/v1/events/stream`
})
afterAll(async () => {
  server.app.server.closeAllConnections()
  await server.close()
})

const open = async (by: string, last?: string, stop = new AbortController()) => {
  const headers = { authorization: `Bearer ${by}`, ...(last && { 'last-event-id': last }) }
  const reply = await fetch(url, { headers, signal: stop.signal })
  const stream = { status: reply.status, text: '', ended: false, close: () => stop.abort() }
  void (async () => {
    const decoder = new TextDecoder()
    try {
      for await (const part of reply.body ?? []) stream.text += decoder.decode(part)
    } catch {
      // Hung up by the test.
    }
    stream.ended = true
  })()
  return stream
}
const idsOf = ({ text }: { text: string }) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)

async function noted(notes: number): Promise<void> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  for (const type of ['send', ...Array.from({ length: notes }, () => 'note')])
    await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  await numberEvents(server.context)
  server.context.eventSignals.numbered.give()
}

it('a stream gives what there is, what comes, and goes on behind the last id', async () => {
  await noted(3)
  const stream = await open(key)
  await expect.poll(() => idsOf(stream).length).toBe(3)
  await noted(2)
  await expect.poll(() => idsOf(stream).length).toBe(5)
  stream.close()
  const again = await open(key, idsOf(stream)[2])
  await expect.poll(() => idsOf(again)).toEqual(idsOf(stream).slice(3))
  again.close()
})

it('a caller has five open at most, and one that was closed makes room', async () => {
  const other = await server.key(grants.integrator)
  const five = await Promise.all([1, 2, 3, 4, 5].map(() => open(other)))
  const refused = await fetch(url, { headers: { authorization: `Bearer ${other}` } })
  expect(refused.status).toBe(429)
  expect(((await refused.json()) as { code: string }).code).toBe('STREAMS_OPEN')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  five[0]?.close()
  await expect
    .poll(async () => {
      const next = await open(other)
      next.close()
      return next.status
    })
    .toBe(200)
  for (const stream of five) stream.close()
})

it('a stream ends when its key is taken away', async () => {
  const admin = await server.key(grants.administrator)
  const body = { title: 'for a while', grants: [grants.integrator] }
  const made = (await server.ask('/v1/keys', { key: admin, body })).body
  const stream = await open(made.key)
  expect(stream.status).toBe(200)
  await server.ask(`/v1/keys/${made.id}`, { key: admin, method: 'DELETE' })
  await expect.poll(() => stream.ended, { timeout: 5000 }).toBe(true)
})

it('streams end when the server does', async () => {
  const stream = await open(key)
  await server.app.close()
  expect(stream.status).toBe(200)
  await expect.poll(() => stream.ended).toBe(true)
})
