import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openMongoStore } from '@jieli/server/adapters'
import { afterAll, describe, expect, it } from 'vitest'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { readAll } from '../../../server/src/operations/context/read-all.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import {
  caseWorker,
  grants,
  openTestServer,
  serveStore,
  type TestServer,
} from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { dropDatabase, mongoUrl, withoutMongo } from '../store/mongo-server.ts'

const database = `jieli_test_${randomUUID().replaceAll('-', '')}`

async function openOnMongo(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-server-'))
  const url = new URL(mongoUrl ?? '')
  url.pathname = `/${database}`
  const place = { kind: 'mongo', url: url.href } as const
  const raw = await openMongoStore({ url: url.href, collections })
  return await serveStore(raw, { place, folder, clock: new TurnableClock(), bundled: new Map() })
}

const many = 60

/** More open cases than a step of the job looks at, each handed over once, and the rights of whoever acted. */
async function mergeUnit(server: TestServer): Promise<number> {
  await server.publish(smallRuleset())
  const first = await server.key(caseWorker('north', 'T01'))
  const second = await server.key(caseWorker('north', 'T02'))
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const units = ['T01', 'T02'].map((id) => ({ id, title: id }))
  const headers = { 'if-match': '"0"' }
  const address = '/v1/rulesets/small'
  const list = { method: 'PUT', key: assessor, body: { units }, headers } as const
  expect((await server.ask(`${address}/units`, list)).status).toBe(200)
  for (let each = 0; each < many; each++) {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
    expect((await server.ask('/v1/cases', { key: first, body })).status).toBe(201)
  }
  const key = await server.key(grants.administrator)
  const change = { kind: 'closed', unit: 'T01', successor: 'T02', on: '2025-03-03', reason: '撤销' }
  const made = await server.ask(`${address}/unit-changes`, { key, body: change })
  const jobs = new JobScan(server.context, () => {}, { alone: true })
  await jobs.run()
  await jobs.idle()
  const { body: job } = await server.ask(`/v1/jobs/${made.body.id}`, { key })
  expect(job, JSON.stringify(job)).toMatchObject({ status: 'done', done: 50, total: many })
  const handed: CaseDocument[] = []
  for await (const each of readAll(server.store, 'cases')) handed.push(each as CaseDocument)
  expect(handed).toHaveLength(many)
  for (const { fromUnit, history } of handed)
    expect([fromUnit, ...history.map(({ event }) => event)]).toEqual(['T02', 'start', 'handover'])
  expect((await server.ask('/v1/cases', { key: second })).body.items).toHaveLength(50)
  expect((await server.ask(`/v1/cases/${handed[0]?.id}`, { key: first })).status).toBe(200)
  return handed.length
}

describe('LD3: a change of a unit hands every open case over, once', () => {
  it('in the embedded store', async () => {
    const server = await openTestServer()
    try {
      expect(await mergeUnit(server)).toBe(many)
    } finally {
      await server.close()
    }
  })
})

describe.skipIf(mongoUrl === undefined)(
  mongoUrl === undefined ? `LD3 in MongoDB: ${withoutMongo}` : 'LD3 in MongoDB',
  () => {
    afterAll(() => dropDatabase(database))
    it('a change of a unit hands every open case over, once', { timeout: 240_000 }, async () => {
      const server = await openOnMongo()
      try {
        expect(await mergeUnit(server)).toBe(many)
      } finally {
        await server.close()
      }
    })
  },
)
