import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { settlementRuleset } from './settlement-ruleset.ts'

let server: TestServer
let assessor: string
let leader: string
let worker: string

const fund = [
  ',2025-01,fund.raised,1000000.00',
  ',2025-01,fund.spent,900000.01',
  ',2025-01,fund.policyFactorAmount,0.00',
  ',2025-01,fund.insuredCount,1000',
]

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(settlementRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  leader = await server.key({ role: 'approver', county: 'north', units: '*' })
  worker = await server.key(grants.integrator)
  await send('units', 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\n')
  await values(fund)
})
afterEach(async () => {
  await server.close()
})

async function send(kind: string, table: string) {
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/imports?kind=${kind}&format=csv&name=t`,
    headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
    payload: table,
  })
  expect(reply.json()).toMatchObject({ status: 'accepted' })
}
const values = (rows: readonly string[]) =>
  send('values', `unit,period,fact,value\n${rows.join('\n')}\n`)
const events = (rows: readonly string[]) =>
  send('events', `id,at,event,case,cancels,fromUnit.id,toUnit.id\n${rows.join('\n')}\n`)
const act = async (key: string, url: string, revision: number, body: unknown = {}) =>
  await server.ask(url, { key, body, headers: { 'if-match': `"${revision}"` } })
const settle = async (more: object = {}, period = '2025-01') =>
  await server.ask('/v1/rulesets/small/settlements', { key: assessor, body: { period, ...more } })
const read = async (id: string) => (await server.ask(`/v1/settlements/${id}`, { key: leader })).body

/** Assesses a month and makes the run final. */
async function closeMonth(period = '2025-01') {
  const { body } = await server.ask('/v1/rulesets/small/runs', { key: assessor, body: { period } })
  await act(assessor, `/v1/runs/${body.id}/review`, 1)
  const { body: final } = await act(leader, `/v1/runs/${body.id}/finalise`, 2)
  expect(final.status).toBe('final')
  return final
}

describe('a settlement', () => {
  it('distributes nothing before the assessment is final, whatever a table says', async () => {
    await values([',2025-01,fund.assessmentFinal,true'])
    const { status, body } = await settle()
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: 'provisional', assessmentFinal: false, runs: [] })
    const [residents] = body.result.funds
    expect(residents).toMatchObject({
      budget: 93_000_000,
      surplus: 2_999_999,
      distribution: null,
      blockedBy: ['mayDistribute'],
    })
    const refused = await act(leader, `/v1/settlements/${body.id}/confirm`, 1)
    expect(refused.body.code).toBe('SETTLEMENT_NOT_FINAL')
  })

  it('splits the surplus to the fen once the run is final, and a second person confirms it', async () => {
    const run = await closeMonth()
    const { body } = await settle()
    expect(body).toMatchObject({ assessmentFinal: true, runs: [run.id], reconciles: true })
    const { distribution } = body.result.funds[0]
    expect(distribution).toEqual({ district: 1_799_999, township: 900_000, village: 300_000 })
    expect((await act(assessor, `/v1/settlements/${body.id}/confirm`, 1)).status).toBe(403)
    expect((await act(leader, `/v1/settlements/${body.id}/confirm`, 7)).body.code).toBe(
      'SETTLEMENT_STALE',
    )
    const confirmed = await act(leader, `/v1/settlements/${body.id}/confirm`, 1)
    expect(confirmed.body).toMatchObject({ status: 'final', revision: 2, outdated: null })
    const again = await act(leader, `/v1/settlements/${body.id}/confirm`, 2)
    expect(again.body.code).toBe('SETTLEMENT_STATUS')
  })

  it('is confirmed by nobody who computed it', async () => {
    await closeMonth()
    const both = await server.key(
      { role: 'assessor', county: 'north', units: '*' },
      { role: 'approver', county: 'north', units: '*' },
    )
    const { body } = await server.ask('/v1/rulesets/small/settlements', {
      key: both,
      body: { period: '2025-01' },
    })
    expect((await act(both, `/v1/settlements/${body.id}/confirm`, 1)).body.code).toBe('RUN_OWN')
  })

  it('posts events brought in and events of cases, each once, and an event of another month not', async () => {
    await events([
      'a,2025-01-31T23:59:59+08:00,noted,x,,N,S',
      'b,2025-02-01T00:00:00+08:00,noted,x,,N,S',
      'c,2025-01-05T10:00:00+08:00,noted,x,,N,Q',
    ])
    server.clock.advance(1000)
    await events(['a,2025-01-31T23:59:59+08:00,noted,x,,S,N'])
    server.clock.advance(-15 * 86_400_000)
    const id = await noteReferral()
    server.clock.advance(15 * 86_400_000)
    const { body } = await settle()
    expect(body.result.ledger).toMatchObject({ postings: 2, open: 1, debits: 4000, credits: 4000 })
    const { body: page } = await server.ask(`/v1/settlements/${body.id}/ledger`, { key: leader })
    expect(page.total).toBe(2)
    expect(page.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'a', debit: 'charges:S', credit: 'income:N' }),
        expect.objectContaining({ case: id, debit: 'charges:N', credit: 'income:S' }),
      ]),
    )
    const one = await server.ask(`/v1/settlements/${body.id}/ledger?event=a&unit=N`, {
      key: leader,
    })
    expect(one.body.total).toBe(1)
    const open = await server.ask(`/v1/settlements/${body.id}/open-items`, { key: leader })
    expect(open.body).toMatchObject({ total: 1, items: [{ event: 'c', reason: 'unitUnknown' }] })
  })

  it('takes back in February what January posted, and pays an event of January no second time', async () => {
    await events(['a,2025-01-05T10:00:00+08:00,noted,x,,N,S'])
    await settle()
    server.clock.advance(86_400_000)
    await events(['u,2025-02-02T10:00:00+08:00,,x,a,,', 'n,2025-02-02T10:00:00+08:00,noted,x,,N,S'])
    const { body } = await settle({}, '2025-02')
    const { body: page } = await server.ask(`/v1/settlements/${body.id}/ledger`, { key: leader })
    expect(page.items).toHaveLength(2)
    expect(page.items).toContainEqual(
      expect.objectContaining({ event: 'u', debit: 'income:S', credit: 'charges:N' }),
    )
  })

  it('computed again from its record gives the same bytes, also after more came in', async () => {
    await events(['a,2025-01-05T10:00:00+08:00,noted,x,,N,S'])
    const { body } = await settle()
    server.clock.advance(1000)
    await values([',2025-01,fund.spent,1.00'])
    await events(['z,2025-01-06T10:00:00+08:00,noted,x,,N,S'])
    const again = await server.ask(`/v1/settlements/${body.id}/recompute`, {
      key: leader,
      body: {},
    })
    expect(again.body).toEqual({
      same: true,
      inputHash: body.inputHash,
      resultHash: body.resultHash,
    })
  })
})

describe('what comes later', () => {
  it('a table makes a settlement outdated, and a new one replaces it, with a reason where it was final', async () => {
    await closeMonth()
    const { body: first } = await settle()
    await act(leader, `/v1/settlements/${first.id}/confirm`, 1)
    server.clock.advance(1000)
    await values([',2025-01,fund.spent,930000.00'])
    expect((await read(first.id)).outdated).toEqual({ runs: false, tables: 1, events: 0 })
    expect((await settle()).body.code).toBe('REPLACE_REASON')
    const { body: second } = await settle({ reason: '补录支出' })
    expect(second).toMatchObject({ replaces: first.id, outdated: null })
    expect(second.result.funds[0].surplus).toBe(0)
    expect(await read(first.id)).toMatchObject({ status: 'superseded', replacedBy: second.id })
    expect((await read(first.id)).result).toEqual(first.result)
    const list = await server.ask('/v1/rulesets/small/settlements?period=2025-01', { key: leader })
    expect(list.body.items.map(({ status }: { status: string }) => status).toSorted()).toEqual([
      'provisional',
      'superseded',
    ])
  })

  it('an event of a case makes it outdated, and a new one counts it', async () => {
    const { body } = await settle({}, '2025-02')
    server.clock.advance(1000)
    await noteReferral()
    expect((await read(body.id)).outdated).toEqual({ runs: false, tables: 0, events: 1 })
    const { body: second } = await settle({}, '2025-02')
    expect(second).toMatchObject({ replaces: body.id, outdated: null })
    expect(second.result.ledger.postings).toBe(1)
  })

  it('an event of a case that is voided makes it outdated, and a new one does not count it', async () => {
    const id = await noteReferral()
    const { body } = await settle({}, '2025-02')
    expect(body.result.ledger.postings).toBe(1)
    server.clock.advance(1000)
    const voided = await server.ask(`/v1/cases/${id}/corrections`, {
      key: await server.key({ role: 'caseWorker', county: 'north', units: '*' }),
      headers: { 'if-match': '"3"' },
      body: { reason: '误记', changes: [{ kind: 'voided', entry: '3' }] },
    })
    expect(voided.status).toBe(200)
    expect((await read(body.id)).outdated).toEqual({ runs: false, tables: 0, events: 1 })
    // As it was known when it was settled, the event is still there.
    const same = await server.ask(`/v1/settlements/${body.id}/recompute`, { key: leader, body: {} })
    expect(same.body).toMatchObject({ same: true })
    const { body: second } = await settle({}, '2025-02')
    expect(second.outdated).toBeNull()
    expect(second.result.ledger.postings).toBe(0)
  })

  it('a table that came after a final assessment keeps its settlement from being confirmed', async () => {
    await closeMonth()
    const { body } = await settle()
    server.clock.advance(1000)
    await events(['z,2025-01-06T10:00:00+08:00,noted,x,,N,S'])
    const refused = await act(leader, `/v1/settlements/${body.id}/confirm`, 1)
    expect(refused.body.code).toBe('SETTLEMENT_OUTDATED')
  })

  it('a corrected run makes a final settlement outdated until the correction is final and it is settled again', async () => {
    const run = await closeMonth()
    const { body } = await settle()
    await act(leader, `/v1/settlements/${body.id}/confirm`, 1)
    server.clock.advance(1000)
    const corrected = await act(assessor, `/v1/runs/${run.id}/corrections`, run.revision, {
      reason: '复查',
    })
    expect(corrected.status).toBe(201)
    expect((await read(body.id)).outdated).toMatchObject({ runs: true })
    const { body: trial } = await settle({ reason: '更正后重算' })
    expect(trial).toMatchObject({ assessmentFinal: false })
    expect(trial.result.funds[0].distribution).toBeNull()
  })
})

it('refuses what it cannot settle, and who may not', async () => {
  expect((await settle({}, '2025-13')).body.code).toBe('PERIOD_UNKNOWN')
  expect((await settle({ scheme: 'none' })).body.code).toBe('SCHEME_UNKNOWN')
  expect((await server.ask('/v1/settlements/none', { key: leader })).body.code).toBe(
    'SETTLEMENT_UNKNOWN',
  )
  const own = await server.ask('/v1/rulesets/small/settlements', {
    key: worker,
    body: { period: '2025-01' },
  })
  expect(own.status).toBe(403)
})

/** A referral that waits for its answer, with a note on it. */
async function noteReferral(): Promise<string> {
  const { body } = await server.ask('/v1/cases', {
    key: worker,
    body: {
      ruleset: 'small',
      pathway: 'referral',
      facts: { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'S', urgency: 'high' },
    },
  })
  for (const type of ['send', 'note']) {
    const sent = await server.ask(`/v1/cases/${body.id}/events`, { key: worker, body: { type } })
    expect(sent.body).toMatchObject({ id: body.id })
  }
  return body.id
}
