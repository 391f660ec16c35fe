import type { Json, Layer } from '@jieli/engine'
import { expect } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { WebhookDelivery } from '../../../server/src/operations/webhooks/deliver-webhooks.ts'
import { LiveCache } from '../../../server/src/operations/assessment/live-cache.ts'
import { watchRuleset } from '../../../server/src/operations/assessment/watch-thresholds.ts'
import { takeToken } from '../../../server/src/people/used-tokens.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { PublicationDocument } from '../../../server/src/documents/publication-document.ts'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import { referralRows, sendTable } from '../assessment/send-table.ts'
import { watchedRuleset } from '../assessment/watched-ruleset.ts'
import {
  caseWorker,
  grants,
  madeByTest,
  openTestServer,
  type TestServer,
} from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { minute, TurnableClock } from '../harness/turnable-clock.ts'
import { proposeNode, saveNode } from '../jurisdiction/hill-province.ts'
import { settlementRuleset } from '../settlements/settlement-ruleset.ts'
import { damageVersion } from '../timers/damage.ts'
import {
  acceptSender,
  exported,
  importFile,
  openSide,
  publishBoth,
} from '../transfer/two-servers.ts'

const password = '接力-correct horse'
const day = 24 * 60 * minute

/** A server that holds something of every kind it ever stores, and a key that may do anything there. */
export interface FilledServer {
  readonly server: TestServer
  readonly key: string
  /** A case of several steps, with a refusal. */
  readonly caseId: string
}

/** Uses a server until every collection holds something. */
export async function openFilledServer(): Promise<FilledServer> {
  const server = await openTestServer(new TurnableClock('2025-02-03T09:00:00.000+08:00'))
  const county = ruleset()
  await server.publish(county)
  const key = await server.key(...Object.values(grants), {
    role: 'assessor',
    county: 'north',
    units: '*',
  })
  const leader = await server.key({ role: 'approver', county: 'north', units: '*' })
  const unit = await server.key(caseWorker('north', 'N'))
  await fillPeople(server, key)
  const hook = await addWebhook(server, key)
  const caseId = await fillCases(server, key)
  await parkDelivery(server, hook)
  await fillComments(server, caseId)
  await fillSuspensions(server, key)
  await fillRetention(server, key)
  await storeJob(server, key)
  await fillPeriod(server, { key, leader, unit })
  const body = { ruleset: county }
  await server.ask('/v1/rulesets/small/draft', { key, method: 'PUT', body, headers: match(0) })
  await fillReceived(server, key)
  await fillTrouble(server, key)
  await fillHospitals(server, key)
  const decided = { facts: { urgency: 'high' } }
  await server.ask('/v1/rulesets/small/decisions/mayRefer', { key, body: decided })
  for (const { name } of collections) {
    // Only a server process marks that it has filled its store.
    if (name !== 'meta') expect(await server.raw.find(name, { limit: 1 }), name).not.toEqual([])
  }
  return { server, key, caseId }
}

/** Who is told what cases ask for, at an address where nobody listens. */
async function addWebhook(server: TestServer, key: string): Promise<string> {
  const body = { county: 'north', url: 'http://127.0.0.1:9/in', description: 'HIS' }
  return (await server.ask('/v1/webhooks', { key, body })).body.webhook.id
}

/** Tries once to deliver what the first case asked for, and gives up. */
async function parkDelivery(server: TestServer, hook: string): Promise<void> {
  await numberEvents(server.context)
  const failed = (error: unknown) => {
    throw error
  }
  const delivery = new WebhookDelivery(server.context, failed, { alone: true, waits: [] })
  await delivery.run()
  await delivery.settled()
  const parked = await server.raw.find('deliveries', { limit: 1 })
  expect(parked).toMatchObject([{ webhook: hook }])
}

/** A table that waits to be brought in. */
async function storeJob(server: TestServer, key: string): Promise<void> {
  const reply = await server.app.inject({
    method: 'POST',
    url: '/api/v1/rulesets/small/imports?kind=values&format=csv&name=t',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'text/csv',
      prefer: 'respond-async',
    },
    payload: 'unit,period,fact,value\n',
  })
  expect(reply.statusCode).toBe(202)
}

/** A remark on a draft, as a department leaves it. */
async function fillComments(server: TestServer, caseId: string): Promise<void> {
  const { context } = server
  const by = { kind: 'user', id: 'wang.li', title: '王丽' } as const
  const target = 'small'
  const place = { case: caseId, path: '/parameters/answerLimit' }
  const comment = {
    ...place,
    id: context.newId(),
    revision: 1,
    ruleset: target,
    county: 'north',
    title: text('答复时限', 'time to answer'),
    at: context.clock.now(),
    by,
    words: '请说明理由',
    draft: { revision: 1, content: 'sha256:0', version: '1.0.1' },
  }
  const detail = { ...place, comment: comment.id }
  const audit = { action: 'draft.comment', actor: by, target, county: 'north', detail } as const
  const written = await context.commit(
    [{ kind: 'insert', collection: 'draftComments', document: comment }],
    audit,
  )
  expect(written.committed).toBe(true)
}

/** A version that somebody proposes to suspend before it begins. */
async function fillSuspensions(server: TestServer, key: string): Promise<void> {
  const version = await server.publish(ruleset(), '2030-01-01')
  const proposed = await server.ask(`/v1/rulesets/small/versions/${version}/proposals`, {
    key,
    body: { action: 'suspend', reason: '条款有误' },
  })
  expect(proposed.status).toBe(200)
}

/** A person who is held, somebody else who is to be erased, and a period that is proposed. */
async function fillRetention(server: TestServer, key: string): Promise<void> {
  const body = { kind: 'person', target: 'p-2', reason: '法院调取' }
  expect((await server.ask('/v1/counties/north/holds', { key, body })).status).toBe(201)
  const facts = { ...referralFacts('N', 'S'), 'patient.id': 'p-3' }
  const started = { ruleset: 'small', pathway: 'referral', facts }
  const { id } = (await server.ask('/v1/cases', { key, body: started })).body
  for (const type of ['send', 'accept'])
    await server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
  const wanted = { patient: 'p-3', ground: '个人信息保护法', reason: '本人申请' }
  const proposed = await server.ask('/v1/counties/north/erasures', { key, body: wanted })
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(201)
  const rules = {
    closedCases: null,
    caseReads: { days: 400, source: '制度' },
    adviceCards: null,
    events: null,
    parkedDeliveries: null,
  }
  const periods = { rules, reason: '议定' }
  const set = await server.ask('/v1/counties/north/retention/proposals', { key, body: periods })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
}

/** A card that a hospital's system was shown, and a signed call that was taken. */
async function fillHospitals(server: TestServer, key: string): Promise<void> {
  const about = new URLSearchParams({
    county: 'north',
    title: 'x',
    sourceSystem: 'urn:a',
    sourceName: 'a',
    targetSystem: 'urn:b',
    targetName: 'b',
    document: 'x',
    documentOn: '2025-01-01',
    format: 'csv',
    file: 'map.csv',
  })
  const map = await server.app.inject({
    method: 'POST',
    url: `/api/v1/code-maps?${about}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    payload: 'code,targetCode\nA1,B1\n',
  })
  expect(map.statusCode, map.body).toBe(201)
  const ended = await server.ask(`/v1/code-maps/${map.json().map.id}/status`, {
    key,
    method: 'PUT',
    body: { status: 'ended', reason: '导错了' },
  })
  expect(ended.status, JSON.stringify(ended.body)).toBe(200)
  const call = {
    hook: 'order-dispatch',
    hookInstance: 'x',
    context: {
      patientId: 'p',
      dispatchedOrders: ['ServiceRequest/1'],
      performer: 'Organization/D',
    },
  }
  const url = '/v1/rulesets/small/cds-services/referral-target'
  const { body } = await server.ask(url, { key, body: call })
  const feedback = [
    { card: body.cards[0].uuid, outcome: 'overridden', outcomeTimestamp: '2025-02-03T01:00:00Z' },
  ]
  await server.ask(`${url}/feedback`, { key, body: { feedback } })
  const name = { id: 'x', revision: 1, county: 'north', system: 'urn:x', value: '1', case: 'x' }
  const named = await server.context.commit(
    [{ kind: 'insert', collection: 'referralIdentifiers', document: name }],
    madeByTest('case.start', 'x'),
  )
  expect(named.committed).toBe(true)
  await takeToken(server.context, { issuer: 'https://his.example.cn', jti: '1', expires: 1e10 })
}

/** The settled ruleset with rates that are watched, and a decision a hospital's system may ask. */
function ruleset(): Layer {
  const [watched, settled] = [watchedRuleset(), settlementRuleset()]
  const { pathwayRates, measures } = watched
  const decisions = settled['decisions'] as Layer[]
  const facts = [...(settled['facts'] as Json[]), ...(watched['facts'] as Json[])]
  const unique = new Map(facts.map((fact) => [(fact as { id: string }).id, fact]))
  return {
    ...settled,
    facts: [...unique.values()],
    decisions: [...decisions, { ...decisions[0], id: 'relationMatrix' }],
    ...(pathwayRates && { pathwayRates }),
    ...(measures && { measures }),
    scheduledDuties: [
      {
        id: 'report',
        title: text('上报月报', 'report the month'),
        owedBy: { of: 'units' },
        schedule: { every: 'month' },
        keptBy: {},
        late: [{ id: 'remind', title: text('月报逾期', 'the report is late') }],
        cites: ['plan#DP-39'],
      },
    ],
  }
}

const text = (zh: string, en: string) => ({ zh, en })

async function fillPeople(server: TestServer, key: string): Promise<void> {
  const account = { username: 'wang.li', title: '王丽', password, grants: [grants.auditor] }
  await server.ask('/v1/users', { key, body: account })
  await server.ask('/v1/sign-in', { body: { username: 'wang.li', password: 'wrong' } })
  const { reply } = await server.ask('/v1/sign-in', { body: { username: 'wang.li', password } })
  const [cookie = ''] = [reply.headers['set-cookie']].flat()
  await server.ask('/v1/me', { headers: { cookie } })
  await server.ask('/v1/users/wang.li', { key, method: 'PUT', body: { title: '王丽丽' } })
  const made = await server.ask('/v1/keys', { key, body: { title: 'HIS', grants: [] } })
  await server.ask(`/v1/keys/${made.body.id}`, { key, method: 'DELETE' })
}

async function fillCases(server: TestServer, key: string): Promise<string> {
  const start = async () => {
    const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts('N', 'S') }
    const headers = { 'idempotency-key': `start-${server.clock.now()}` }
    return (await server.ask('/v1/cases', { key, body, headers })).body.id as string
  }
  const id = await start()
  const send = async (body: object, headers = {}) =>
    await server.ask(`/v1/cases/${id}/events`, { key, body, headers })
  server.clock.advance(minute)
  await send({ type: 'accept' }, { 'idempotency-key': 'refused' })
  await send({ type: 'send', facts: { stable: true }, reason: '病情需要' })
  const attachments = [await uploadTo(server, key, id)]
  await send({ type: 'note', facts: { age: 71 }, attachments })
  await send({ type: 'decline', reason: '无床位' })
  server.clock.advance(minute)
  await start()
  return id
}

/** A document that a case is sent. */
async function uploadTo(server: TestServer, key: string, id: string): Promise<string> {
  const reply = await server.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${id}/attachments?name=consent.pdf`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/pdf' },
    payload: '%PDF-1.4\n%%EOF\n',
  })
  return reply.json<{ sha256: string }>().sha256
}

async function fillPeriod(
  server: TestServer,
  { key, leader, unit }: { key: string; leader: string; unit: string },
): Promise<void> {
  const act = async (by: string, url: string, revision: number, body: unknown = {}) => {
    const answer = await server.ask(url, { key: by, body, headers: match(revision) })
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body
  }
  await sendTable(server, key, { kind: 'units', rows: ['id,title', 'N,北镇卫生院'] })
  await sendTable(server, key, {
    kind: 'values',
    rows: [
      'unit,period,fact,value',
      ',2025-01,fund.raised,1000000.00',
      ',2025-01,fund.spent,900000.00',
      ',2025-01,fund.policyFactorAmount,0.00',
      ',2025-01,fund.insuredCount,1000',
    ],
  })
  for (const urgent of [3, 0]) {
    server.clock.advance(1000)
    const rows = referralRows('hip', { all: 4, urgent })
    await sendTable(server, key, { kind: 'cases', rows })
    await watchRulesets(server.context, {
      watch: 'watchRuleset',
      failed: (_ruleset, error) => {
        throw error
      },
    })
  }
  await watchRuleset({ ...server.context, live: new LiveCache({ storedFrom: 0 }) }, 'small')
  // January is late, February is done.
  await watchRulesets(server.context, {
    watch: 'noteLateDuties',
    failed: (_ruleset, error) => {
      throw error
    },
  })
  await server.ask('/v1/rulesets/small/scheduled-duties/report/records', {
    key,
    body: { period: '2025-02', unit: 'N' },
    headers: { 'idempotency-key': 'report' },
  })
  const month = { key, body: { period: '2025-01' } }
  const { body: run } = await server.ask('/v1/rulesets/small/runs', month)
  await server.ask(`/v1/runs/${run.id}/objections`, {
    key: unit,
    body: { unit: 'N', indicator: 'vaccinationRate', reason: '漏报' },
  })
  const corrected = await act(key, `/v1/runs/${run.id}/corrections`, 2, {
    reason: '补录',
    values: [{ unit: 'N', fact: 'vaccinated', value: 1 }],
  })
  await act(key, `/v1/runs/${corrected.id}/review`, 1)
  await act(leader, `/v1/runs/${corrected.id}/finalise`, 2)
  await server.ask('/v1/rulesets/small/settlements', month)
  const { body: second } = await server.ask('/v1/rulesets/small/settlements', month)
  await act(leader, `/v1/settlements/${second.id}/confirm`, 1)
  server.clock.advance(day)
}

/** A case written by a wrong clock and put right, and a version that was damaged for a while. */
async function fillTrouble(server: TestServer, key: string): Promise<void> {
  await saveNode(server, key, { id: 'nation', level: 'nation' })
  await proposeNode(server, key, { id: 'hills', level: 'province', parent: 'nation' })
  const really = server.clock.now()
  server.clock.advance(365 * day)
  const from = server.clock.now()
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts('N', 'S') }
  const { id } = (await server.ask('/v1/cases', { key, body })).body
  await server.ask(`/v1/cases/${id}/events`, { key, body: { type: 'send' } })
  server.clock.advance(-365 * day)
  const span = { from, until: from, shown: from, really, reason: '时钟走快' }
  const put = await server.ask('/v1/clock-corrections', { key, body: { ...span, cases: [id] } })
  expect(put.body).toEqual({ corrected: 1, skipped: [] })
  const restore = await damageVersion(server, 'small@1.0.0', 'missing')
  const small = await server.store.get<PublicationDocument>('publications', 'small@1.0.0')
  expect(await server.context.bundles.findDamage(small!)).toBe('missing')
  await restore(server)
}

async function fillReceived(server: TestServer, key: string): Promise<void> {
  const north = await openSide()
  try {
    await publishBoth(north)
    const file = await exported(north)
    const side = { server, staff: key, admin: key }
    const fingerprint = await acceptSender(side, file)
    await server.ask(`/v1/signers/${fingerprint}`, { key, method: 'DELETE' })
    await acceptSender(side, file)
    await importFile(side, file)
  } finally {
    await north.server.close()
  }
}

function match(revision: number): Record<string, string> {
  return { 'if-match': `"${revision}"` }
}
