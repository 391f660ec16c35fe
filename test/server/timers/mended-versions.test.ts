import { afterEach, beforeEach, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { noteMended } from '../../../server/src/operations/context/damaged-versions.ts'
import type { DamagedVersion } from '../../../server/src/documents/damaged-version.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { VersionWatch } from '../../../server/src/operations/timers/version-watch.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'
import { damageVersion } from './damage.ts'
import { storedCase, storeWaitingCases } from './many-cases.ts'

let server: TestServer
beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
})
afterEach(() => server.discard())

const runAll = async () => {
  const scan = new TimerScan(server.context, () => undefined)
  let fired = 0
  for (;;) {
    const run = await scan.run()
    fired += run.fired
    if (!run.more) return fired
  }
}
const ready = async () => (await server.ask('/readyz')).body.details
const auditOf = async (action: string) => {
  const key = await server.key(grants.auditor)
  const { items } = (await server.ask('/v1/audit?limit=200', { key })).body
  return (items as { action: string }[]).filter((entry) => entry.action === action)
}

it('the timers parked for a damaged version go on by themselves once it is restored', async () => {
  const ids = await storeWaitingCases(server, 'small', Array(30).fill(server.clock.now()))
  const restore = await damageVersion(server, 'small@1.0.0', 'missing')
  server = await server.restart()
  server.clock.advance(3 * hour)
  expect(await runAll()).toBe(0)
  expect(await ready()).toMatchObject({ parkedTimers: 30, damagedVersions: 1 })
  const watch = new VersionWatch(server.context)
  await watch.run()
  expect(await ready()).toMatchObject({ parkedTimers: 30, damagedVersions: 1 })
  await restore(server)
  await watch.run()
  expect(await ready()).toMatchObject({ parkedTimers: 0, damagedVersions: 0 })
  expect(await runAll()).toBe(30)
  for (const id of ids) {
    const document = await storedCase(server, id)
    expect(document.history.map(({ to }) => to)).toEqual(['draft', 'waiting', 'overdue'])
    expect(document).not.toHaveProperty('stuckTimer')
  }
  expect(await auditOf('version.damage')).toHaveLength(1)
  expect(await auditOf('version.mend')).toMatchObject([{ target: 'small', county: 'north' }])
})

it('what another server parked while this one took the version for whole goes on too', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', [server.clock.now()])
  const restore = await damageVersion(server, 'small@1.0.0', 'changed')
  const other = createContext({ ...server.context, store: server.store })
  server.clock.advance(3 * hour)
  await new TimerScan(other, () => undefined).run()
  await restore(server)
  // The list of damaged versions is gone, and the case still says that it waits for its version.
  const [known] = await server.store.find<DamagedVersion>('damagedVersions', { limit: 10 })
  await noteMended(server.context, known!)
  await new VersionWatch(server.context).run()
  expect(await runAll()).toBe(1)
  expect((await storedCase(server, id)).state).toBe('overdue')
})

it('a damaged version that nobody uses is found by the watch', async () => {
  await damageVersion(server, 'southern@1.0.0', 'changed')
  const watch = new VersionWatch(server.context)
  for (let run = 0; run < 4; run++) await watch.run()
  expect(await ready()).toMatchObject({ damagedVersions: 1, parkedTimers: 0 })
  expect(await auditOf('version.damage')).toMatchObject([
    { target: 'southern', county: 'south', detail: { version: '1.0.0', damage: 'changed' } },
  ])
})

it('the readiness tells since when the longest overdue timer waits, and names nothing', async () => {
  expect(await ready()).toEqual({
    parkedTimers: 0,
    atLeast: false,
    oldestOverdueAt: null,
    damagedVersions: 0,
    clock: 'agrees',
    audit: 'pending',
  })
  const ids = await storeWaitingCases(server, 'small', Array(3).fill(server.clock.now()))
  const { dueAt } = (await storedCase(server, ids[0] ?? '')).snapshot.timers[0] ?? { dueAt: '' }
  await damageVersion(server, 'small@1.0.0', 'missing')
  server = await server.restart()
  server.clock.advance(3 * hour)
  await runAll()
  const answer = await server.ask('/readyz')
  expect(Date.parse(answer.body.details.oldestOverdueAt)).toBe(Date.parse(dueAt))
  for (const secret of [...ids, 'small', 'north']) expect(answer.reply.body).not.toContain(secret)
})
