import type { Layer } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadBundledLayers } from '../../../server/src/rulesets/load-bundled-layers.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'

const ruleset = 'district-plan-demo'

let server: TestServer
let worker: string
let assessor: string

beforeAll(async () => {
  const bundled = await loadBundledLayers()
  server = await openTestServer(new TurnableClock('2025-03-03T09:00:00.000+08:00'), bundled)
  for (const id of ['district-plan', ruleset]) await server.publish(bundled.get(id) as Layer)
  worker = await server.key(grants.integrator)
  assessor = await server.key({ role: 'assessor', county: '*', units: '*' })
}, 180_000)
afterAll(() => server.close())

async function sendUnits(): Promise<void> {
  const units = 'id,title,tier\nD01,区医院,2\nT01,卫生院,1\n'
  const sent = await server.app.inject({
    method: 'POST',
    url: `/api/v1/rulesets/${ruleset}/imports?kind=units&format=csv&name=units.csv`,
    headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv' },
    payload: units,
  })
  expect(sent.statusCode, sent.body).toBe(201)
}

/** A step-down for which the destination lacks a medicine: it is to be redistributed within 24 hours. */
async function steppedDown(patient: string, medication = false): Promise<string> {
  const facts = {
    'referral.direction': 'down',
    'referral.initiator': 'institution',
    'referral.emergencyCritical': false,
    'referral.predecessorReferralId': 'R-0001',
    'patient.id': patient,
    'consent.status': 'given',
    'fromUnit.id': 'D01',
    'fromUnit.kind': 'county-general-hospital',
    'fromUnit.tier': 'county',
    'fromUnit.areaRelation': 'in-area',
    'toUnit.id': 'T01',
    'toUnit.kind': 'township-health-centre',
    'toUnit.tier': 'township',
    'toUnit.areaRelation': 'in-area',
    'clinical.complexCareCompleted': true,
    'clinical.stable': true,
    'clinical.diagnosisEstablished': true,
    'clinical.category': 'recovery',
    'followUp.trackingPhysicianAssigned': true,
    'followUp.trackingPhysicianId': 'doctor-07',
    'medication.availableAtDestination': medication,
  }
  const body = { ruleset, pathway: 'referral', facts }
  const started = await server.ask('/v1/cases', { key: worker, body })
  expect(started.status, JSON.stringify(started.body)).toBe(201)
  await send(started.body.id, 'submit')
  return started.body.id
}

async function send(id: string, type: string, facts = {}): Promise<void> {
  const { status, body } = await server.ask(`/v1/cases/${id}/events`, {
    key: worker,
    body: { type, facts },
  })
  expect(`${type} ${status} ${status === 200 ? '' : JSON.stringify(body)}`).toBe(`${type} 200 `)
}

const scan = async () => {
  await new TimerScan(server.context, (error) => {
    throw error
  }).run()
}
/** How the redistribution of medicines stands in a case, which may owe other things too. */
const standingOf = async (id: string): Promise<string[]> =>
  (await server.ask(`/v1/cases/${id}`, { key: worker })).body.duties
    .filter(({ duty }: { duty: string }) => duty === 'redistributeMedicines')
    .map(({ status }: { status: string }) => status)

it('a month counts from the log which duties were due and which of them were kept in time, and leads to the cases', async () => {
  await sendUnits()
  const onTime = await steppedDown('p-on-time')
  const late = await steppedDown('p-late')
  const lapsed = await steppedDown('p-lapsed')
  // Nothing is owed where the destination has what the patient needs.
  const none = await steppedDown('p-none', true)
  server.clock.advance(hour)
  for (const event of ['accept', 'depart', 'arrive', 'startCare']) await send(lapsed, event)
  await send(lapsed, 'reportOutcome', {
    'feedback.diagnosis': '康复期',
    'feedback.nextSteps': '随访',
  })
  await send(lapsed, 'confirmFeedback')
  for (const id of [onTime, late]) await send(id, 'accept')
  // To the millisecond in time.
  server.clock.advance(23 * hour)
  await send(onTime, 'reportRedistribution')
  server.clock.advance(1)
  await scan()
  await send(late, 'reportRedistribution')
  expect(await standingOf(onTime)).toEqual(['kept'])
  expect(await standingOf(late)).toEqual(['kept'])
  expect(await standingOf(lapsed)).toEqual(['lapsed'])
  expect(await standingOf(none)).toEqual([])

  const behind = async (measure: string, at: string) => {
    const url = `${at}${at.includes('?') ? '&' : '?'}measure=${measure}&unit=D01`
    const { status, body } = await server.ask(`/v1/${url}`, { key: assessor })
    expect(status, JSON.stringify(body)).toBe(200)
    return body.items.map(({ id }: { id: string }) => id).toSorted()
  }
  const all = [onTime, late, lapsed].toSorted()
  const board = `rulesets/${ruleset}/board/cases?period=2025-03`
  expect(await behind('referrals.redistributionOwed', board)).toEqual(all)
  expect(await behind('referrals.redistributionKept', board)).toEqual([onTime])

  const body = { period: '2025-03' }
  const run = await server.ask(`/v1/rulesets/${ruleset}/runs`, { key: assessor, body })
  expect(run.status, JSON.stringify(run.body).slice(0, 500)).toBe(201)
  const indicator = run.body.result.community.indicators.find(
    (each: { indicator: string }) => each.indicator === 'redistributionKeptRate',
  )
  expect(indicator.value).toEqual({ numerator: '1', denominator: '3' })
  expect(indicator.figures).toMatchObject({
    'referrals.redistributionOwed': { value: 3, source: 'cases' },
    'referrals.redistributionKept': { value: 1, source: 'cases' },
  })
  const ofRun = `runs/${run.body.id}/cases`
  expect(await behind('referrals.redistributionOwed', ofRun)).toEqual(all)
  expect(await behind('referrals.redistributionKept', ofRun)).toEqual([onTime])
})
