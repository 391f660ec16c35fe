import { shortId } from '@jieli/server/contracts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import type { CaseDocument } from '../../../server/src/documents/case-document.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
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

const start = (facts = referralFacts()) =>
  server.ask('/v1/cases', { key, body: { ruleset: 'small', pathway: 'referral', facts } })
const send = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(`/v1/cases/${id}/events`, { key, body, headers })
const read = (id: string) => server.ask(`/v1/cases/${id}`, { key })

it('a case starts in the first state, with its bundle, its revision as ETag and its address', async () => {
  const started = await start()
  expect(started.status).toBe(201)
  expect(started.body).toMatchObject({
    revision: 1,
    ruleset: 'small',
    version: '1.0.0',
    county: 'north',
    patient: 'p-1',
    fromUnit: 'T01',
    toUnit: 'D01',
    state: 'draft',
    status: 'active',
  })
  expect(started.reply.headers['etag']).toBe('"1"')
  expect(started.reply.headers['location']).toBe(`/api/v1/cases/${started.body.id}`)
  expect((await read(started.body.id)).body).toEqual({ ...started.body, damage: [] })
})

it('ids stand in the order in which they were given out, so that new cases lie side by side in the store', async () => {
  const begun: string[] = []
  for (let count = 0; count < 8; count++) begun.push((await start()).body.id)
  expect(begun.toSorted()).toEqual(begun)
  // Of version 7: the milliseconds since 1970 come first.
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (const id of begun) expect(id).toMatch(uuid)
  const made = begun.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16))
  for (const at of made) expect(Math.abs(Date.now() - at)).toBeLessThan(60_000)
  // People tell cases of one minute apart by what they see of an id.
  expect(new Set(begun.map(shortId)).size).toBe(begun.length)
})

it('a step moves the case, explains itself and says who did what', async () => {
  const { id } = (await start()).body
  server.clock.advance(minute)
  const sent = await send(id, { type: 'send' })
  expect(sent.status).toBe(200)
  expect(sent.body).toMatchObject({ revision: 2, state: 'waiting' })
  expect(sent.body.timers).toEqual([expect.objectContaining({ delay: 'answerLimit' })])
  const [, entry] = sent.body.history
  expect(entry).toMatchObject({
    seq: 2,
    event: 'send',
    from: 'draft',
    to: 'waiting',
    transitions: ['send-it'],
    actor: { kind: 'key', title: 'test key' },
  })
  expect(entry.decisions[0]).toMatchObject({ decision: 'mayRefer', outcome: 'allow' })
  expect(entry.decisions[0].explanation.zh.length).toBeGreaterThan(0)
  expect(entry.decisions[0].explanation.en.join('\n')).toContain('It is urgent')
})

it('whoever prefers the minimum is answered with what a case has come to, however long it is, and told so', async () => {
  const prefer = { prefer: 'respond-async, return=minimal' }
  const begun = await server.ask('/v1/cases', {
    key,
    body: { ruleset: 'small', pathway: 'referral', facts: referralFacts() },
    headers: prefer,
  })
  const members = [
    'dutyAt',
    'duties',
    'id',
    'revision',
    'ruleset',
    'state',
    'status',
    'timers',
    'untimed',
    'updatedAt',
    'version',
  ]
  expect(Object.keys(begun.body).toSorted()).toEqual(members.toSorted())
  const headersOf = ({ reply }: typeof begun) => [
    reply.statusCode,
    reply.headers['etag'],
    reply.headers['preference-applied'],
  ]
  expect(headersOf(begun)).toEqual([201, '"1"', 'return=minimal'])
  const { id } = begun.body
  const once = { ...prefer, 'idempotency-key': 'minimal' }
  const sent = await send(id, { type: 'send' }, once)
  expect(headersOf(sent)).toEqual([200, '"2"', 'return=minimal'])
  expect(sent.body).toMatchObject({ id, revision: 2, state: 'waiting', status: 'active' })
  expect(sent.body.timers).toEqual([expect.objectContaining({ delay: 'answerLimit' })])
  const before = sent.reply.body.length
  for (let turn = 0; turn < 3; turn++) await send(id, { type: 'note', facts: { age: turn } })
  const noted = await send(id, { type: 'note', facts: { age: 71 } }, prefer)
  expect(noted.reply.body.length).toBe(before)
  // How an answer is to look is no part of what is asked: asked again without it, all of it comes.
  const again = await send(id, { type: 'send' }, { 'idempotency-key': 'minimal' })
  expect(again.body).toMatchObject({ revision: 2, history: [{}, {}] })
  const whole = await read(id)
  expect(noted.body).toEqual(
    Object.fromEntries(members.map((member) => [member, whole.body[member]])),
  )
  const refused = await send(id, { type: 'send' }, prefer)
  expect([refused.status, refused.body.code]).toEqual([409, 'EVENT_REFUSED'])
  const corrector = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
  const corrected = await server.ask(`/v1/cases/${id}/corrections`, {
    key: corrector,
    headers: { ...prefer, 'if-match': '*' },
    body: { reason: '录错', changes: [{ kind: 'voided', entry: '6' }] },
  })
  expect(corrected.body).toMatchObject({ id, revision: 7 })
  expect(headersOf(corrected)).toEqual([200, '"7"', 'return=minimal'])
  expect(Object.keys(corrected.body).toSorted()).toEqual(members.toSorted())
})

it('an event tells what its decision is about, so that its outcome is worded by that', async () => {
  const judged = smallRuleset({ id: 'judged' }) as unknown as { decisions: object[] }
  judged.decisions = judged.decisions.map((one) => ({ ...one, subject: 'assessment' }))
  await server.publish(judged as never)
  const started = await server.ask('/v1/cases', {
    key,
    body: {
      ruleset: 'judged',
      pathway: 'referral',
      facts: { ...referralFacts(), urgency: 'low', stable: false },
    },
  })
  const { status, body } = await server.ask(`/v1/cases/${started.body.id}/events/available`, {
    key,
  })
  expect(status).toBe(200)
  const [event] = (body.events as { event: string }[]).filter((each) => each.event === 'send')
  expect(event).toMatchObject({
    subject: 'assessment',
    message: { zh: expect.stringMatching(/^不符合要求。/) },
  })
})

it('what a step asks for waits in the outbox under a lasting id', async () => {
  const { id } = (await start()).body
  await send(id, { type: 'send' })
  const noted = (await send(id, { type: 'note' })).body
  expect(noted.outbox).toEqual([
    expect.objectContaining({
      id: `${id}:3:1`,
      action: expect.objectContaining({ event: 'noted' }),
    }),
  ])
})

it('the history is one unbroken chain, and any change to it shows', async () => {
  const { id } = (await start()).body
  await send(id, { type: 'send' })
  await send(id, { type: 'accept' })
  const document = (await server.context.store.get('cases', id)) as CaseDocument
  expect(document.history).toHaveLength(3)
  const broken = (change: Partial<CaseDocument>) =>
    checkCase({ ...document, ...change }, server.context.sealer).map(({ path }) => path)
  expect(broken({})).toEqual([])
  const altered = document.history.map((entry) =>
    entry.seq === 2 ? { ...entry, event: 'decline' } : entry,
  )
  expect(broken({ history: altered })).toEqual(['/history/1'])
  expect(broken({ history: document.history.toSpliced(1, 1) })).toContain('/history/1')
  expect(broken({ id: 'another case' })).toContain('/history/0')
})

it('an event the state does not take is refused, kept, and changes nothing else', async () => {
  const before = (await start()).body
  const refused = await send(before.id, { type: 'accept' })
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({
    code: 'EVENT_REFUSED',
    revision: 1,
    issues: [{ code: 'EVENT_NOT_TAKEN', path: '/type' }],
  })
  // Told by the event's title: its id says nothing to a doctor.
  expect(refused.body.message.zh).toMatch(/^事件“接收”未被接受/)
  const after = (await read(before.id)).body
  expect(after.refusals).toEqual([
    expect.objectContaining({ event: 'accept', code: 'EVENT_NOT_TAKEN', revision: 1 }),
  ])
  expect({ ...after, refusals: [] }).toEqual({ ...before, damage: [] })
})

it('a refusal is read again with what was decided against it, and the clause', async () => {
  const { id } = (await start()).body
  const refused = await send(id, { type: 'send', facts: { stable: false, urgency: 'low' } })
  expect(refused.body.code).toBe('EVENT_REFUSED')
  const { refusals } = (await read(id)).body
  expect(refusals[0].decisions).toEqual(refused.body.decisions)
  expect(JSON.stringify(refusals[0].decisions)).toContain('DP-39')
})

it('an event no pathway knows is refused with the nearest name', async () => {
  const { id } = (await start()).body
  const refused = await send(id, { type: 'sent' })
  expect(refused.body.issues[0]).toMatchObject({ code: 'EVENT_UNKNOWN' })
  expect(refused.body.issues[0].message.en).toContain('"send"')
})

it('a closed guard is answered with its reasons, and an unknown fact with what to find out', async () => {
  const closed = (await start({ ...referralFacts(), urgency: 'low', stable: false })).body
  const denied = (await send(closed.id, { type: 'send' })).body
  expect(denied.issues[0].code).toBe('EVENT_GUARDED')
  expect(denied.decisions[0]).toMatchObject({ outcome: 'denyInstitutionalAction' })
  expect(denied.decisions[0].reasons[0].cites[0]).toMatchObject({
    clause: 'DP-39',
    documentTitle: { en: 'the plan' },
  })

  const open = (await start({ 'fromUnit.id': 'T01', 'toUnit.id': 'D01' })).body
  const asked = (await send(open.id, { type: 'send' })).body
  expect(asked.needs.map((need: { fact: string }) => need.fact)).toContain('urgency')
})

it('a decision that asks for a reason opens once one is written', async () => {
  const { id } = (await start({ ...referralFacts(), urgency: 'low', stable: true })).body
  expect((await send(id, { type: 'send' })).status).toBe(409)
  const sent = await send(id, { type: 'send', reason: '家属要求' })
  expect(sent.status).toBe(200)
  expect(sent.body.history[1].reason).toBe('家属要求')
})

it('a case that has ended takes no more events', async () => {
  const { id } = (await start()).body
  await send(id, { type: 'send' })
  expect((await send(id, { type: 'accept' })).body.status).toBe('done')
  expect((await send(id, { type: 'note' })).body.issues[0].code).toBe('CASE_DONE')
})

it('the available events say which are open, and why the others are not', async () => {
  const { id } = (await start()).body
  const { body } = await server.ask(`/v1/cases/${id}/events/available`, { key })
  expect(body).toMatchObject({ revision: 1, state: 'draft' })
  const byName = new Map(body.events.map((event: { event: string }) => [event.event, event]))
  expect(byName.get('send')).toMatchObject({
    open: true,
    outcome: 'allow',
    asks: [
      { fact: 'urgency', title: { en: 'urgency' } },
      { fact: 'stable' },
      { fact: 'toUnit.id' },
    ],
  })
  expect(byName.has('accept')).toBe(false)
})
