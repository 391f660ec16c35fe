import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerBatch } from '../../../server/src/jobs/answer-batch.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { openOutside, type Outside, publicUrl } from '../interfaces/outside.ts'
import {
  before,
  evaluate,
  factsOf,
  onTrial,
  otherUnit,
  pilotUnit,
  saveUnits,
  toDay,
  tried,
  triedRuleset,
} from './on-trial.ts'

let server: TestServer
let outside: Outside
let integrator: string
let made = 0

/** A version of a ruleset on trial in one unit from 5 March. The tests go on from day to day. */
beforeAll(async () => {
  outside = await openOutside()
  const referrals = [
    { county: 'north', ruleset: 'small', pathway: 'referral', decision: 'referralCheck' },
  ]
  const hospitals = { ...outside.hospitals, referrals }
  const clock = new TurnableClock('2025-03-03T09:00:00.000+08:00')
  server = await openTestServer(clock, undefined, {}, { hospitals })
  await server.publish(triedRuleset())
  await saveUnits(server)
  integrator = await server.key(grants.integrator, { role: 'caseWorker', county: '*', units: '*' })
  await onTrial(server)
})
afterAll(async () => {
  await server.close()
  outside.close()
})

/** Every door by which a unit is answered, each the version that answered it on the server's day. */
const doors = {
  decision: async (unit: string) => {
    const body = { facts: factsOf(unit) }
    const address = '/v1/rulesets/small/decisions/referralCheck'
    return (await server.ask(address, { key: integrator, body })).body.bundle.version
  },
  case: async (unit: string) => {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts(unit) }
    return (await server.ask('/v1/cases', { key: integrator, body })).body.version
  },
  batch: async (unit: string) => {
    const body = `${JSON.stringify({ facts: factsOf(unit) })}\n`
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/v1/rulesets/small/decisions/referralCheck/batch',
      headers: { authorization: `Bearer ${integrator}`, 'content-type': 'application/x-ndjson' },
      payload: body,
    })
    return JSON.parse(reply.body.split('\n')[0] ?? '').reply.bundle.version
  },
  cds: async (unit: string) => {
    const reply = await server.ask('/v1/rulesets/small/cds-services/referral-guard', {
      key: integrator,
      body: orderCall(unit),
    })
    return / (1\.0\.\d)/.exec(reply.body.cards[0].source.label)?.[1] ?? reply.body.cards[0]
  },
  fhir: async (unit: string) => {
    const { order } = orderCall(unit)
    const { body } = await server.ask('/fhir/ServiceRequest', {
      key: integrator,
      headers: { 'content-type': 'application/fhir+json' },
      body: { ...order, status: 'active' },
    })
    return (await server.ask(`/v1/cases/${body.id}`, { key: integrator })).body.version
  },
  paper: async (unit: string) => {
    const body = sheet(unit, server.clock.now())
    return (await server.ask('/v1/paper-cases', { key: integrator, body })).body.version
  },
  link: async (unit: string) => (await openLink(unit)).body.referral.version,
}

function orderCall(unit: string) {
  const order = {
    resourceType: 'ServiceRequest',
    id: 'order-1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/p-100' },
    category: [{ coding: [{ system: 'urn:jieli:fact:referral.direction', code: 'up' }] }],
    requester: { reference: `Organization/${unit}` },
    performer: [{ reference: 'Organization/D01' }],
    extension: [{ url: 'urn:jieli:fact:urgency', valueCode: 'high' }],
  }
  return {
    order,
    hook: 'order-sign',
    hookInstance: '8c9a7a80-4a3b-4c8e-9d0f-6b0d7f2f6f10',
    context: {
      userId: 'Practitioner/7',
      patientId: 'p-100',
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
  }
}

const sheet = (unit: string, occurredAt: string) => ({
  sheet: `S-${(made += 1)}`,
  ruleset: 'small',
  pathway: 'referral',
  occurredAt,
  facts: referralFacts(unit),
  events: [],
})

async function openLink(unit: string) {
  const username = `user-${(made += 1)}`
  const password = 'a long password'
  await server.user(username, password, { role: 'caseWorker', county: 'north', units: [unit] })
  const { reply } = await server.ask('/v1/sign-in', { body: { username, password } })
  const iat = Math.floor(Date.parse(server.clock.now()) / 1000)
  const token = await outside.sign('pinned', {
    aud: `${publicUrl}/open`,
    iat,
    exp: iat + 240,
    jti: `pilot-${made}`,
    opens: {
      sub: username,
      referral: { ruleset: 'small', pathway: 'referral', facts: { urgency: 'high' } },
    },
  })
  const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
  return await server.ask('/v1/links/open', { body: { token }, headers: { cookie } })
}

it('PU1 applies to its pilot units from its first day, and to no others, at every door', async () => {
  for (const [date, expected] of [
    ['2025-03-04', before],
    ['2025-03-05', tried],
  ] as const) {
    toDay(server, date)
    const answered: Record<string, string[]> = {}
    for (const [door, ask] of Object.entries(doors))
      answered[door] = [await ask(pilotUnit), await ask(otherUnit)]
    expect([date, answered]).toEqual([
      date,
      Object.fromEntries(Object.keys(doors).map((door) => [door, [expected, before]])),
    ])
  }
})

it('PU1 a sheet entered later goes by the version of its day and unit', async () => {
  toDay(server, '2025-03-06')
  const versions = []
  for (const date of ['2025-03-04', '2025-03-05'])
    for (const unit of [pilotUnit, otherUnit]) {
      const body = sheet(unit, `${date}T09:00:00+08:00`)
      const { body: entered } = await server.ask('/v1/paper-cases', { key: integrator, body })
      versions.push(entered.version)
    }
  expect(versions).toEqual([before, before, tried, before])
})

it('PU7 what one batch began with answers all of it, line by line by the unit of each', async () => {
  toDay(server, '2025-03-05')
  const line = (unit: string) => `${JSON.stringify({ facts: factsOf(unit) })}\n`
  const content = Buffer.from((line(pilotUnit) + line(otherUnit)).repeat(75))
  const caller = {
    kind: 'system',
    id: 'test',
    title: 'test',
    grants: [grants.integrator],
  } as const
  const asked = { ruleset: 'small', decision: 'referralCheck', asOf: undefined, content }
  const answers = answerBatch(server.answering, caller, asked)
  const versions = async () => {
    const { value } = await answers.next()
    const lines = Buffer.from(value as Uint8Array)
      .toString()
      .trim()
      .split('\n')
    return lines.map((each) => JSON.parse(each).reply?.bundle.version)
  }
  const first = await versions()
  expect(first.slice(0, 4)).toEqual([tried, before, tried, before])
  await evaluate(server, 'end', '2025-03-05')
  expect((await versions()).slice(0, 2)).toEqual([tried, before])
})
