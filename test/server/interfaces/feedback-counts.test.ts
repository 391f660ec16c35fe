import type { Layer } from '@jieli/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

let server: TestServer
let system: string
const service = '/v1/rulesets/small/cds-services/referral-guard'

/** The small ruleset, with what a card against an order rests on: a decision of its name, and reasons to override it. */
function guarded(version: string): Layer {
  const layer = smallRuleset({ version })
  const facts = layer['facts'] as object[]
  const reason = {
    id: 'referral.overrideReason',
    type: 'code',
    title: { zh: '不采纳的理由', en: 'reason to override' },
    values: [{ code: 'full', title: { zh: '床位已满', en: 'no bed free' } }],
  }
  const whole = JSON.stringify({ ...layer, facts: [...facts, reason] })
  return JSON.parse(whole.replaceAll('"mayRefer"', '"referralCheck"')) as Layer
}

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(guarded('1.0.0'))
  system = await server.key({ role: 'integrator', county: 'north', units: '*' })
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const saved = await server.ask('/v1/rulesets/small/units', {
    method: 'PUT',
    key: assessor,
    headers: { 'if-match': '"0"' },
    body: { units: [{ id: 'T1', title: '东山镇卫生院', kind: 'x', tier: 'township' }] },
  })
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body))
})
afterAll(() => server.close())

/** A doctor of a unit is shown the card of an urgent referral. */
async function shown(unit: string): Promise<string> {
  // One after another: rows come in the order in which their cards were shown.
  server.clock.advance(1000)
  const { status, body } = await server.ask(service, {
    key: system,
    body: {
      hook: 'order-sign',
      hookInstance: '8c9a7a80-4a3b-4c8e-9d0f-6b0d7f2f6f10',
      context: {
        userId: 'Practitioner/7',
        patientId: 'p-1',
        draftOrders: { resourceType: 'Bundle', entry: [{ resource: order(unit) }] },
      },
    },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.cards[0].uuid
}

const order = (unit: string) => ({
  resourceType: 'ServiceRequest',
  id: 'order-1',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p-1' },
  category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
  requester: { reference: `Organization/${unit}` },
  extension: [
    { url: 'urn:jieli:fact:urgency', valueCode: 'high' },
    { url: 'urn:jieli:fact:stable', valueBoolean: true },
  ],
})

async function say(card: string, outcome: string, code?: string): Promise<void> {
  const reason = code !== undefined && { overrideReason: { reason: { code } } }
  const entry = { card, outcome, outcomeTimestamp: '2025-03-03T01:00:00Z', ...reason }
  const sent = await server.ask(`${service}/feedback`, {
    key: system,
    body: { feedback: [entry] },
  })
  expect(sent.body).toEqual({ stored: 1 })
}

it('feedback is counted by version and unit, called by their names, and what nobody said is neither', async () => {
  await say(await shown('T1'), 'overridden', 'full')
  await say(await shown('T1'), 'overridden', 'of-their-own')
  await say(await shown('T1'), 'accepted')
  await shown('T1')
  await server.publish(guarded('1.1.0'), '2025-01-01')
  await say(await shown('T1'), 'overridden')
  await say(await shown('T9'), 'accepted')

  const read = await server.ask('/v1/rulesets/small/cds-feedback', { key: system })
  const row = { decision: 'referralCheck', rule: 'urgent' }
  const overridden = [
    { code: 'full', title: { zh: '床位已满', en: 'no bed free' }, count: 1 },
    { code: 'of-their-own', title: null, count: 1 },
  ]
  const ofT1 = { ...row, unit: 'T1', unitTitle: '东山镇卫生院' }
  expect(read.body.rows).toEqual([
    { ...ofT1, version: '1.0.0', shown: 4, accepted: 1, overridden: 2, reasons: overridden },
    {
      ...ofT1,
      version: '1.1.0',
      shown: 1,
      accepted: 0,
      overridden: 1,
      reasons: [{ code: null, title: null, count: 1 }],
    },
    {
      ...row,
      version: '1.1.0',
      unit: 'T9',
      unitTitle: null,
      shown: 1,
      accepted: 1,
      overridden: 0,
      reasons: [],
    },
  ])

  // Who looks after one unit reads what that one said, and nothing of another.
  const ofUnit = await server.key({ role: 'caseWorker', county: 'north', units: ['T9'] })
  const own = await server.ask('/v1/rulesets/small/cds-feedback', { key: ofUnit })
  expect(own.body.rows.map(({ unit }: { unit: string }) => unit)).toEqual(['T9'])
  const elsewhere = await server.key({ role: 'editor', county: 'south', units: '*' })
  const refused = await server.ask('/v1/rulesets/small/cds-feedback', { key: elsewhere })
  expect(refused.body.code).toBe('SCOPE_MISSING')
})
