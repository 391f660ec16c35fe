import { afterEach, beforeEach, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

const day = 24 * hour
const year = 365 * day

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.context.clockWatch.beat()
})
afterEach(() => server.close())

/** A server that starts now over the same data. */
const begin = async (trusted = false) => {
  const context = createContext({ ...server.context, store: server.store })
  return { context, ...(await context.clockWatch.begin(trusted)) }
}
const startCase = async () => {
  const key = await server.key(grants.integrator)
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  expect((await server.ask('/v1/cases', { key, body })).status).toBe(201)
}

it('a clock that goes on as clocks do is believed', async () => {
  expect((await begin()).status).toBe('agrees')
  server.clock.advance(89 * day)
  expect((await begin()).status).toBe('agrees')
})

it('a clock before the newest stored moment is doubted at the start, though not for the little that clocks differ', async () => {
  server.clock.advance(hour)
  await startCase()
  const newest = server.clock.now()
  server.clock.advance(-4 * minute)
  expect((await begin()).status).toBe('agrees')
  server.clock.advance(-2 * minute)
  expect(await begin()).toMatchObject({ status: 'behind', known: newest })
})

it('a clock long after the server last ran is doubted, for it would fire every timer', async () => {
  server.clock.advance(10 * year)
  expect((await begin()).status).toBe('ahead')
})

it('data that never said when a server last ran are not held against the clock', async () => {
  const [mark] = await server.store.find('meta', {
    where: [{ field: 'id', operator: 'equal', value: 'heartbeat' }],
    limit: 1,
  })
  const remove = { kind: 'remove', collection: 'meta', id: 'heartbeat' } as const
  await server.context.commit([{ ...remove, expectedRevision: mark?.revision ?? 0 }], 'mark')
  server.clock.advance(10 * year)
  expect((await begin()).status).toBe('agrees')
})

it('a clock that is trusted is gone by, and the next start agrees', async () => {
  server.clock.advance(10 * year)
  const trusted = await begin(true)
  expect(trusted.status).toBe('ahead')
  expect(trusted.context.clockWatch.look()).toBe('agrees')
  await trusted.context.clockWatch.beat()
  expect((await begin()).status).toBe('agrees')
})

it('a clock that jumps while the server runs is noticed, and not written down', async () => {
  const { context } = await begin()
  server.clock.advance(10 * year)
  expect(context.clockWatch.look()).toBe('ahead')
  await context.clockWatch.beat()
  expect((await begin()).status).toBe('ahead')
  server.clock.advance(-10 * year + minute)
  expect(context.clockWatch.look()).toBe('agrees')
  server.clock.advance(-hour)
  expect(context.clockWatch.look()).toBe('behind')
})

it('the readiness tells of it', async () => {
  await server.ask('/readyz')
  server.clock.advance(10 * year)
  const { status, body } = await server.ask('/readyz')
  expect([status, body.status, body.details.clock]).toEqual([200, 'ready', 'ahead'])
})
