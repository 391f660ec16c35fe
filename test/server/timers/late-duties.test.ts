import { afterEach, beforeEach, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(dutifulRuleset())
  key = await server.key(grants.integrator)
})
afterEach(() => server.close())

async function waitingCase(): Promise<string> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  expect((await send(id, 'send')).status).toBe(200)
  return id as string
}
const send = (id: string, type: string) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type, reason: '理由' } })

/** Two servers over the same store look for what is due, at once. */
async function scanTwice(): Promise<number> {
  const failures: Error[] = []
  const servers = [server.context, createContext({ ...server.context, store: server.store })]
  const runs = await Promise.all(
    servers.map((context) => new TimerScan(context, (error) => failures.push(error)).run()),
  )
  expect(failures).toEqual([])
  return runs.reduce((sum, { fired }) => sum + fired, 0)
}

/** What waits in the outbox about the duty being late: to whom, and in which words. */
async function toldLate(id: string) {
  const { outbox } = (await server.ask(`/v1/cases/${id}`, { key })).body
  return outbox.flatMap(
    ({
      id: entry,
      action,
    }: {
      id: string
      action: { event: string; to?: string; title: { zh: string } }
    }) => (action.event === 'late:answer' ? [[entry, action.to, action.title.zh]] : []),
  )
}

it('a late duty is told once to each it names, across two servers and a restart between', async () => {
  const id = await waitingCase()
  server.clock.advance(2 * hour)
  await scanTwice()
  // At the moment itself it is in time.
  expect(await toldLate(id)).toEqual([])
  server.clock.advance(1)
  await scanTwice()
  const first = [`${id}:4:1`, 'receiver', '逾期未答复']
  expect(await toldLate(id)).toEqual([first])
  expect(await scanTwice()).toBe(0)

  server = await server.restart()
  expect(await scanTwice()).toBe(0)
  expect(await toldLate(id)).toEqual([first])
  server.clock.advance(3 * hour - 1)
  expect(await scanTwice()).toBe(0)
  server.clock.advance(1)
  server = await server.restart()
  expect(await scanTwice()).toBe(1)
  expect(await scanTwice()).toBe(0)
  expect(await toldLate(id)).toEqual([first, [expect.any(String), 'sender', '仍未答复']])
})

it('a duty that came to be late while the server was down is late as of then, and is told once after the restart', async () => {
  const id = await waitingCase()
  server.clock.advance(30 * hour)
  server = await server.restart()
  await scanTwice()
  expect((await toldLate(id)).map(([, to]: string[]) => to)).toEqual(['receiver', 'sender'])
  const { history } = (await server.ask(`/v1/cases/${id}`, { key })).body
  const late = history.find(({ dutyChanges = [] }: { dutyChanges?: { change: string }[] }) =>
    dutyChanges.some(({ change }) => change === 'late'),
  )
  expect(Date.parse(late.at)).toBe(Date.parse('2025-03-03T11:00:00+08:00'))
})

it('a duty that was kept in time tells nobody, and being late closes no event', async () => {
  const kept = await waitingCase()
  const late = await waitingCase()
  server.clock.advance(2 * hour)
  await scanTwice()
  expect((await send(kept, 'accept')).status).toBe(200)
  server.clock.advance(hour)
  await scanTwice()
  expect(await toldLate(kept)).toEqual([])
  expect(await toldLate(late)).toHaveLength(1)
  const { status, body } = await send(late, 'accept')
  expect([status, body.state]).toEqual([200, 'accepted'])
  expect(body.duties).toContainEqual(expect.objectContaining({ duty: 'answer', status: 'kept' }))
  server.clock.advance(24 * hour)
  expect(await scanTwice()).toBe(0)
  expect(await toldLate(late)).toHaveLength(1)
})
