import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { watchedRuleset } from './watched-ruleset.ts'

let server: TestServer
let assessor: string
let worker: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(watchedRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  worker = await server.key(grants.integrator)
  await send('units', 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\nD,县医院,2\n')
})
afterEach(async () => {
  await server.close()
})

async function send(kind: string, table: string) {
  const more = kind === 'cases' ? '&pathway=referral' : ''
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/imports?kind=${kind}&format=csv&name=t${more}`,
    headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
    payload: table,
  })
  expect(reply.json()).toMatchObject({ status: 'accepted' })
}

const columns = 'id,fromUnit.id,toUnit.id,urgency,log.startedOn,episode.department,episode.pathway'
/** So many cases of a pathway on a day, the first of them urgent. */
function rows(
  name: string,
  {
    all,
    urgent,
    day = '2025-01-05',
    unit = 'N',
  }: { all: number; urgent: number; day?: string; unit?: string },
): string {
  return Array.from(
    { length: all },
    (_, at) => `${name}${at},${unit},D,${at < urgent ? 'high' : 'low'},${day},inner,${name}\n`,
  ).join('')
}
const cases = (text: string) => send('cases', `${columns}\n${text}`)
const board = async (period = '2025-01', key = assessor) =>
  await server.ask(`/v1/rulesets/small/board?period=${period}`, { key })

describe('the board', () => {
  it('tells the rates of all, by pathway, department and unit, and how far each line is', async () => {
    await cases(
      rows('stroke', { all: 20, urgent: 3 }) + rows('hip', { all: 6, urgent: 1, unit: 'S' }),
    )
    const { status, body } = await board()
    expect(status).toBe(200)
    expect(body).toMatchObject({ period: '2025-01', open: false, caseCount: 26 })
    // 3 of 20 is the ceiling itself, which passes: one more urgent case crosses it.
    expect(body.byPathway).toMatchObject([
      {
        by: { 'episode.pathway': 'hip' },
        rates: [
          { verdict: 'fail', numerator: 1, denominator: 6, distance: { side: 'fails', cases: 1 } },
        ],
      },
      {
        by: { 'episode.pathway': 'stroke' },
        rates: [{ verdict: 'pass', distance: { side: 'passes', cases: 0 } }],
      },
    ])
    expect(body.all[0].rates[0]).toMatchObject({ numerator: 4, denominator: 26, verdict: 'fail' })
    expect(body.byDepartment[0].by).toEqual({ 'episode.department': 'inner' })
    expect(body.byUnit.map(({ by }: { by: { unit: string } }) => by.unit)).toEqual(['N', 'S'])
  })

  it('tells whoever works for single units how many cases are theirs, and so does the preparation', async () => {
    await cases(
      rows('stroke', { all: 20, urgent: 3 }) + rows('hip', { all: 6, urgent: 1, unit: 'S' }),
    )
    server.clock.advance(1000)
    const counts = async (...units: string[]) => {
      const key = await server.key({ role: 'assessor', county: 'north', units })
      const url = '/v1/rulesets/small/preparation?period=2025-01'
      const prepared = await server.ask(url, { key })
      return [(await board('2025-01', key)).body.caseCount, prepared.body.caseCount]
    }
    expect(await counts('N')).toEqual([20, 20])
    expect(await counts('S')).toEqual([6, 6])
    expect(await counts('N', 'S')).toEqual([26, 26])
    // Referrals count for their sender.
    expect(await counts('D')).toEqual([0, 0])
  })

  it('tells the months before, also of a pathway that had no case in the period', async () => {
    await cases(
      rows('hip', { all: 10, urgent: 1, day: '2024-12-31' }) +
        rows('stroke', { all: 4, urgent: 0, day: '2025-01-01' }),
    )
    const { body } = await board()
    expect(body.months).toHaveLength(12)
    expect(body.months.at(-1)).toBe('2025-01')
    const [hip] = body.byPathway
    expect(hip.rates[0]).toMatchObject({
      verdict: 'notAssessable',
      denominator: null,
      distance: null,
    })
    expect(hip.trend.at(-2)).toMatchObject({
      period: '2024-12',
      rates: [{ verdict: 'pass', numerator: 1, denominator: 10 }],
    })
  })

  it('is live: it counts a table and a case as soon as they have come, and each once', async () => {
    await cases(rows('stroke', { all: 2, urgent: 0, day: '2025-02-01' }))
    const total = async () => (await board('2025-02')).body.caseCount
    expect(await total()).toBe(2)
    for (const [at, urgency] of ['low', 'high'].entries()) {
      await startReferral(`k${at}`, urgency)
      expect(await total()).toBe(3 + at)
    }
    server.clock.advance(3_600_000)
    await cases(rows('hip', { all: 5, urgent: 0, day: '2025-02-02' }))
    expect(await total()).toBe(9)
    expect(await total()).toBe(9)
    const address = '/v1/rulesets/small/board/cases?measure=referrals.urgent&period=2025-02&unit=N'
    const behind = await server.ask(address, { key: worker })
    expect(behind.body).toMatchObject({ total: 1 })
    expect(behind.body.items[0].facts).toMatchObject({ urgency: 'high' })
  })

  it('PI3 shows an assessor the cases behind a figure without what is sensitive, and not by it', async () => {
    await startReferral('veiled', 'high')
    const address = '/v1/rulesets/small/board/cases?measure=referrals.urgent&period=2025-02&unit=N'
    const { body } = await server.ask(address, { key: assessor })
    expect(body.items[0].facts).not.toHaveProperty('urgency')
    expect(body.items[0].hidden).toContain('urgency')
    const by = await server.ask(`${address}&urgency=high`, { key: assessor })
    expect([by.status, by.body.code]).toEqual([403, 'PERMISSION_MISSING'])
    expect((await server.ask(`${address}&urgency=high`, { key: worker })).status).toBe(200)
  })

  it('counts a case that ends once, however often it is looked at', async () => {
    const id = await startReferral('one', 'high')
    expect((await board('2025-02')).body.caseCount).toBe(1)
    server.clock.advance(1000)
    const steps = await endReferral(id)
    expect(steps).toBe('done')
    for (const wait of [1000, 60_000, 600_000]) {
      server.clock.advance(wait)
      expect((await board('2025-02')).body.caseCount).toBe(1)
    }
    const again = await server.restart()
    server = again
    expect((await board('2025-02')).body.caseCount).toBe(1)
  })

  it('brought in again, a case counts in its new month and leaves the old one', async () => {
    await cases(rows('hip', { all: 3, urgent: 1 }))
    await board()
    server.clock.advance(1000)
    await cases(rows('hip', { all: 1, urgent: 1, day: '2024-12-30' }))
    const { body } = await board()
    expect(body.caseCount).toBe(2)
    expect(body.byPathway[0].trend.at(-2).rates[0]).toMatchObject({ numerator: 1, denominator: 1 })
  })

  it('of a quarter adds its months up', async () => {
    await cases(
      rows('hip', { all: 3, urgent: 1 }) + rows('stroke', { all: 4, urgent: 1, day: '2025-02-01' }),
    )
    expect((await board('2025-Q1')).body.all[0].rates[0]).toMatchObject({
      numerator: 2,
      denominator: 7,
    })
  })

  it('shows the cases of a unit to whoever works there, and of another to nobody else', async () => {
    await cases(
      rows('hip', { all: 3, urgent: 1 }) + rows('stroke', { all: 1, urgent: 1, unit: 'S' }),
    )
    const north = await server.key(caseWorker('north', 'N'))
    const ask = async (unit: string) =>
      await server.ask(
        `/v1/rulesets/small/board/cases?measure=referrals.sent&period=2025-01${unit}`,
        { key: north },
      )
    expect((await ask('&unit=N')).body.total).toBe(3)
    expect((await ask('&unit=S')).body.code).toBe('UNIT_OUTSIDE')
    expect((await ask('')).body.code).toBe('WHOLE_COUNTY_NEEDED')
    expect((await board('2025-13')).body.code).toBe('PERIOD_UNKNOWN')
  })
})

describe('flows', () => {
  it('count referrals between units and between tiers', async () => {
    await cases(
      `${rows('hip', { all: 3, urgent: 1 })}${rows('stroke', { all: 2, urgent: 0, unit: 'S' })}x,N,,low,2025-01-09,inner,hip\nz,Z,D,low,2025-01-09,inner,hip\n`,
    )
    const { body } = await server.ask('/v1/rulesets/small/flows?period=2025-01', { key: assessor })
    expect(body.units.links).toEqual([
      { from: 'N', to: 'D', direction: null, count: 3 },
      { from: 'S', to: 'D', direction: null, count: 2 },
      { from: 'Z', to: 'D', direction: null, count: 1 },
    ])
    expect(body.units.nodes).toContainEqual({ id: 'N', title: '北镇卫生院', tier: 'township' })
    expect(body.units.nodes).toContainEqual({ id: 'Z', title: 'Z', tier: null })
    expect(body.tiers.links).toEqual([
      { from: 'township', to: 'county', direction: null, count: 5 },
      { from: 'unknown', to: 'county', direction: null, count: 1 },
    ])
    expect(body).toMatchObject({ total: 6, unplaced: 1 })
  })
})

describe('trends', () => {
  const run = async (period: string) =>
    await server.ask('/v1/rulesets/small/runs', { key: assessor, body: { period } })

  it('tell an indicator period by period, from the final run where there is one', async () => {
    const values = (month: string, vaccinated: number) =>
      send(
        'values',
        `unit,period,fact,value\nN,${month},vaccinated,${vaccinated}\nN,${month},due,100\n`,
      )
    await values('2024-12', 80)
    await values('2025-01', 90)
    const { body: first } = await run('2024-12')
    await run('2025-01')
    server.clock.advance(1000)
    await values('2025-01', 95)
    await run('2025-01')
    const ask = async (more: string) =>
      await server.ask(`/v1/rulesets/small/trends?indicator=vaccinationRate&unit=N${more}`, {
        key: assessor,
      })
    expect((await ask('')).body.points).toMatchObject([
      { period: '2024-12', run: first.id, shown: '80', verdict: 'notMet' },
      { period: '2025-01', shown: '95', verdict: 'met', targetShown: '90' },
    ])
    expect((await ask('&until=2024-12')).body.points).toHaveLength(1)
    const unknown = await server.ask('/v1/rulesets/small/trends?indicator=nothing', {
      key: assessor,
    })
    expect(unknown.body.code).toBe('INDICATOR_UNKNOWN')
  })
})

async function startReferral(key: string, urgency: string): Promise<string> {
  const { status, body } = await server.ask('/v1/cases', {
    key: worker,
    headers: { 'idempotency-key': key },
    body: {
      ruleset: 'small',
      pathway: 'referral',
      facts: {
        'patient.id': 'p',
        'fromUnit.id': 'N',
        'toUnit.id': 'D',
        urgency,
        stable: true,
        'episode.pathway': 'hip',
      },
    },
  })
  expect(status).toBe(201)
  return body.id
}

/** Sends a referral and has it accepted: an end of the chart. */
async function endReferral(id: string): Promise<string> {
  let last
  for (const type of ['send', 'accept'])
    last = await server.ask(`/v1/cases/${id}/events`, {
      key: worker,
      headers: { 'idempotency-key': `end ${type}` },
      body: { type, facts: {} },
    })
  expect(last?.body).toMatchObject({ status: 'done' })
  return last?.body.status ?? ''
}
