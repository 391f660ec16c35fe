import { afterEach, beforeEach, expect, it } from 'vitest'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
})
afterEach(() => server.discard())

async function waitingCase(): Promise<string> {
  const { id } = (
    await server.ask('/v1/cases', {
      key,
      body: { ruleset: 'small', pathway: 'referral', facts: referralFacts() },
    })
  ).body
  await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'send' } })
  return id as string
}
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key })).body
const scan = async () => {
  const failures: Error[] = []
  const { fired } = await new TimerScan(server.context, (error) => failures.push(error)).run()
  expect(failures).toEqual([])
  return fired
}

it('a timer fires when it is due and not before', async () => {
  const id = await waitingCase()
  server.clock.advance(2 * hour - 1)
  expect(await scan()).toBe(0)
  server.clock.advance(1)
  expect(await scan()).toBe(1)
  const fired = await read(id)
  expect(fired).toMatchObject({ state: 'overdue', timers: [] })
  expect(fired.history.at(-1)).toMatchObject({
    actor: { kind: 'timer' },
    transitions: ['answer-overdue'],
  })
  expect(await scan()).toBe(0)
})

it('a timer that came due while the server was down fires after the restart, as of when it was due', async () => {
  const id = await waitingCase()
  const { dueAt } = (await read(id)).timers[0]
  server.clock.advance(30 * hour)
  server = await server.restart()
  expect(await scan()).toBe(1)
  const entry = (await read(id)).history.at(-1)
  expect(Date.parse(entry.at)).toBe(Date.parse(dueAt))
  expect(entry.recordedAt).toBe(server.clock.now())
})

it('several scans at once fire a timer once', async () => {
  const ids = [await waitingCase(), await waitingCase(), await waitingCase()]
  server.clock.advance(3 * hour)
  const fired = await Promise.all([scan(), scan(), scan(), scan()])
  expect(fired.reduce((sum, count) => sum + count)).toBe(3)
  for (const id of ids) expect((await read(id)).history).toHaveLength(3)
})

it('an event after the due time finds the case as the timer left it', async () => {
  const id = await waitingCase()
  server.clock.advance(2 * hour + minute)
  const late = await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'accept' } })
  expect(late.body.history.map((entry: { to: string }) => entry.to)).toEqual([
    'draft',
    'waiting',
    'overdue',
    'accepted',
  ])
})

it('a timer goes with the state it belongs to', async () => {
  const id = await waitingCase()
  await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'accept' } })
  server.clock.advance(3 * hour)
  expect(await scan()).toBe(0)
})

it('nobody outside may send the event of a timer', async () => {
  const id = await waitingCase()
  const { event } = (await read(id)).timers[0]
  server.clock.advance(hour)
  const forged = await server.ask(`/v1/cases/${id}/events`, { key, body: { type: event } })
  expect(forged.status).toBe(409)
  expect((await read(id)).state).toBe('waiting')
})

it('a scan lets everybody else have a turn after a few cases, also where they fail', async () => {
  const ids = new Set<string>()
  while (ids.size < 20) ids.add(await waitingCase())
  await server.raw.commit([
    { kind: 'remove', collection: 'publications', id: 'small@1.0.0', expectedRevision: 1 },
  ])
  server = await server.restart()
  server.clock.advance(3 * hour)
  let turns = 0
  let scanning = true
  const turn = () => {
    turns++
    if (scanning) setImmediate(turn)
  }
  setImmediate(turn)
  const failed = new Map<string, number>()
  await new TimerScan(server.context, (_, { id }) => failed.set(id, turns)).run()
  scanning = false
  expect(new Set(failed.keys())).toEqual(ids)
  const together = Map.groupBy(failed.values(), (at) => at).values()
  expect(Math.max(...[...together].map((some) => some.length))).toBeLessThanOrEqual(8)
})
