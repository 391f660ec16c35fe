import { afterEach, beforeEach, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { settlementRuleset } from '../settlements/settlement-ruleset.ts'
import { sendTable } from './send-table.ts'

let server: TestServer
let assessor: string
let leader: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(settlementRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  leader = await server.key({ role: 'approver', county: 'north', units: '*' })
  await sendTable(server, assessor, { kind: 'units', rows: ['id,title', 'N,北镇卫生院'] })
  await values('90')
})
afterEach(async () => {
  await server.close()
})

async function values(vaccinated: string) {
  const rows = ['unit,period,fact,value', `N,2025-01,vaccinated,${vaccinated}`, 'N,2025-01,due,100']
  server.clock.advance(1000)
  await sendTable(server, assessor, { kind: 'values', rows })
}
const act = async (key: string, url: string, revision: number, body: unknown = {}) =>
  await server.ask(url, { key, body, headers: { 'if-match': `"${revision}"` } })
const work = async (key: string) => (await server.ask('/v1/worklist', { key })).body.items
const kinds = async (key: string) =>
  (await work(key)).map(({ kind }: { kind: string }) => kind).toSorted()
const assess = async (period = '2025-01') =>
  (await server.ask('/v1/rulesets/small/runs', { key: assessor, body: { period } })).body

it('a run waits for its reviewer, then for whoever makes it final, then for nobody', async () => {
  const { id } = await assess()
  expect(await work(assessor)).toEqual([
    expect.objectContaining({ kind: 'runToReview', ruleset: 'small', run: id, period: '2025-01' }),
  ])
  expect(await kinds(leader)).toEqual([])
  await act(assessor, `/v1/runs/${id}/review`, 1)
  expect(await kinds(assessor)).toEqual([])
  expect(await kinds(leader)).toEqual(['runToFinalise'])
  await act(leader, `/v1/runs/${id}/finalise`, 2)
  expect(await kinds(leader)).toEqual([])
})

it('an objection waits for its answer, and keeps the run from whoever makes it final', async () => {
  const { id } = await assess()
  const north = await server.key(caseWorker('north', 'N'))
  const { body } = await server.ask(`/v1/runs/${id}/objections`, {
    key: north,
    body: { unit: 'N', indicator: 'vaccinationRate', reason: '漏报' },
  })
  await act(assessor, `/v1/runs/${id}/review`, 2)
  expect(await work(assessor)).toEqual([
    expect.objectContaining({ kind: 'objectionOpen', unit: 'N', reason: '漏报' }),
  ])
  expect(await kinds(leader)).toEqual([])
  await server.ask(`/v1/runs/${id}/objections/${body.objections[0].id}/answer`, {
    key: assessor,
    body: { accepted: false, words: '核对无误' },
  })
  expect(await kinds(assessor)).toEqual([])
  expect(await kinds(leader)).toEqual(['runToFinalise'])
})

it('a month that has not ended waits for nobody', async () => {
  await assess('2025-02')
  expect(await kinds(assessor)).toEqual([])
})

it('what comes after a final run is told, and a correction picks it up', async () => {
  const run = await assess()
  await act(assessor, `/v1/runs/${run.id}/review`, 1)
  await act(leader, `/v1/runs/${run.id}/finalise`, 2)
  const { body: settlement } = await server.ask('/v1/rulesets/small/settlements', {
    key: assessor,
    body: { period: '2025-01' },
  })
  await act(leader, `/v1/settlements/${settlement.id}/confirm`, 1)
  expect(await kinds(assessor)).toEqual([])
  await values('60')
  expect(await work(assessor)).toContainEqual(
    expect.objectContaining({ kind: 'lateFigures', run: run.id, count: 1 }),
  )
  expect(await kinds(assessor)).toEqual(['lateFigures', 'settlementOutdated'])
  const { body: corrected } = await act(assessor, `/v1/runs/${run.id}/corrections`, 3, {
    reason: '补报数据',
  })
  expect(corrected).toMatchObject({ late: 0, corrects: run.id })
  expect(corrected.result.cards[0].indicators[0]).toMatchObject({ shown: '60' })
  expect(await kinds(assessor)).toEqual(['runToReview', 'settlementOutdated'])
})

it('a case of the period that moves on after the run is told as late, and only while a measure reads it', async () => {
  const worker = await server.key(grants.integrator)
  const facts = { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'S', urgency: 'low' }
  const { body: started } = await server.ask('/v1/cases', {
    key: worker,
    body: { ruleset: 'small', pathway: 'referral', facts },
  })
  const run = await assess('2025-02')
  const late = async () =>
    (await server.ask(`/v1/runs/${run.id}`, { key: assessor })).body.lateCases
  server.clock.advance(1000)
  const send = async (body: object) => {
    const sent = await server.ask(`/v1/cases/${started.id}/events`, { key: worker, body })
    expect(sent.status).toBe(200)
  }
  await send({ type: 'note', facts: { age: 40 } })
  expect(await late()).toBe(0)
  await send({ type: 'send', facts: { urgency: 'high' } })
  expect(await late()).toBe(1)
})
