import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMongoStore } from '../../../server/src/adapters/index.ts'
import { nextAuditWrite } from '../../../server/src/audit/append-audit.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { verifyAudit } from '../../../server/src/audit/verify-audit.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store } from '../../../server/src/ports/store.ts'
import { dropDatabase, inDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { TurnedClock } from '../store/temporary-store.ts'

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `audit log in MongoDB: ${withoutMongo}` : 'audit log in MongoDB',
  () => {
    let database: string
    const clock = new TurnedClock()
    const open = async () =>
      openAuditedStore({
        store: await openMongoStore({ url: mongoUrl!, database, collections }),
        clock,
      })

    beforeEach(() => {
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
    })

    afterEach(() => dropDatabase(database))

    const start = (store: Store, id: string) =>
      store.commit([
        { kind: 'insert', collection: 'cases', document: { id, revision: 1 } },
        nextAuditWrite({
          at: clock.now(),
          actor: { kind: 'user', id: 'wang.li', title: '王丽' },
          action: 'case.start',
          target: id,
          detail: { 'fromUnit.tier': 1, list: [[1]] },
        }),
      ])

    it('stays whole with two servers, concurrent commits and a restart', async () => {
      const servers = await Promise.all([open(), open()])
      const results = await Promise.all(
        Array.from({ length: 60 }, (_, n) => start(servers[n % 2]!, `c${n % 40}`)),
      )
      expect(results.filter(({ committed }) => committed)).toHaveLength(40)
      for (const server of servers) await server.close()
      clock.turn(60)
      const third = await open()
      // Two openings, two closings, and the third opening.
      expect(await verifyAudit(third)).toMatchObject({ entries: 45, problems: [] })
      await third.close()
    })

    it('gets the entry of a commit whose server died before it was stored', async () => {
      const first = await open()
      await start(first, 'c1')
      await first.close()
      // Put back what a crash between the two writes leaves.
      await inDatabase(database, async (direct) => {
        const audit = direct.collection<{ _id: string; target: string }>('audit')
        const entry = await audit.findOne({ target: 'c1' })
        await audit.deleteOne({ _id: entry!._id })
        await direct.collection<{ _id: string }>('cases').updateOne(
          { _id: 'c1' },
          {
            $set: { _unsettled: true, _followUps: [{ collection: 'audit', document: entry }] },
          },
        )
      })
      clock.turn(60)
      const second = await open()
      expect((await verifyAudit(second)).problems).toEqual([])
      expect(
        await second.find('audit', {
          where: [{ field: 'target', operator: 'equal', value: 'c1' }],
          limit: 9,
        }),
      ).toHaveLength(1)
      await second.close()
    })
  },
)
