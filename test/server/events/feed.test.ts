import { afterAll, beforeAll, expect, it } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { bringEvents } from '../../../server/src/upgrades/bring-events.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
  key = await server.key(grants.integrator)
})
afterAll(() => server.close())

async function noted(ruleset: string, from = 'T01', notes = 1): Promise<string> {
  const body = { ruleset, pathway: 'referral', facts: referralFacts(from) }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  for (const type of ['send', ...Array.from({ length: notes }, () => 'note')])
    expect((await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })).status).toBe(200)
  return id as string
}

const events = async (query = '', by = key) => await server.ask(`/v1/events${query}`, { key: by })

/** The ids somebody reads, page after page. */
async function readAll(by: string, limit: number, after = 'start'): Promise<string[]> {
  const ids: string[] = []
  for (let next = after; ;) {
    const { items, next: then, more } = (await events(`?after=${next}&limit=${limit}`, by)).body
    ids.push(...items.map(({ id }: { id: string }) => id))
    if (more === false) return ids
    next = then
  }
}

it('what a step asks for is in the feed under the id it has in the outbox, and not before it has its place', async () => {
  const id = await noted('small')
  expect((await events()).body).toMatchObject({ items: [], more: false })
  await numberEvents(server.context)
  const { items, next, more } = (await events()).body
  const { bundle } = (await server.ask(`/v1/cases/${id}`, { key })).body
  expect(items).toEqual([
    {
      id: `${id}:3:1`,
      type: 'noted',
      timestamp: server.clock.now(),
      county: 'north',
      units: ['T01', 'D01'],
      case: id,
      step: 3,
      pathway: 'referral',
      ruleset: 'small',
      version: '1.0.0',
      bundle,
      data: { title: { zh: '已备注', en: 'noted' } },
    },
  ])
  expect(more).toBe(false)
  expect((await events(`?after=${next}`)).body).toEqual({ items: [], next, more: false })
  expect((await events('?after=end')).body).toEqual({ items: [], next, more: false })
})

it('whoever reads gets what the cases they may see asked for, in pages that leave nothing out', async () => {
  const north = await Promise.all(['T01', 'T02', 'T02'].map((unit) => noted('small', unit, 3)))
  const south = await noted('southern', 'S01', 2)
  await numberEvents(server.context)
  const every = await readAll(key, 100)
  expect(every).toHaveLength(12)
  expect(await readAll(key, 1)).toEqual(every)
  const of = async (...given: Parameters<TestServer['key']>) => {
    const by = await server.key(...given)
    const found = await readAll(by, 2)
    expect(await readAll(by, 100)).toEqual(found)
    return new Set(found.map((id) => id.split(':')[0]))
  }
  expect(await of({ role: 'integrator', county: 'south', units: '*' })).toEqual(new Set([south]))
  expect(await of(caseWorker('north', 'T02'))).toEqual(new Set(north.slice(1)))
  expect(await of(caseWorker('south', 'T02'))).toEqual(new Set())
  expect((await events('', await server.key(grants.editor))).status).toBe(403)
})

it('a cursor of a store that was set back since is refused, not passed over', async () => {
  const { next } = (await events('?limit=100')).body
  const [value, id] = JSON.parse(Buffer.from(next, 'base64url').toString())
  const elsewhere = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')
  for (const place of [
    [String(Number(value) + 1), id],
    [value, `${id}9`],
  ]) {
    const refused = await events(`?after=${elsewhere(place)}`)
    expect(refused.status).toBe(410)
    expect(refused.body.code).toBe('EVENTS_SET_BACK')
  }
  const wrong = await events('?after=nonsense')
  expect(wrong.body).toMatchObject({ code: 'REQUEST_INVALID', issues: [{ path: '/query/after' }] })
})

it('what cases asked for before there was a feed is brought into it once', async () => {
  const before = await readAll(key, 100)
  for (const { id, revision } of await server.raw.find('events', { limit: 100 }))
    await server.raw.commit([
      { kind: 'remove', collection: 'events', id, expectedRevision: revision },
    ])
  await noted('small')
  await bringEvents(server.context)
  await bringEvents(server.context)
  await numberEvents(server.context)
  const after = await readAll(key, 100)
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
})
