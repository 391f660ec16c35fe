import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { answerBatch } from '../../../server/src/jobs/answer-batch.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { openOutside, type Outside, publicUrl } from '../interfaces/outside.ts'
import {
  evaluate,
  otherUnit,
  pilotUnit,
  publishOnTrial,
  saveStricter,
  saveUnits,
  triedRuleset,
} from './on-trial.ts'
import { byTwo, publisherOf } from './suspending.ts'

const day = 24 * hour
const before = '1.0.0'
const tried = '1.0.1'

let server: TestServer
let outside: Outside
let integrator: string
let links = 0

beforeAll(async () => {
  outside = await openOutside()
})
afterAll(() => outside.close())

/** A ruleset in force since 2020, and a version of it on trial in one unit from 5 March until it is evaluated on 5 April. */
beforeEach(async () => {
  const referrals = [
    { county: 'north', ruleset: 'small', pathway: 'referral', decision: 'referralCheck' },
  ]
  const clock = new TurnableClock('2025-03-03T09:00:00.000+08:00')
  server = await openTestServer(
    clock,
    undefined,
    {},
    { hospitals: { ...outside.hospitals, referrals } },
  )
  await server.publish(triedRuleset())
  await saveUnits(server)
  integrator = await server.key(grants.integrator, { role: 'caseWorker', county: '*', units: '*' })
})
afterEach(() => server.close())

async function onTrial(): Promise<void> {
  const published = await publishOnTrial(server, { revision: await saveStricter(server) })
  expect([published.status, published.body.version]).toEqual([201, tried])
}
const toDay = (date: string) => {
  server.clock.advance(Date.parse(`${date}T09:00:00+08:00`) - Date.parse(server.clock.now()))
}
const factsOf = (unit?: string) =>
  unit === undefined ? { urgency: 'high' } : { urgency: 'high', 'fromUnit.id': unit }
const decide = async (unit?: string, more: object = {}, key = integrator) =>
  (
    await server.ask('/v1/rulesets/small/decisions/referralCheck', {
      key,
      body: { facts: factsOf(unit), ...more },
    })
  ).body
const decider = async (unit?: string, asOf?: string) =>
  (await decide(unit, asOf === undefined ? {} : { asOf })).bundle.version as string
const start = async (facts: object) =>
  (
    await server.ask('/v1/cases', {
      key: integrator,
      body: { ruleset: 'small', pathway: 'referral', facts },
    })
  ).body
const work = async (key: string) =>
  ((await server.ask('/v1/worklist', { key })).body.items as { kind: string }[]).filter(
    ({ kind }) => kind === 'pilotToEvaluate',
  )

/** Every door by which a unit is answered, each the version that answered it on the server's day. */
const doors = {
  decision: async (unit: string) => (await decide(unit)).bundle.version,
  case: async (unit: string) => (await start(referralFacts(unit))).version,
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
  sheet: `S-${(links += 1)}`,
  ruleset: 'small',
  pathway: 'referral',
  occurredAt,
  facts: referralFacts(unit),
  events: [],
})

async function openLink(unit: string) {
  const username = `user-${(links += 1)}`
  const password = 'a long password'
  await server.user(username, password, { role: 'caseWorker', county: 'north', units: [unit] })
  const { reply } = await server.ask('/v1/sign-in', { body: { username, password } })
  const iat = Math.floor(Date.parse(server.clock.now()) / 1000)
  const token = await outside.sign('pinned', {
    aud: `${publicUrl}/open`,
    iat,
    exp: iat + 240,
    jti: `pilot-${links}`,
    opens: {
      sub: username,
      referral: { ruleset: 'small', pathway: 'referral', facts: { urgency: 'high' } },
    },
  })
  const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? ''
  return await server.ask('/v1/links/open', { body: { token }, headers: { cookie } })
}

describe('a version on trial', () => {
  it('PU1 applies to its pilot units from its first day, and to no others, at every door', async () => {
    await onTrial()
    for (const [date, expected] of [
      ['2025-03-04', before],
      ['2025-03-05', tried],
    ] as const) {
      toDay(date)
      const answered: Record<string, string[]> = {}
      for (const [door, ask] of Object.entries(doors))
        answered[door] = [await ask(pilotUnit), await ask(otherUnit)]
      expect([date, answered]).toEqual([
        date,
        Object.fromEntries(Object.keys(doors).map((door) => [door, [expected, before]])),
      ])
    }
  })

  it('PU2 says which version applied and why: for a pilot unit, another, one that nobody named', async () => {
    await onTrial()
    expect(await decide(pilotUnit)).not.toHaveProperty('versionChoice')
    toDay('2025-03-05')
    const told = async (unit?: string) => {
      const { versionChoice, bundle } = await decide(unit)
      expect(versionChoice).toMatchObject({ pilots: [tried], text: { zh: expect.any(String) } })
      return [versionChoice.because, versionChoice.unit, bundle.version]
    }
    expect(await told(pilotUnit)).toEqual(['pilotUnit', pilotUnit, tried])
    expect(await told(otherUnit)).toEqual(['otherUnit', otherUnit, before])
    expect(await told()).toEqual(['unitUnknown', undefined, before])
    const { versionChoice } = await decide(pilotUnit)
    expect(versionChoice.text.zh).toContain('河东镇卫生院')

    const begun = await start(referralFacts(pilotUnit))
    const read = (await server.ask(`/v1/cases/${begun.id}`, { key: integrator })).body
    for (const each of [begun, read]) expect(each.versionChoice.because).toBe('pilotUnit')
    expect((await start({ urgency: 'high' })).versionChoice.because).toBe('unitUnknown')
  })

  it('PU2 takes the unit that asks from the request, the facts, or the caller who acts for one alone', async () => {
    await onTrial()
    toDay('2025-03-05')
    const keyOf = async (...units: string[]) =>
      await server.key({ role: 'caseWorker', county: 'north', units })
    const versionOf = async (key: string, unit?: string, more: object = {}) =>
      (await decide(unit, more, key)).bundle.version
    const own = await keyOf(pilotUnit)
    expect(await versionOf(own)).toBe(tried)
    expect(await versionOf(own, otherUnit)).toBe(before)
    expect(await versionOf(own, otherUnit, { unit: pilotUnit })).toBe(tried)
    expect(await versionOf(await keyOf(pilotUnit, otherUnit))).toBe(before)
  })

  it('PU3 lets a case go on by the version it began on, and takes no case of another unit', async () => {
    const earlier = await start(referralFacts(pilotUnit))
    await onTrial()
    toDay('2025-03-05')
    const begun = await start(referralFacts(pilotUnit))
    const moved = await server.ask('/v1/rulesets/small/migrations/preview', {
      key: await publisherOf(server),
      body: { to: tried, choices: {} },
    })
    expect(moved.body.code).toBe('MIGRATION_TARGET')
    await evaluate(server, 'end', '2025-03-05')
    const versions = []
    for (const { id } of [earlier, begun])
      versions.push((await server.ask(`/v1/cases/${id}`, { key: integrator })).body.version)
    expect(versions).toEqual([before, tried])
    expect((await start(referralFacts(pilotUnit))).version).toBe(before)
    const back = await server.ask('/v1/rulesets/small/migrations/preview', {
      key: await publisherOf(server),
      body: { to: before, choices: {} },
    })
    expect(back.body).toMatchObject({ total: 1, groups: [{ version: tried }] })
  })

  it('PU1 a sheet entered later goes by the version of its day and unit', async () => {
    await onTrial()
    toDay('2025-03-06')
    const versions = []
    for (const date of ['2025-03-04', '2025-03-05'])
      for (const unit of [pilotUnit, otherUnit]) {
        const body = sheet(unit, `${date}T09:00:00+08:00`)
        const { body: entered } = await server.ask('/v1/paper-cases', { key: integrator, body })
        versions.push(entered.version)
      }
    expect(versions).toEqual([before, before, tried, before])
  })

  it('PU4 needs units that are there, an evaluation after its first day, today or later, and a version for the others', async () => {
    const revision = await saveStricter(server)
    const codes = []
    for (const asked of [
      { units: ['T99'] },
      { evaluateBy: '2025-03-05' },
      { from: '2025-03-02' },
      { from: '2025-03-02', evaluateBy: '2025-03-01' },
    ])
      codes.push((await publishOnTrial(server, { revision, ...asked })).body.code)
    expect(codes).toEqual(['PILOT_UNIT_UNKNOWN', 'PILOT_DUE_EARLY', 'PILOT_PAST', 'PILOT_PAST'])
    const without = await publishOnTrial(server, { revision, units: [] })
    expect(without.status).toBe(422)
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    expect(body.versions).toHaveLength(1)
    const units = await server.ask('/v1/rulesets/small/pilot-units', {
      key: await publisherOf(server),
    })
    expect(units.body.units[0]).toEqual({ id: pilotUnit, title: '河东镇卫生院' })
  })

  it('PU5 waits in the worklist of publishers and editors until it is evaluated, and is late from the day after', async () => {
    await onTrial()
    const publisher = await publisherOf(server)
    const entry = { version: tried, units: 1, dueBy: '2025-04-05', late: false }
    expect(await work(publisher)).toMatchObject([entry])
    expect(await work(await server.key(grants.editor))).toMatchObject([entry])
    expect(await work(integrator)).toEqual([])
    toDay('2025-04-05')
    expect(await work(publisher)).toMatchObject([entry])
    toDay('2025-04-06')
    expect(await work(publisher)).toMatchObject([{ ...entry, late: true }])
    const more = await evaluate(server, 'continue', '2025-05-01')
    expect([more.status, more.body.evaluations]).toMatchObject([
      200,
      [{ decision: 'continue', day: '2025-05-01', findings: '复核及时，无延误' }],
    ])
    expect(await work(publisher)).toMatchObject([{ ...entry, dueBy: '2025-05-01' }])
    expect(await decider(pilotUnit)).toBe(tried)
    await evaluate(server, 'end', '2025-04-10')
    expect(await work(publisher)).toEqual([])
  })

  it('PU6 extended to all, it is in force for all from that day under the same hash; the days before keep theirs', async () => {
    await onTrial()
    toDay('2025-03-20')
    const extended = await evaluate(server, 'extend', '2025-04-01')
    expect([extended.status, extended.body.inForce]).toEqual([200, before])
    const days = ['2025-03-04', '2025-03-05', '2025-03-31', '2025-04-01']
    const answered = []
    for (const asOf of days)
      answered.push([await decider(pilotUnit, asOf), await decider(otherUnit, asOf)])
    expect(answered).toEqual([
      [before, before],
      [tried, before],
      [tried, before],
      [tried, tried],
    ])
    toDay('2025-04-01')
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    expect(body.inForce).toBe(tried)
    expect(await decide()).not.toHaveProperty('versionChoice')
    const again = await evaluate(server, 'end', '2025-04-02')
    expect([again.status, again.body.code]).toEqual([409, 'PILOT_DECIDED'])
  })

  it('PU6 ended, the version for all applies to its units again from that day', async () => {
    await onTrial()
    toDay('2025-03-20')
    const past = await evaluate(server, 'end', '2025-03-19')
    expect(past.body.code).toBe('PILOT_DAY_PAST')
    await evaluate(server, 'end', '2025-03-22')
    const answered = []
    for (const asOf of ['2025-03-21', '2025-03-22']) answered.push(await decider(pilotUnit, asOf))
    expect(answered).toEqual([tried, before])
    const none = await evaluate(server, 'end', '2025-03-22', before)
    expect(none.body.code).toBe('PILOT_NONE')
  })

  it('PU7 is suspended by two as any other: its units go by the version for all until it is restored', async () => {
    await onTrial()
    toDay('2025-03-06')
    await byTwo(server, tried, 'suspend')
    expect([await decider(pilotUnit), await decider(otherUnit)]).toEqual([before, before])
    expect((await evaluate(server, 'extend', '2025-03-10')).body.code).toBe('VERSION_SUSPENDED')
    server.clock.advance(day)
    await byTwo(server, tried, 'restore')
    expect([await decider(pilotUnit), await decider(otherUnit)]).toEqual([tried, before])
  })

  it('PU7 gives way to a newer version for all, which is not extended over, and a newer trial to neither', async () => {
    await onTrial()
    const revision = await saveStricter(server, 'allowWithAdvice')
    const second = await publishOnTrial(server, {
      revision,
      from: '2025-03-10',
      units: [pilotUnit, 'D01'],
    })
    expect(second.body.version).toBe('1.0.2')
    expect([
      await decider(pilotUnit, '2025-03-09'),
      await decider(pilotUnit, '2025-03-10'),
      await decider('D01', '2025-03-10'),
      await decider(otherUnit, '2025-03-10'),
    ]).toEqual([tried, '1.0.2', '1.0.2', before])
    expect((await evaluate(server, 'end', '2025-03-15', '1.0.2')).status).toBe(200)
    expect(await decider(pilotUnit, '2025-03-15')).toBe(tried)
    expect(await decider('D01', '2025-03-15')).toBe(before)

    await saveStricter(server, 'requireReason')
    const draft = (
      await server.ask('/v1/rulesets/small/draft', { key: await server.key(grants.editor) })
    ).body
    await server.publishDraft('small', draft.revision as number, '2025-03-20')
    expect([
      await decider(pilotUnit, '2025-03-19'),
      await decider(pilotUnit, '2025-03-20'),
      await decider(otherUnit, '2025-03-20'),
    ]).toEqual([tried, '1.0.3', '1.0.3'])
    const late = await evaluate(server, 'extend', '2025-03-25')
    expect(late.body).toMatchObject({ code: 'PILOT_SUPERSEDED' })
    toDay('2025-03-20')
    expect(await work(await publisherOf(server))).toEqual([])
  })

  it('PU7 what one batch began with answers all of it, line by line by the unit of each', async () => {
    await onTrial()
    toDay('2025-03-05')
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

  it('PU8 is written down as what it is: nothing of the version changes, and all of it is in the audit log', async () => {
    await onTrial()
    toDay('2025-03-06')
    const { body } = await server.ask('/v1/rulesets/small', { key: integrator })
    const [{ hash }] = body.versions
    await evaluate(server, 'extend', '2025-03-07')
    const after = (await server.ask('/v1/rulesets/small', { key: integrator })).body.versions[0]
    expect(after).toMatchObject({
      hash,
      from: '2025-03-05',
      pilot: { units: [{ id: pilotUnit, title: '河东镇卫生院' }], evaluateBy: '2025-04-05' },
      evaluations: [{ decision: 'extend', day: '2025-03-07' }],
    })
    const { items } = (await server.ask('/v1/audit', { key: await server.key(grants.auditor) }))
      .body
    const told = items.filter(
      ({ action, detail }: { action: string; detail: { version?: string } }) =>
        /^ruleset\.(publish|evaluate)$/.test(action) && detail.version === tried,
    )
    expect(told).toMatchObject([
      { action: 'ruleset.evaluate', detail: { decision: 'extend', day: '2025-03-07' } },
      { action: 'ruleset.publish', detail: { pilot: { units: [pilotUnit] } } },
    ])
  })

  it('PU8 leaves the server only once it applies to all', async () => {
    await onTrial()
    const address = `/v1/rulesets/small/versions/${tried}/export`
    const key = await publisherOf(server)
    const refused = await server.ask(address, { key })
    expect([refused.status, refused.body.code]).toEqual([409, 'EXPORT_PILOT'])
    toDay('2025-03-05')
    await evaluate(server, 'extend', '2025-03-05')
    expect((await server.ask(address, { key })).status).toBe(200)
  })
})
