import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMongoStore } from '@jieli/server/adapters'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { grants, serveStore, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute, TurnableClock } from '../harness/turnable-clock.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { damageVersion } from './damage.ts'
import { storeWaitingCases } from './many-cases.ts'
import { soakTimers } from './soak.ts'

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `timers in MongoDB: ${withoutMongo}` : 'timers in MongoDB',
  () => {
    let database: string
    beforeEach(() => {
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
    })
    afterEach(() => dropDatabase(database))

    async function open(): Promise<TestServer> {
      const folder = mkdtempSync(path.join(tmpdir(), 'jieli-server-'))
      const clock = new TurnableClock()
      const url = new URL(mongoUrl ?? '')
      url.pathname = `/${database}`
      const place = { kind: 'mongo', url: url.href } as const
      const raw = await openMongoStore({ url: url.href, collections })
      return await serveStore(raw, { place, folder, clock, bundled: new Map() })
    }

    it(
      'fire once each, whatever fails of versions and of the store',
      { timeout: 240_000 },
      async () => {
        const soaked = await soakTimers({ seed: 7, counties: 3, cases: 30, minutes: 30 }, open)
        expect(soaked.fired).toBe(30)
        expect(soaked.latest).toBeLessThanOrEqual(minute)
      },
    )

    it('are parked, listed and tried again', async () => {
      const server = await open()
      try {
        await server.publish(smallRuleset())
        const now = server.clock.now()
        const ids = await storeWaitingCases(server, 'small', [now, now, now])
        const context = createContext({ ...server.context, store: server.store })
        const restore = await damageVersion(server, 'small@1.0.0', 'missing')
        server.clock.advance(3 * hour)
        const scan = new TimerScan(context, () => undefined)
        expect(await scan.run()).toMatchObject({ fired: 0, failed: 3 })
        const key = await server.key(grants.administrator)
        const { items } = (await server.ask('/v1/timers/parked', { key })).body
        expect(items.map((each: { case: string }) => each.case).toSorted()).toEqual(ids.toSorted())
        await restore(server)
        const body = { ruleset: 'small', version: '1.0.0' }
        expect((await server.ask('/v1/timers/parked/retry', { key, body })).body.retried).toBe(3)
        expect((await scan.run()).fired).toBe(3)
      } finally {
        await server.close()
      }
    })
  },
)
