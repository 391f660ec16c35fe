import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMongoStore } from '@jieli/server/adapters'
import { collections } from '../../../server/src/ports/collections.ts'
import { openTestServer, serveStore, type TestServer } from '../harness/open-test-server.ts'
import type { TurnableClock } from '../harness/turnable-clock.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'

/** A store to open servers over: what it is called, whether there is one, and how its data goes when a test ends. */
interface TestedStore {
  readonly name: string
  readonly there: boolean
  readonly open: (clock: TurnableClock) => Promise<TestServer>
  readonly drop: () => Promise<void>
}

/** Both kinds of store; that of MongoDB says why it is left out where there is none. */
export function bothStores(): readonly TestedStore[] {
  const database = `jieli_test_${randomUUID().replaceAll('-', '')}`
  return [
    {
      name: 'SQLite',
      there: true,
      open: async (clock) => await openTestServer(clock),
      drop: async () => {},
    },
    {
      name: mongoUrl === undefined ? `MongoDB: ${withoutMongo}` : 'MongoDB',
      there: mongoUrl !== undefined,
      open: async (clock) => {
        const url = new URL(mongoUrl ?? '')
        url.pathname = `/${database}`
        const place = { kind: 'mongo', url: url.href } as const
        const raw = await openMongoStore({ url: url.href, collections })
        const folder = mkdtempSync(path.join(tmpdir(), 'jieli-server-'))
        return await serveStore(raw, { place, folder, clock, bundled: new Map() })
      },
      drop: async () => await dropDatabase(database),
    },
  ]
}
