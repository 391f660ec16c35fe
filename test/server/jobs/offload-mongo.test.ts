import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMongoStore } from '@jieli/server/adapters'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { withOffload } from '../../../server/src/jobs/offload.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { publishLayer } from '../../../server/src/operations/publications/publish.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { grants } from '../harness/open-test-server.ts'
import { sharedPool } from '../harness/shared-pool.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? withoutMongo : 'over the MongoDB protocol',
  () => {
    it('a heavy operation reads what was stored a moment ago, and stores through the one chain of the audit log', async () => {
      const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
      const url = new URL(mongoUrl ?? '')
      url.pathname = `/${database}`
      const folder = mkdtempSync(path.join(tmpdir(), 'jieli-mongo-'))
      const clock = new TurnableClock()
      const signingKey = await ownSigningKey(folder)
      const store = await openAuditedStore({
        store: await openMongoStore({ url: url.href, collections }),
        clock,
        signingKey,
        collections: auditedCollections,
      })
      try {
        const plain = createContext({ store, clock, bundled: new Map(), signingKey })
        const place = { kind: 'mongo', url: url.href } as const
        const context = withOffload(plain, { pool: sharedPool, store, place })
        const layer = smallRuleset()
        const actor = { kind: 'system', id: 'test', title: 'test' } as const
        const manifest = layer['manifest'] as never
        await publishLayer(plain, actor, { manifest, layer, from: '2020-01-01' })
        const editor = { kind: 'user', id: 'e', title: 'e', grants: [grants.editor] } as const
        const { bytes } = await context.offload('readDraft', editor, 'small')
        const { ruleset } = JSON.parse(new TextDecoder().decode(bytes))
        const saved = await context.offload('saveDraft', editor, {
          ruleset: 'small',
          expected: [0],
          body: new TextEncoder().encode(JSON.stringify({ ruleset })),
        })
        expect(saved.head).toEqual({ revision: 1 })
        expect((await context.offload('readDraft', editor, 'small')).head).toEqual({ revision: 1 })
        expect((await store.verify(undefined, eager)).problems).toEqual([])
      } finally {
        await store.close()
        await dropDatabase(database)
        rmSync(folder, { recursive: true, force: true })
      }
    })
  },
)
