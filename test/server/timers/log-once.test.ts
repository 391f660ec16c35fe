import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RepeatedScan } from '../../../server/src/repeated-scan.ts'
import { startScans } from '../../../server/src/start-scans.ts'
import { TroubleLog } from '../../../server/src/trouble-log.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'
import { damageVersion } from './damage.ts'
import { storedCase, storeWaitingCases } from './many-cases.ts'

let server: TestServer
let scans: readonly RepeatedScan[] = []
beforeEach(async () => {
  lines.length = 0
  server = await openTestServer()
  await server.publish(smallRuleset())
})
afterEach(async () => {
  await Promise.all(scans.map(async (scan) => await scan.stop()))
  await server.discard()
})

const lines: { message: string; cause: string; met?: number }[] = []
const write = (fields: object, message: string) => {
  const { cause, met } = fields as { cause: string; met?: number }
  lines.push({ message, cause, ...(met !== undefined && { met }) })
}
const of = (kind: string) => lines.filter(({ cause }) => cause.startsWith(kind))
const until = async (done: () => Promise<boolean>) => {
  while (!(await done())) await pause(100)
}

it('by a clock that has run away no timer fires, and the log says so once', async () => {
  const [id = ''] = await storeWaitingCases(server, 'small', [server.clock.now()])
  await server.context.clockWatch.begin(false)
  scans = startScans(server.context, new TroubleLog({ error: write, warn: write }))
  server.clock.advance(3650 * 24 * hour)
  await until(async () => of('clock').length > 0)
  await pause(1500)
  expect(of('clock')).toHaveLength(1)
  expect((await storedCase(server, id)).state).toBe('waiting')
  server.clock.advance(-3650 * 24 * hour + 3 * hour)
  await until(async () => (await storedCase(server, id)).state === 'overdue')
  expect(of('clock').at(-1)?.message).toContain('(it is over)')
})

it('205 due cases on a damaged version are one line in the log, and one more when it is restored', async () => {
  const ids = await storeWaitingCases(server, 'small', Array(205).fill(server.clock.now()))
  const restore = await damageVersion(server, 'small@1.0.0', 'missing')
  server = await server.restart()
  server.clock.advance(3 * hour)
  scans = startScans(server.context, new TroubleLog({ error: write, warn: write }))
  await until(async () => (await server.context.timers.read()).parked === ids.length)
  expect(of('timers')).toEqual([
    { message: 'timers could not be fired', cause: 'timers of small@1.0.0: BUNDLE_DAMAGED' },
  ])
  await restore(server)
  await until(async () => of('timers').length > 1)
  expect(of('timers')).toHaveLength(2)
  expect(of('timers')[1]).toMatchObject({
    message: 'timers could not be fired (it is over)',
    met: 205,
  })
  await until(async () => (await storedCase(server, ids.at(-1) ?? '')).state === 'overdue')
})
