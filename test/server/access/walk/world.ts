import { saveNode } from '../../jurisdiction/hill-province.ts'
import type { Json, Layer } from '@jieli/engine'
import { expect } from 'vitest'
import { openTestServer, type TestServer } from '../../harness/open-test-server.ts'
import { TurnableClock } from '../../harness/turnable-clock.ts'
import { settlementRuleset } from '../../settlements/settlement-ruleset.ts'

/** One place of the world: a unit of a county, and something of every kind that lies there. */
export interface Target {
  readonly county: string
  readonly unit: string
  /** Names that stand in what belongs to this unit alone, and to this county alone. */
  readonly unitMark: string
  readonly countyMark: string
  readonly ruleset: string
  readonly case: string
  /** A document that was filed with it, by its hash. */
  readonly attachment: string
  readonly run: string
  readonly objection: string
  readonly settlement: string
  readonly username: string
  readonly key: string
  readonly webhook: string
  readonly codeMap: string
  /** A record of a scheduled duty of the unit. */
  readonly record: string
}

/** A server with two counties of two units each, full of what somebody could reach for. */
export interface World {
  readonly server: TestServer
  readonly own: Target
  readonly sister: Target
  readonly foreign: Target
}

const everywhere = { county: '*', units: '*' } as const
const markOf = (name: string) => `mark-of-${name}`

/** Builds the world through the doors, as its people would. */
export async function buildWorld(): Promise<World> {
  const referrals = ['north', 'south'].map((county) => ({
    county,
    ruleset: `rules-${county}`,
    pathway: 'referral',
    decision: 'mayRefer',
  }))
  const clock = new TurnableClock('2025-02-03T09:00:00.000+08:00')
  const server = await openTestServer(clock, new Map(), {}, { hospitals: { referrals } })
  const admin = await server.key({ role: 'administrator', ...everywhere })
  const north = await buildCounty(server, admin, { county: 'north', units: ['n1', 'n2'] })
  const south = await buildCounty(server, admin, { county: 'south', units: ['s1', 's2'] })
  return { server, own: north[0]!, sister: north[1]!, foreign: south[0]! }
}

async function buildCounty(
  server: TestServer,
  admin: string,
  { county, units }: { county: string; units: readonly string[] },
): Promise<readonly Target[]> {
  const ruleset = `rules-${county}`
  await server.publish(rulesetOf(county, ruleset))
  const ask = async (key: string, url: string, more: object = {}) => {
    const answer = await server.ask(`/v1${url}`, { key, ...more })
    expect(`${url} ${answer.status}`).toMatch(/ 20\d$/)
    return answer.body
  }
  const title = { zh: markOf(county), en: markOf(county) }
  const placed = await saveNode(server, admin, { id: county, level: 'county', title })
  expect(placed.status).toBe(200)
  const assessor = await server.key({ role: 'assessor', county, units: '*' })
  const leader = await server.key({ role: 'approver', county, units: '*' })
  const worker = await server.key({ role: 'integrator', county, units: '*' })
  const editor = await server.key({ role: 'editor', county, units: '*' })
  const send = async (kind: string, rows: readonly string[]) => {
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/v1/rulesets/${ruleset}/imports?kind=${kind}&format=csv&name=${markOf(county)}`,
      headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
      payload: `${rows.join('\n')}\n`,
    })
    expect(reply.json()).toMatchObject({ status: 'accepted' })
  }
  await send('units', ['id,title,tier', ...units.map((unit) => `${unit},${markOf(unit)},1`)])
  await send('values', [
    'unit,period,fact,value',
    ...units.flatMap((unit) => [`${unit},2025-01,vaccinated,80`, `${unit},2025-01,due,100`]),
    ...['fund.raised,1000000.00', 'fund.spent,900000.00', 'fund.policyFactorAmount,0.00'].map(
      (figure) => `,2025-01,${figure}`,
    ),
    ',2025-01,fund.insuredCount,1000',
  ])
  const cases = new Map<string, string>()
  const attachments = new Map<string, string>()
  for (const unit of units) {
    const facts = { 'patient.id': markOf(unit), 'fromUnit.id': unit, urgency: 'high' }
    const body = { ruleset, pathway: 'referral', facts }
    const { id } = await ask(worker, '/cases', { body })
    cases.set(unit, id)
    const uploaded = await server.app.inject({
      method: 'POST',
      url: `/api/v1/cases/${id}/attachments?name=${markOf(unit)}`,
      headers: { authorization: `Bearer ${worker}`, 'content-type': 'application/pdf' },
      payload: `%PDF-1.4\n% ${markOf(unit)}\n%%EOF\n`,
    })
    const { sha256 } = uploaded.json<{ sha256: string }>()
    attachments.set(unit, sha256)
    const note = { type: 'note', facts: { age: 40 }, attachments: [sha256] }
    await ask(worker, `/cases/${id}/events`, { body: note })
  }
  const first = await ask(assessor, `/rulesets/${ruleset}/runs`, { body: { period: '2025-01' } })
  const act = async (key: string, url: string, revision: number, body: object = {}) =>
    await ask(key, url, { body, headers: { 'if-match': `"${revision}"` } })
  await act(assessor, `/runs/${first.id}/review`, 1)
  await act(leader, `/runs/${first.id}/finalise`, 2)
  const settlement = await ask(assessor, `/rulesets/${ruleset}/settlements`, {
    body: { period: '2025-01' },
  })
  const second = await ask(assessor, `/rulesets/${ruleset}/runs`, { body: { period: '2025-01' } })
  const objections = new Map<string, string>()
  for (const unit of units) {
    const { objections: held } = await ask(assessor, `/runs/${second.id}/objections`, {
      body: { unit, indicator: 'vaccinationRate', reason: markOf(unit) },
    })
    objections.set(unit, held.at(-1).id)
  }
  const { ruleset: edited } = await ask(editor, `/rulesets/${ruleset}/draft`)
  await ask(editor, `/rulesets/${ruleset}/draft`, {
    method: 'PUT',
    body: { ruleset: edited },
    headers: { 'if-match': '"0"' },
  })
  const records = new Map<string, string>()
  for (const unit of units) {
    const done = await ask(assessor, `/rulesets/${ruleset}/scheduled-duties/report/records`, {
      body: { period: '2025-01', unit, document: { title: markOf(unit) } },
    })
    records.set(unit, done.records.at(-1).id)
  }
  const grants = [{ role: 'editor', county, units: '*' }]
  await ask(admin, '/users', {
    body: {
      username: `user-${county}`,
      title: markOf(county),
      password: 'a long password',
      grants,
    },
  })
  const key = await ask(admin, '/keys', { body: { title: markOf(county), grants } })
  const { webhook } = await ask(admin, '/webhooks', {
    body: { county, url: 'https://receiver.example/', description: markOf(county) },
  })
  const about = new URLSearchParams({
    county,
    title: markOf(county),
    sourceSystem: 'urn:a',
    sourceName: 'a',
    targetSystem: 'urn:b',
    targetName: 'b',
    document: markOf(county),
    documentOn: '2025-01-01',
    format: 'csv',
    file: 'map.csv',
  })
  const { map } = await ask(editor, `/code-maps?${about}`, {
    headers: { 'content-type': 'text/csv' },
    body: `code,name,targetCode\nA1,${markOf(county)},B1\n`,
  })
  return units.map((unit) => ({
    county,
    unit,
    unitMark: markOf(unit),
    countyMark: markOf(county),
    ruleset,
    attachment: attachments.get(unit)!,
    case: cases.get(unit)!,
    run: second.id,
    objection: objections.get(unit)!,
    settlement: settlement.id,
    webhook: webhook.id,
    codeMap: map.id,
    username: `user-${county}`,
    key: key.id,
    record: records.get(unit)!,
  }))
}

function rulesetOf(county: string, id: string): Layer {
  const base = settlementRuleset()
  const manifest = base['manifest'] as Record<string, Json>
  const title = { zh: markOf(county), en: markOf(county) }
  const report = {
    id: 'report',
    title: { zh: '上报月报', en: 'report the month' },
    owedBy: { of: 'units' },
    schedule: { every: 'month' },
    keptBy: { document: true },
    cites: ['plan#DP-39'],
  }
  return {
    ...base,
    manifest: { ...manifest, id, county, title },
    scheduledDuties: [report],
  } as Layer
}
