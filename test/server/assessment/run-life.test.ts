import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { assessedRuleset } from './assessed-ruleset.ts'

let server: TestServer
let assessor: string
let leader: string
let north: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(assessedRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  leader = await server.key({ role: 'approver', county: 'north', units: '*' })
  north = await server.key(caseWorker('north', 'N'))
  await sendTable('units', 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\n')
})
afterEach(async () => {
  await server.close()
})

async function sendTable(kind: string, table: string, more = '') {
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/imports?kind=${kind}&format=csv&name=${kind}.csv${more}`,
    headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
    payload: table,
  })
  return { status: reply.statusCode, body: reply.json() }
}

const values = (rows: readonly string[]) => `unit,period,fact,value\n${rows.join('\n')}\n`
const january = [
  'N,2025-01,vaccinated,90',
  'N,2025-01,due,100',
  'S,2025-01,vaccinated,75',
  'S,2025-01,due,100',
]

async function run(period = '2025-01') {
  return await server.ask('/v1/rulesets/small/runs', { key: assessor, body: { period } })
}
const act = async (key: string, url: string, revision: number, body: unknown = {}) =>
  await server.ask(url, { key, body, headers: { 'if-match': `"${revision}"` } })

interface Card {
  readonly unit: { readonly id: string }
  readonly [member: string]: unknown
  readonly indicators: readonly {
    readonly indicator: string
    readonly figures: Readonly<Record<string, { readonly value: unknown } | null>>
  }[]
}

function cardOf(
  body: { readonly result: { readonly cards: readonly Card[] } },
  unit: string,
): Card {
  const card = body.result.cards.find((one) => one.unit.id === unit)
  if (card === undefined) throw new TypeError(`no card of ${unit}`)
  return card
}
const figureOf = (card: Card, fact: string) =>
  card.indicators.map(({ figures }) => figures[fact]).find((figure) => figure !== undefined)

describe('tables of figures', () => {
  it('are taken whole, and the run reads them', async () => {
    expect((await sendTable('values', values(january))).status).toBe(201)
    const { status, body } = await run()
    expect(status).toBe(201)
    expect(body.status).toBe('provisional')
    expect(cardOf(body, 'N')).toMatchObject({ scoreShown: '100', grade: 'good', rank: 1 })
    expect(cardOf(body, 'S')).toMatchObject({ scoreShown: '50', grade: 'poor', rank: 2 })
  })

  it('with one bad cell are refused whole, told by row and column, and kept with the reason', async () => {
    const wrong = values([...january, 'X,2025-01,vaccinated,12'])
    const { status, body } = await sendTable('values', wrong)
    expect(status).toBe(422)
    expect(body.code).toBe('TABLE_REFUSED')
    expect(body.problems[0]).toMatchObject({ row: 6, column: 'unit', code: 'UNIT_UNKNOWN' })
    const list = await server.ask('/v1/rulesets/small/imports', { key: assessor })
    expect(list.body.items[0]).toMatchObject({ status: 'refused', problemCount: 1 })
    const after = await run()
    expect(cardOf(after.body, 'N')).toMatchObject({ score: null, needs: ['vaccinated', 'due'] })
  })

  it('brought in again replace what they said before', async () => {
    await sendTable('values', values(january))
    await sendTable('values', values(['S,2025-01,vaccinated,90']))
    expect(cardOf((await run()).body, 'S')['scoreShown']).toBe('100')
  })

  it('may be read back as they were known at an earlier moment', async () => {
    await sendTable('values', values(january))
    server.clock.advance(1000)
    const then = server.clock.now()
    server.clock.advance(60_000)
    await sendTable('values', values(['S,2025-01,vaccinated,90']))
    const { body } = await server.ask('/v1/rulesets/small/runs', {
      key: assessor,
      body: { period: '2025-01', knownAt: then },
    })
    expect(cardOf(body, 'S')['scoreShown']).toBe('50')
  })
})

describe('cases', () => {
  const referrals = (rows: readonly string[]) =>
    `id,fromUnit.id,urgency,log.startedOn\n${rows.join('\n')}\n`

  it('brought in are counted, and the cases behind a number can be read', async () => {
    await sendTable(
      'cases',
      referrals([
        'a,N,high,2025-01-05',
        'b,N,low,2025-01-31',
        'c,N,,2025-01-31',
        'd,N,high,2025-02-01',
      ]),
      '&pathway=referral',
    )
    const { body } = await run()
    expect(figureOf(cardOf(body, 'N'), 'referrals.urgent')).toEqual({
      value: 1,
      source: 'cases',
      completeness: { determined: 2, all: 3 },
    })
    const behind = await server.ask(`/v1/runs/${body.id}/cases?measure=referrals.urgent&unit=N`, {
      key: assessor,
    })
    expect(behind.body).toMatchObject({ total: 1, items: [{ id: 'a' }] })
  })

  it('that move to another month leave the one they lay in', async () => {
    await sendTable('cases', referrals(['a,N,high,2025-01-05']), '&pathway=referral')
    server.clock.advance(1000)
    await sendTable(
      'cases',
      referrals(['a,N,high,2025-02-01', 'b,N,low,2025-01-06']),
      '&pathway=referral',
    )
    const { body } = await run()
    expect(figureOf(cardOf(body, 'N'), 'referrals.sent')?.value).toBe(1)
    const behind = await server.ask(`/v1/runs/${body.id}/cases?measure=referrals.sent`, {
      key: assessor,
    })
    expect(behind.body.items.map(({ id }: { id: string }) => id)).toEqual(['b'])
  })

  it('run here are counted beside them, by the unit that sent them', async () => {
    const worker = await server.key(grants.integrator)
    server.clock.advance(-10 * 86_400_000)
    const started = await server.ask('/v1/cases', {
      key: worker,
      headers: { 'idempotency-key': 'one' },
      body: {
        ruleset: 'small',
        pathway: 'referral',
        facts: { 'patient.id': 'p', 'fromUnit.id': 'N', 'toUnit.id': 'S', urgency: 'high' },
      },
    })
    expect(started.status).toBe(201)
    server.clock.advance(10 * 86_400_000)
    const { body } = await run()
    expect(figureOf(cardOf(body, 'N'), 'referrals.sent')).toEqual({
      value: 1,
      source: 'cases',
    })
  })
})

describe('the life of a run', () => {
  beforeEach(async () => {
    await sendTable('values', values(january))
  })

  it('goes from provisional to reviewed to final, by two people', async () => {
    const { body } = await run()
    const own = await act(assessor, `/v1/runs/${body.id}/finalise`, 1)
    expect(own.body.code).toBe('PERMISSION_MISSING')
    const early = await act(leader, `/v1/runs/${body.id}/finalise`, 1)
    expect(early.body.code).toBe('RUN_STATUS')
    expect((await act(assessor, `/v1/runs/${body.id}/review`, 1)).body.status).toBe('reviewed')
    expect((await act(leader, `/v1/runs/${body.id}/finalise`, 1)).body.code).toBe('RUN_STALE')
    expect((await act(leader, `/v1/runs/${body.id}/finalise`, 2)).body.status).toBe('final')
  })

  it('is not made final by whoever computed it, even with both roles', async () => {
    const both = await server.key(
      { role: 'assessor', county: 'north', units: '*' },
      { role: 'approver', county: 'north', units: '*' },
    )
    const { body } = await server.ask('/v1/rulesets/small/runs', {
      key: both,
      body: { period: '2025-01' },
    })
    await act(both, `/v1/runs/${body.id}/review`, 1)
    expect((await act(both, `/v1/runs/${body.id}/finalise`, 2)).body.code).toBe('RUN_OWN')
  })

  it('of a month that has not ended is never final', async () => {
    const { body } = await run('2025-02')
    expect(body.open).toBe(true)
    await act(assessor, `/v1/runs/${body.id}/review`, 1)
    expect((await act(leader, `/v1/runs/${body.id}/finalise`, 2)).body.code).toBe('PERIOD_OPEN')
  })

  it('waits for every objection to be answered, and a correction is a new run beside the old one', async () => {
    const first = (await run()).body
    const objected = await server.ask(`/v1/runs/${first.id}/objections`, {
      key: north,
      body: { unit: 'N', indicator: 'vaccinationRate', reason: '漏报 5 人' },
    })
    expect(objected.status).toBe(201)
    const other = await server.ask(`/v1/runs/${first.id}/objections`, {
      key: north,
      body: { unit: 'S', indicator: 'vaccinationRate', reason: '不是本单位' },
    })
    expect(other.body.code).toBe('UNIT_OUTSIDE')
    await act(assessor, `/v1/runs/${first.id}/review`, 2)
    expect((await act(leader, `/v1/runs/${first.id}/finalise`, 3)).body.code).toBe(
      'OBJECTIONS_OPEN',
    )
    const [{ id: objection }] = objected.body.objections
    const answered = await server.ask(`/v1/runs/${first.id}/objections/${objection}/answer`, {
      key: assessor,
      body: { accepted: true, words: '属实，补录' },
    })
    server.clock.advance(1000)
    const corrected = await act(
      assessor,
      `/v1/runs/${first.id}/corrections`,
      answered.body.revision,
      {
        reason: '补录漏报人数',
        values: [{ unit: 'N', fact: 'vaccinated', value: 95 }],
      },
    )
    expect(corrected.status).toBe(201)
    expect(corrected.body).toMatchObject({ status: 'provisional', corrects: first.id })
    const figure = figureOf(cardOf(corrected.body, 'N'), 'vaccinated')
    expect(figure).toEqual({ value: 95, source: 'entered' })
    const old = await server.ask(`/v1/runs/${first.id}`, { key: assessor })
    expect(old.body).toMatchObject({ status: 'superseded', correctedBy: corrected.body.id })
    expect(figureOf(cardOf(old.body, 'N'), 'vaccinated')?.value).toBe(90)
  })

  it('computed again from its record gives the same bytes, also after later tables came in', async () => {
    await sendTable(
      'cases',
      'id,fromUnit.id,urgency,log.startedOn\na,N,high,2025-01-05\n',
      '&pathway=referral',
    )
    server.clock.advance(1000)
    const { body } = await run()
    server.clock.advance(1000)
    await sendTable('values', values(['N,2025-01,vaccinated,1']))
    const again = await server.ask(`/v1/runs/${body.id}/recompute`, { key: assessor, body: {} })
    expect(again.body).toEqual({
      same: true,
      inputHash: body.inputHash,
      resultHash: body.resultHash,
    })
    expect((await server.ask(`/v1/runs/${body.id}`, { key: assessor })).body.late).toBe(1)
  })

  it('refuses what it cannot read, and changes nothing', async () => {
    const codes = []
    for (const body of [
      { period: '2025-13' },
      { period: '2025-01', scheme: 'none' },
      { period: '2025-01', knownAt: '2031-01-01T00:00:00+08:00' },
    ])
      codes.push((await server.ask('/v1/rulesets/small/runs', { key: assessor, body })).body.code)
    expect(codes).toEqual(['PERIOD_UNKNOWN', 'SCHEME_UNKNOWN', 'KNOWN_LATER'])
    expect(
      (await server.ask('/v1/rulesets/small/runs', { key: north, body: { period: '2025-01' } }))
        .status,
    ).toBe(403)
    expect((await server.ask('/v1/rulesets/small/runs', { key: assessor })).body.items).toEqual([])
  })
})
