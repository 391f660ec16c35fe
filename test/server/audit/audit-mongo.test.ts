import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMongoStore } from '../../../server/src/adapters/index.ts'
import { openAuditedStore, type AuditedStore } from '../../../server/src/audit/audited-store.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { StoredDocument } from '../../../server/src/ports/store.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { dropDatabase, inDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { TurnedClock } from '../store/temporary-store.ts'

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `audit log in MongoDB: ${withoutMongo}` : 'audit log in MongoDB',
  () => {
    let database: string
    let folder: string
    let opened = 0
    const clock = new TurnedClock()
    const open = async () =>
      openAuditedStore({
        store: await openMongoStore({ url: mongoUrl!, database, collections }),
        clock,
        signingKey: await ownSigningKey(folder),
        collections: auditedCollections,
        // Each server has a file of its own, and all share the key.
        checkpointFile: path.join(folder, `checkpoints-${++opened}.ndjson`),
      })

    beforeEach(() => {
      database = `jieli_test_${randomUUID().replaceAll('-', '')}`
      folder = mkdtempSync(path.join(tmpdir(), 'jieli-'))
    })

    afterEach(async () => {
      await dropDatabase(database)
      rmSync(folder, { recursive: true })
    })

    const action = (target: string) => ({
      actor: { kind: 'user', id: 'wang.li', title: '王丽' },
      action: 'units.save' as const,
      target,
      detail: { 'fromUnit.tier': 1, list: [[1]] },
    })
    const save = (store: AuditedStore, id: string) => {
      const document = { id, revision: 1, 'fromUnit.tier': 1, 10: [[1]] } as StoredDocument
      return store.commit([{ kind: 'insert', collection: 'units', document }], action(id))
    }
    const change = async (store: AuditedStore, id: string) => {
      const read = await store.get('units', id)
      const document = { ...read!, revision: read!.revision + 1 }
      return await store.commit(
        [{ kind: 'replace', collection: 'units', document, expectedRevision: read!.revision }],
        action(id),
      )
    }
    const problems = async (store: AuditedStore) => (await store.verify(undefined, eager)).problems

    it('stays whole with two servers, concurrent commits on the same documents and a restart', async () => {
      const servers = [await open(), await open()]
      const results = await Promise.all(
        Array.from({ length: 60 }, (_, n) => save(servers[n % 2]!, `c${n % 40}`)),
      )
      expect(results.filter(({ committed }) => committed)).toHaveLength(40)
      const changes = await Promise.all(
        Array.from({ length: 40 }, (_, n) => change(servers[n % 2]!, `c${n % 5}`)),
      )
      expect(changes.some(({ committed }) => committed)).toBe(true)
      for (const server of servers) await server.close()
      clock.turn(60)
      const third = await open()
      const report = await third.verify(undefined, eager)
      expect(report).toMatchObject({ documents: 40, problems: [] })
      // One at each start and each end that moved a chain.
      expect(report.checkpoints).toBe(5)
      await third.close()
    })

    it('gets the entry of a commit whose server died before it was stored', async () => {
      const first = await open()
      await save(first, 'c1')
      await first.close()
      await tearOff('c1')
      clock.turn(60)
      const second = await open()
      expect(await problems(second)).toEqual([])
      await second.close()
    })

    it('tells nothing of a commit that is half stored at the moment, by a server that died beside this one', async () => {
      const first = await open()
      await save(first, 'c1')
      await tearOff('c1')
      expect(await problems(first)).toEqual([])
      await first.close()
    })

    /** Puts back what a crash between the two writes of a commit leaves. */
    async function tearOff(target: string): Promise<void> {
      await inDatabase(database, async (direct) => {
        const audit = direct.collection<{ _id: string; target: string }>('audit')
        const entry = await audit.findOne({ target })
        await audit.deleteOne({ _id: entry!._id })
        const document = { ...entry }
        await direct
          .collection<{ _id: string }>('units')
          .updateOne(
            { _id: target },
            { $set: { _unsettled: true, _followUps: [{ collection: 'audit', document }] } },
          )
      })
    }
  },
)
