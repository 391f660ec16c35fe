import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { minute } from '../harness/turnable-clock.ts'

let server: TestServer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
})
afterAll(() => server.close())

const body = (facts = referralFacts()) => ({ ruleset: 'small', pathway: 'referral', facts })
const start = (headers: Record<string, string> = {}, facts = referralFacts()) =>
  server.ask('/v1/cases', { key, headers, body: body(facts) })
const send = (id: string, event: object, headers: Record<string, string> = {}) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: event, headers })
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key })).body

it('a start repeated with its key is one case, answered as at first however far it has gone', async () => {
  const headers = { 'idempotency-key': 'start-1' }
  const first = await start(headers)
  await send(first.body.id, { type: 'send' })
  await send(first.body.id, { type: 'accept' })
  const again = await start(headers)
  expect(again.status).toBe(201)
  expect(again.body).toEqual(first.body)
  expect(again.reply.headers['etag']).toBe('"1"')
})

it('starts sent at once with one key are one case', async () => {
  const headers = { 'idempotency-key': 'start-at-once' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => start(headers)))
  expect(new Set(answers.map((each) => each.status))).toEqual(new Set([201]))
  expect(new Set(answers.map((each) => each.body.id)).size).toBe(1)
})

it('a key used for something else is refused', async () => {
  const headers = { 'idempotency-key': 'start-2' }
  await start(headers)
  const other = await start(headers, referralFacts('T01', 'D02'))
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  expect(other.body.message.en).toContain('"start-2"')
})

it('two senders may choose the same key', async () => {
  const headers = { 'idempotency-key': 'shared' }
  const mine = await start(headers)
  const other = await server.key(grants.integrator)
  const theirs = await server.ask('/v1/cases', { key: other, headers, body: body() })
  expect(theirs.status).toBe(201)
  expect(theirs.body.id).not.toBe(mine.body.id)
})

it('an event repeated with its key happens once and gets the first answer', async () => {
  const { id } = (await start()).body
  const headers = { 'idempotency-key': 'event-1' }
  const first = await send(id, { type: 'send' }, headers)
  server.clock.advance(minute)
  await send(id, { type: 'note', facts: { age: 40 } })
  await send(id, { type: 'accept' })
  const again = await send(id, { type: 'send' }, headers)
  expect(again.status).toBe(200)
  expect(again.body).toEqual(first.body)
  expect((await read(id)).revision).toBe(4)
  const other = await send(id, { type: 'note' }, headers)
  expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED')
})

it('a refusal repeated with its key is the first refusal, and is kept once', async () => {
  const { id } = (await start()).body
  const headers = { 'idempotency-key': 'refused-1' }
  const first = await send(id, { type: 'accept' }, headers)
  const again = await send(id, { type: 'accept' }, headers)
  expect(first.status).toBe(409)
  expect(again.body).toEqual(first.body)
  expect((await read(id)).refusals).toHaveLength(1)
})

it('an event for an older revision is refused with the present one', async () => {
  const { id } = (await start()).body
  await send(id, { type: 'send' }, { 'if-match': '"1"' })
  const stale = await send(id, { type: 'accept' }, { 'if-match': '"1"' })
  expect(stale.status).toBe(412)
  expect(stale.body).toMatchObject({ code: 'CASE_STALE', revision: 2 })
  expect((await read(id)).state).toBe('waiting')
  expect((await send(id, { type: 'accept' }, { 'if-match': '"2"' })).status).toBe(200)
})

it('a refusal does not make a revision old', async () => {
  const { id } = (await start()).body
  await send(id, { type: 'accept' }, { 'if-match': '"1"' })
  expect((await send(id, { type: 'send' }, { 'if-match': '"1"' })).status).toBe(200)
})

it('of many events for one revision exactly one is taken', async () => {
  const { id } = (await start()).body
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send(id, { type: 'note' }, { 'if-match': '"1"' })),
  )
  const codes = answers.map((each) => (each.status === 200 ? 'taken' : each.body.code))
  expect(codes.filter((code) => code === 'taken')).toHaveLength(1)
  expect(codes.filter((code) => code === 'CASE_STALE')).toHaveLength(19)
})

it('events without a revision all happen, one after another, in an unbroken chain', async () => {
  const { id } = (await start()).body
  const answers = await Promise.all(Array.from({ length: 40 }, () => send(id, { type: 'note' })))
  expect(answers.every((each) => each.status === 200)).toBe(true)
  const document = (await server.context.store.get('cases', id)) as CaseDocument
  expect(document.history).toHaveLength(41)
  expect(checkCase(document, server.context.sealer)).toEqual([])
})

it('a case keeps its version for life', async () => {
  const { id } = (await start()).body
  await server.publish(smallRuleset({ version: '1.1.0', urgentOutcome: 'denyInstitutionalAction' }))
  const fresh = (await start()).body
  expect(fresh.version).toBe('1.1.0')
  expect((await send(fresh.id, { type: 'send' })).status).toBe(409)
  const sent = await send(id, { type: 'send' })
  expect([sent.status, sent.body.version]).toEqual([200, '1.0.0'])
})

it('a refusal sent again gets the first answer, whose traces no further step of the case carries along', async () => {
  const { id } = (await start({}, { ...referralFacts(), urgency: 'low', stable: false })).body
  const headers = { 'idempotency-key': 'refused-1' }
  const first = await send(id, { type: 'send' }, headers)
  expect(first.status).toBe(409)
  expect(first.body.closed).toHaveLength(1)
  await send(id, { type: 'send' })
  expect((await send(id, { type: 'send' }, headers)).body).toEqual(first.body)
  const stored = await server.store.get<CaseDocument>('cases', id)
  expect(stored?.refusals).toHaveLength(2)
  for (const refusal of stored?.refusals ?? []) expect(refusal).not.toHaveProperty('closed')
  // A request nobody can know again is answered once, and its traces are not kept.
  const kept = await server.store.find('refusals', { limit: 100 })
  expect(kept.filter((each) => each.id.startsWith(id))).toHaveLength(1)
})

it('a refusal of before its traces lay apart is answered again as it was', async () => {
  const { id } = (await start({}, { ...referralFacts(), urgency: 'low', stable: false })).body
  const headers = { 'idempotency-key': 'refused-2' }
  const first = await send(id, { type: 'send' }, headers)
  const stored = await server.store.get<CaseDocument>('cases', id)
  if (stored === undefined) throw new Error('the case is gone')
  const refusals = stored.refusals.map(
    ({ traces: _t, hash: _h, payload: _p, salt: _s, ...refusal }) => ({
      ...refusal,
      closed: first.body.closed,
    }),
  )
  const document = { ...stored, revision: stored.revision + 1, refusals }
  await server.context.commit(
    [{ kind: 'replace', collection: 'cases', document, expectedRevision: stored.revision }],
    madeByTest('case.event', id),
  )
  expect((await send(id, { type: 'send' }, headers)).body).toEqual(first.body)
})
