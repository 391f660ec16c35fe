import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMongoStore } from '@jieli/server/adapters'
import { afterAll, describe, expect, it } from 'vitest'
import { beginPurges } from '../../../server/src/operations/retention/begin-purges.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { serveStore, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { verifyAll } from '../audit/tamper.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'
import { pdf } from '../cases/filing.ts'
import { Erasing, told } from './erasing.ts'

const database = `jieli_test_${randomUUID().replaceAll('-', '')}`

async function openOnMongo(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-server-'))
  const url = new URL(mongoUrl ?? '')
  url.pathname = `/${database}`
  const place = { kind: 'mongo', url: url.href } as const
  const raw = await openMongoStore({ url: url.href, collections })
  return await serveStore(raw, { place, folder, clock: new TurnableClock(), bundled: new Map() })
}

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `PR3 and PR11 in MongoDB: ${withoutMongo}` : 'in MongoDB',
  () => {
    afterAll(() => dropDatabase(database))
    it('PR3, PR11: one person is erased, another is archived, and the chains hold', async () => {
      const server = await openOnMongo()
      try {
        const county = await Erasing.open(server)
        const gone = await county.finished()
        const kept = await county.finished('P-8', pdf())
        const { body } = await county.propose()
        expect((await county.confirm(body.id)).status).toBe(200)
        expect(await county.workOff()).toEqual([])
        const at = '/v1/counties/north/retention/proposals'
        const rules = {
          closedCases: { days: 30, source: '制度' },
          caseReads: { days: 30, source: '制度' },
          adviceCards: { days: 30, source: '制度' },
          events: { days: 30, source: '制度' },
          parkedDeliveries: { days: 30, source: '制度' },
        }
        const set = await county.ask(at, county.first, { rules, reason: '议定' })
        await county.ask(`${at}/${set.body.proposal.id}/confirm`, county.second, {})
        server.clock.advance(31 * 24 * hour)
        expect(await beginPurges(server.context)).toBe(1)
        expect(await county.workOff()).toEqual([])
        const code = async (id: string) =>
          (await county.ask(`/v1/cases/${id}`, county.auditor)).body.code
        expect([await code(gone), await code(kept)]).toEqual(['CASE_ERASED', 'CASE_ARCHIVED'])
        const left = JSON.stringify(await server.raw.get('cases', gone))
        for (const word of told) expect(left).not.toContain(word)
        const report = await verifyAll(server)
        expect([report.problems, report.erasedCount]).toEqual([[], 2])
      } finally {
        await server.close()
      }
    }, 240_000)
  },
)
