import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { assessedRuleset } from './assessed-ruleset.ts'

let server: TestServer
let assessor: string

beforeEach(async () => {
  server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  await server.publish(assessedRuleset())
  assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  await send('units', 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\n')
})
afterEach(async () => {
  await server.close()
})

async function send(kind: string, table: string | Buffer, format = 'csv') {
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/small/imports?kind=${kind}&format=${format}&name=table`,
    headers: {
      authorization: `Bearer ${assessor}`,
      'content-type': format === 'csv' ? 'text/csv' : 'application/octet-stream',
    },
    payload: table,
  })
  return { status: reply.statusCode, body: reply.json() }
}
async function fetchFile(url: string) {
  const reply = await server.app.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${assessor}` },
  })
  return { status: reply.statusCode, headers: reply.headers, raw: reply.rawPayload }
}
const template = (more: string) =>
  fetchFile(`/rulesets/small/import-template?kind=values&period=2025-01&${more}`)

it('the template of figures has a row for each unit and fact nobody counts, and comes back filled in', async () => {
  const { status, headers, raw } = await template('format=csv')
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe('attachment; filename="small-values-2025-01.csv"')
  const text = raw.toString('utf8')
  expect(text).toContain('N,2025-01,vaccinated,,')
  expect(text).toContain('S,2025-01,due,,')
  expect(text).not.toContain('referrals.sent')
  const filled = text.replaceAll(/((?:N|S),2025-01,vaccinated),,/g, '$1,9,')
  expect((await send('values', filled)).body).toMatchObject({ status: 'accepted', rows: 2 })
})

it('the template in Excel is a table the product takes back', async () => {
  const { headers, raw } = await template('format=xlsx&language=en')
  expect(headers['content-type']).toContain('spreadsheetml')
  expect((await send('values', raw, 'xlsx')).status).toBe(201)
})

it('a template of a pathway or a period there is none of is refused', async () => {
  expect((await template('format=csv&pathway=nowhere')).status).toBe(422)
  const period = '/rulesets/small/import-template?kind=values&format=csv&period=2025-13'
  expect((await fetchFile(period)).status).toBe(422)
})

it('a run is handed out as a table and as FHIR MeasureReports, with the numbers of the run', async () => {
  await send('values', 'unit,period,fact,value\nN,2025-01,vaccinated,75\nN,2025-01,due,100\n')
  const { body } = await server.ask('/v1/rulesets/small/runs', {
    key: assessor,
    body: { period: '2025-01' },
  })
  const csv = await fetchFile(`/runs/${body.id}/export?format=csv`)
  expect(csv.raw.toString('utf8')).toMatch(/N,北镇卫生院,vaccinationRate,疫苗接种率,75/)
  expect((await fetchFile(`/runs/${body.id}/export?format=xlsx`)).raw.subarray(0, 2)).toEqual(
    Buffer.from('PK'),
  )
  const fhir = await fetchFile(`/runs/${body.id}/export?format=measure-report&language=en`)
  expect(fhir.headers['content-type']).toContain('application/fhir+json')
  const [, unit, other] = JSON.parse(fhir.raw.toString('utf8')).entry
  // It may still change, and of one unit nobody has handed anything in.
  expect([unit.resource.status, other.resource.status]).toEqual(['pending', 'pending'])
  const [{ measureScore }] = other.resource.group
  expect(measureScore.extension).toContainEqual({
    url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
    valueCode: 'unknown',
  })
  expect(measureScore.extension).toContainEqual({
    url: 'urn:jieli:missing',
    valueString: 'vaccinated',
  })
  expect(unit.resource).toMatchObject({
    resourceType: 'MeasureReport',
    period: { start: '2025-01-01', end: '2025-01-31' },
    reporter: { identifier: { value: 'N' } },
  })
  expect(unit.resource.group[0].population).toEqual([
    expect.objectContaining({ count: 75 }),
    expect.objectContaining({ count: 100 }),
  ])
})
