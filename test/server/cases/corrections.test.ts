import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { numberEvents } from '../../../server/src/operations/events/number-events.ts'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, minute, TurnableClock } from '../harness/turnable-clock.ts'

const clock = new TurnableClock()
let server: TestServer
let hospital: string
let township: string
let county: string

beforeAll(async () => {
  server = await openTestServer(clock)
  await server.publish(dutifulRuleset())
  hospital = await server.key(caseWorker('north', 'D01'))
  township = await server.key(caseWorker('north', 'T01'))
  county = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
})
afterAll(() => server.close())

const send = (id: string, type: string, key: string, facts = {}) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type, facts, reason: '理由' } })
const correct = (id: string, changes: readonly object[], key = county, revision = '*') =>
  server.ask(`/v1/cases/${id}/corrections`, {
    key,
    headers: { 'if-match': revision },
    body: { reason: '录入有误', changes },
  })
const read = async (id: string) => (await server.ask(`/v1/cases/${id}`, { key: county })).body

async function sent(facts = {}): Promise<string> {
  const body = { ruleset: 'small', pathway: 'referral', facts: { ...referralFacts(), ...facts } }
  const { id } = (await server.ask('/v1/cases', { key: township, body })).body
  expect((await send(id, 'send', township)).status).toBe(200)
  return id as string
}

/** The requests of the page, in their order. */
const requests = readFileSync('docs/corrections.md', 'utf8')
  .split('```http\n')
  .slice(1)
  .map((part) => {
    const [head = '', text = ''] = (part.split('```')[0] ?? '').split('\n\n')
    const [line = '', ...named] = head.split('\n')
    const [, address = ''] = line.split(' ')
    const headers = Object.fromEntries(
      named.map((each) => [each.split(': ')[0] ?? '', each.split(': ')[1] ?? '']),
    )
    return { address: address.replace('/api', ''), headers, body: JSON.parse(text) as object }
  })

it('the page on corrections is followed to the letter', async () => {
  const id = await sent()
  const ask = (at: number, key: string) => {
    const { address, headers, body } = requests[at] ?? { address: '', headers: {}, body: {} }
    return server.ask(address.replace('{case}', id), { key, headers, body })
  }
  expect(requests).toHaveLength(4)
  clock.advance(2.5 * hour)
  // Whatever is sent fires what is due.
  expect((await send(id, 'note', township)).status).toBe(409)
  const before = await read(id)
  expect(before).toMatchObject({ revision: 4, state: 'overdue', outbox: [{ id: `${id}:4:1` }] })

  const preview = await ask(0, hospital)
  expect(preview.status).toBe(200)
  expect(preview.body).toMatchObject({
    revision: 4,
    before: 'overdue',
    state: 'accepted',
    status: 'done',
    changes: {},
    timers: [],
    told: [],
  })
  expect(preview.body.correction.voided).toMatchObject([
    { id: `${id}:4:1`, action: { event: 'late:answer' } },
  ])
  expect(await read(id)).toEqual(before)

  const made = await ask(1, hospital)
  expect(made.status).toBe(200)
  expect(made.reply.headers['etag']).toBe('"5"')
  const { correction } = made.body.history[4]
  expect(correction).toEqual(preview.body.correction)
  expect(correction.steps).toMatchObject([
    { kind: 'kept', entry: '1', to: 'draft' },
    { kind: 'kept', entry: '2', to: 'waiting' },
    { kind: 'late', entry: '5.1', to: 'accepted', at: '2025-03-03T10:00:00.000+08:00' },
  ])
  expect(correction.steps[2].recordedAt).toBe('2025-03-03T11:30:00.000+08:00')
  const answer = made.body.duties.find(({ duty }: { duty: string }) => duty === 'answer')
  expect(answer).toMatchObject({ status: 'kept', settledAt: '2025-03-03T10:00:00.000+08:00' })
  expect(made.body.history.slice(0, 4)).toEqual(before.history)
  expect(made.body.outbox).toMatchObject([
    { id: `${id}:4:1` },
    { id: `${id}:4:1:voided`, voids: `${id}:4:1`, seq: 5 },
  ])
  // Whoever follows the feed is told that it does not hold any more.
  await numberEvents(server.context)
  const feed = (await server.ask('/v1/events?limit=100', { key: county })).body
  expect((feed.items as { case: string }[]).filter((event) => event.case === id)).toMatchObject([
    { id: `${id}:4:1`, type: 'late:answer' },
    { id: `${id}:4:1:voided`, type: 'late:answer', voids: `${id}:4:1`, units: ['T01', 'D01'] },
  ])
  // Sent again it is the same; sent for an older revision it is not made.
  expect((await ask(1, hospital)).body).toEqual(made.body)
  const stale = await correct(id, [{ kind: 'voided', entry: '2' }], county, '"4"')
  expect([stale.status, stale.body.code]).toEqual([412, 'CASE_STALE'])

  const refused = await ask(2, county)
  expect([refused.status, refused.body.code, refused.body.entry]).toEqual([
    409,
    'CORRECTION_REFUSED',
    '5.1',
  ])
  expect(refused.body.message.zh).toContain('“接收”不能成立')
  expect(refused.body.message.zh).toContain('请先作废这一步')
  expect(await read(id)).toEqual({ ...made.body, damage: [] })

  const both = await ask(3, county)
  expect(both.body).toMatchObject({ revision: 6, state: 'draft', status: 'active', duties: [] })
  // The end of the time was never reached by a case that was not sent.
  expect(both.body.outbox).toHaveLength(2)
})

it('a corrected event is decided again by the facts it is to have had, and what was told stays told', async () => {
  const id = await sent({ stable: true })
  clock.advance(minute)
  const noted = await send(id, 'note', township, { age: 70 })
  expect(noted.body.outbox).toMatchObject([{ id: `${id}:3:1`, action: { event: 'noted' } }])

  const closed = { kind: 'corrected', entry: '2', facts: { urgency: 'low', stable: false } }
  const refused = await correct(id, [closed])
  expect(refused.body).toMatchObject({ code: 'CORRECTION_REFUSED', entry: '2' })
  expect(refused.body.decisions[0].outcome).toBe('denyInstitutionalAction')
  expect(refused.body.message.en).toContain('Please check what you entered')

  const open = { kind: 'corrected', entry: '2', facts: { urgency: 'high', stable: false } }
  const made = await correct(id, [open], township)
  expect(made.body).toMatchObject({ state: 'waiting', facts: { stable: false, age: 70 } })
  const [, sentAgain, note] = made.body.history[3].correction.steps
  expect(sentAgain).toMatchObject({ kind: 'corrected', actor: { unit: 'T01' } })
  expect(sentAgain.decisions[0].explanation.zh.at(-1)).toMatch(/^此步已更正：/)
  expect(note).toMatchObject({ kind: 'kept', effects: [`${id}:3:1`] })
  expect(made.body.outbox).toEqual(noted.body.outbox)
  // Of an unstable patient no transport is owed.
  expect(made.body.duties.map(({ duty }: { duty: string }) => duty)).not.toContain('transport')

  // Then the note is found to be another case's.
  const voided = await correct(id, [{ kind: 'voided', entry: '3' }])
  expect(voided.body.facts).not.toHaveProperty('age')
  expect(voided.body.outbox.at(-1)).toMatchObject({ id: `${id}:3:1:voided` })
  const again = await correct(id, [{ kind: 'voided', entry: '3' }])
  expect([again.status, again.body.code]).toEqual([422, 'CORRECTION_ENTRY'])
})

it('a timer that has fired does not fire twice, and one that moves on is due anew', async () => {
  const id = await sent()
  const at = (shift: number) => new Date(Date.parse(clock.now()) + shift).toISOString()
  clock.advance(2.5 * hour)
  await send(id, 'note', township)
  const before = await read(id)
  expect(before).toMatchObject({ state: 'overdue', outbox: [{ action: { event: 'late:answer' } }] })
  // Sent a quarter of an hour later than was entered: its time was up a quarter of an hour later, and is up.
  const shifted = await correct(id, [
    { kind: 'corrected', entry: '2', occurredAt: at(-2.25 * hour) },
  ])
  expect(shifted.body.state).toBe('overdue')
  expect(shifted.body.outbox).toEqual(before.outbox)
  // An hour later: it still waits, and nobody is late.
  const waiting = await correct(id, [{ kind: 'corrected', entry: '2', occurredAt: at(-hour) }])
  expect(waiting.body).toMatchObject({ state: 'waiting' })
  expect(waiting.body.outbox.at(-1)).toMatchObject({ voids: before.outbox[0].id })
  expect(Date.parse(waiting.body.timers[0].dueAt)).toBe(Date.parse(clock.now()) + hour)
  clock.advance(1.5 * hour)
  await send(id, 'note', township)
  const late = await read(id)
  expect(late.state).toBe('overdue')
  expect(late.outbox).toHaveLength(3)
  expect(late.damage).toEqual([])
})

it('one corrects what one could have sent, at a moment that has been, and never undoes the start', async () => {
  const id = await sent()
  expect((await send(id, 'accept', hospital)).status).toBe(200)
  const codes = async (...asked: readonly Promise<{ status: number; body: { code: string } }>[]) =>
    (await Promise.all(asked)).map(({ status, body }) => `${status} ${body.code}`)
  const future = new Date(Date.parse(clock.now()) + minute).toISOString()
  const past = '2025-03-01T00:00:00+08:00'
  expect(
    await codes(
      correct(id, [{ kind: 'voided', entry: '3' }], township),
      correct(id, [{ kind: 'late', type: 'accept', occurredAt: clock.now() }], township),
      correct(id, [{ kind: 'voided', entry: '1' }]),
      correct(id, [{ kind: 'voided', entry: '9' }]),
      correct(id, [{ kind: 'late', type: 'note', occurredAt: future }]),
      correct(id, [{ kind: 'late', type: 'note', occurredAt: past }]),
      correct(id, [{ kind: 'voided', entry: '3' }], await server.key(grants.integrator)),
      correct(id, [{ kind: 'voided', entry: '3' }], await server.key(caseWorker('north', 'X'))),
      correct(
        id,
        [
          { kind: 'corrected', entry: '1', facts: referralFacts('X', 'Y') },
          { kind: 'voided', entry: '3' },
        ],
        township,
      ),
    ),
  ).toEqual([
    '403 CORRECTION_NOT_YOURS',
    '403 CORRECTION_NOT_YOURS',
    '422 CORRECTION_START',
    '422 CORRECTION_ENTRY',
    '422 CORRECTION_MOMENT',
    '422 CORRECTION_MOMENT',
    '403 PERMISSION_MISSING',
    '404 CASE_UNKNOWN',
    '403 UNIT_SCOPE_MISSING',
  ])
  const own = await correct(id, [{ kind: 'voided', entry: '3' }], hospital)
  expect(own.body).toMatchObject({ state: 'waiting', status: 'active' })
  // The whole start may be put right, and where it leads is where it would have led.
  const facts = { ...referralFacts(), urgency: 'low', stable: true, 'patient.id': 'p-2' }
  const restarted = await correct(id, [{ kind: 'corrected', entry: '1', facts }])
  expect(restarted.status).toBe(200)
  expect(restarted.body.patient).toBe('p-2')
})

it('the log names each step of a case once, and what a step did stands in the case alone', async () => {
  const id = await sent()
  await server.ask(`/v1/cases/${id}/events`, { key: township, body: { type: 'discharge' } })
  await send(id, 'accept', hospital)
  const { body } = await correct(id, [{ kind: 'voided', entry: '3' }])
  const { history } = await read(id)
  const key = await server.key(grants.auditor)
  const { items } = (await server.ask(`/v1/audit?target=${id}&limit=50`, { key })).body
  const entries = (items as { action: string; step?: { seq: number }; detail?: object }[])
    .toReversed()
    .map(({ action, step, detail }) => ({
      action,
      ...(step && { step }),
      ...(detail && { detail }),
    }))
  expect(entries).toEqual([
    { action: 'case.start', step: { seq: 1, event: 'start' } },
    { action: 'case.event', step: { seq: 2, event: 'send' } },
    {
      action: 'case.event',
      detail: { event: 'discharge', code: expect.any(String), taken: false, state: 'waiting' },
    },
    { action: 'case.event', step: { seq: 3, event: 'accept' } },
    { action: 'case.correct', step: { seq: 4, event: history.at(-1).event } },
  ])
  expect(history.map(({ event }: { event: string }) => event)).toEqual(
    entries.flatMap(({ step }) => (step as { event?: string } | undefined)?.event ?? []),
  )
  expect(body.revision).toBe(4)
})
