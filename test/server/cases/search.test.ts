import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string
const ids: string[] = []

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  // Twelve cases: T01 to D01 and T02 to D01 in turn, one every minute, the last two a day later.
  for (let index = 0; index < 12; index++) {
    if (index === 10) server.clock.advance(24 * hour)
    const facts = {
      ...referralFacts(index % 2 === 0 ? 'T01' : 'T02', 'D01'),
      'patient.id': `p-${index}`,
    }
    const started = await server.ask('/v1/cases', {
      key,
      body: { ruleset: 'small', pathway: 'referral', facts },
    })
    ids.push(started.body.id)
    server.clock.advance(minute)
  }
  await server.ask(`/v1/cases/${ids[0]}/events`, { key, body: { type: 'send' } })
})
afterAll(() => server.close())

async function find(query: string, as = key): Promise<string[]> {
  const { body } = await server.ask(`/v1/cases?${query}`, { key: as })
  return body.items.map((each: { id: string }) => each.id)
}

it('cases come most recently changed first', async () => {
  expect(await find('')).toEqual([ids[0], ...ids.slice(1).toReversed()])
})

it('cases are found by unit on either side, by state, patient and ruleset', async () => {
  expect((await find('unit=T01')).toSorted()).toEqual(
    ids.filter((_, index) => index % 2 === 0).toSorted(),
  )
  expect(await find('unit=D01')).toHaveLength(12)
  expect(await find('state=waiting')).toEqual([ids[0]])
  expect(await find('patient=p-7')).toEqual([ids[7]])
  expect(await find('ruleset=other')).toEqual([])
  expect(await find('unit=T02&patient=p-7&state=draft')).toEqual([ids[7]])
})

it('cases are found by the day they began, both days included', async () => {
  expect(await find('to=2025-03-03')).toHaveLength(10)
  expect((await find('from=2025-03-04')).toSorted()).toEqual(ids.slice(10).toSorted())
  expect(await find('from=2025-03-03&to=2025-03-04')).toHaveLength(12)
})

it('pages follow one another without gap or repeat, for one unit as for all', async () => {
  for (const [query, as] of [
    ['', key],
    ['unit=T01', key],
    ['', await server.key(caseWorker('north', 'T01', 'D01'))],
  ] as const) {
    const whole = await find(query, as)
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await server.ask(`/v1/cases?${query}&limit=5${cursor}`, { key: as })
      expect(body.items.length).toBeLessThanOrEqual(5)
      paged.push(...body.items.map((each: { id: string }) => each.id))
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`
    } while (cursor !== '')
    expect(paged).toEqual(whole)
  }
})

it('a cursor that is none of ours, and a page too large, are refused by field', async () => {
  const cursor = await server.ask('/v1/cases?cursor=nonsense', { key })
  expect(cursor.body).toMatchObject({
    code: 'REQUEST_INVALID',
    issues: [{ path: '/query/cursor' }],
  })
  const limit = await server.ask('/v1/cases?limit=100000', { key })
  expect(limit.body.issues[0].path).toBe('/query/limit')
  const unknown = await server.ask('/v1/cases?color=red', { key })
  expect(unknown.status).toBe(422)
})
