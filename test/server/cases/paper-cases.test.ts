import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, minute, TurnableClock } from '../harness/turnable-clock.ts'

const clock = new TurnableClock('2025-03-03T08:00:00.000+08:00')
let server: TestServer
let township: string
let county: string

beforeAll(async () => {
  server = await openTestServer(clock)
  await server.publish(dutifulRuleset())
  township = await server.key(caseWorker('north', 'T01'))
  county = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
})
afterAll(() => server.close())

const at = (shift: number) => new Date(Date.parse(clock.now()) + shift).toISOString()
const sheet = (change: object = {}) => ({
  sheet: `S-${Math.random()}`,
  ruleset: 'small',
  pathway: 'referral',
  occurredAt: at(-hour),
  facts: referralFacts(),
  events: [] as object[],
  ...change,
})
const enter = (body: object, key = county) => server.ask('/v1/paper-cases', { key, body })
const count = async () => (await server.store.find('cases', { limit: 1000 })).length

/** The requests of the page, in their order. */
const requests = readFileSync('docs/downtime.md', 'utf8')
  .split('```http\n')
  .slice(1)
  .map((part) => {
    const [head = '', text = ''] = (part.split('```')[0] ?? '').split('\n\n')
    return { address: head.replace('POST /api', ''), body: JSON.parse(text) as object }
  })

it('the page on downtime is followed to the letter', async () => {
  clock.advance(3.5 * hour)
  const [unreasoned, preview, made] = requests
  expect(requests).toHaveLength(3)
  const ask = async ({ address, body } = { address: '', body: {} }) =>
    await server.ask(address, { key: township, body })
  const refused = await ask(unreasoned)
  expect(refused.body).toMatchObject({ status: 409, code: 'PAPER_REFUSED', step: 1 })
  expect(refused.body.message.zh).toContain('第 1 步“发出”（2025-03-03 09:00）')
  expect(refused.body.decisions[0].outcome).toBe('requireReason')
  const seen = await ask(preview)
  expect(seen.body).toMatchObject({ version: '1.0.0', state: 'overdue', status: 'active' })
  expect(seen.body.steps).toMatchObject([
    { step: 0, to: 'draft', at: '2025-03-03T08:30:00.000+08:00' },
    { step: 1, to: 'waiting', actor: { unit: 'T01' } },
    { actor: { kind: 'timer' }, to: 'overdue', at: '2025-03-03T11:00:00+08:00' },
    { actor: { kind: 'timer' }, event: 'duty:answer:1' },
  ])
  expect(await count()).toBe(0)

  const entered = await ask(made)
  expect(entered.status).toBe(201)
  const { id, revision, history, state, duties, timers, outbox } = entered.body
  expect(entered.reply.headers['location']).toBe(`/api/v1/cases/${id}`)
  expect({ state, duties, timers }).toEqual({
    state: seen.body.state,
    duties: seen.body.duties,
    timers: seen.body.timers,
  })
  expect(outbox.map(({ action }: { action: object }) => action)).toEqual(seen.body.told)
  expect(revision).toBe(seen.body.steps.length)
  for (const step of history.slice(0, 2))
    expect(step).toMatchObject({
      paper: { sheet: 'T01-20250303-01' },
      recordedAt: '2025-03-03T11:30:00.000+08:00',
      actor: { kind: 'key' },
    })
  expect(history[1].at).toBe('2025-03-03T09:00:00.000+08:00')
  expect(history[2]).not.toHaveProperty('paper')
  // The same again is the same case; anything else on the sheet is another, and so is another who enters it.
  expect((await ask(made)).body).toEqual(entered.body)
  const other = await server.ask('/v1/paper-cases', {
    key: township,
    body: { ...made?.body, events: [] },
  })
  expect(other.body).toMatchObject({ status: 409, code: 'PAPER_ENTERED' })
  expect(other.body.message.en).toContain('was entered by')
  expect((await enter(made?.body ?? {})).body.code).toBe('PAPER_ENTERED')
  expect(await count()).toBe(1)
  // It goes on as any case, and is whole.
  const accepted = await server.ask(`/v1/cases/${id}/events`, {
    key: county,
    body: { type: 'accept' },
  })
  expect(accepted.body.state).toBe('accepted')
  expect((await server.ask(`/v1/cases/${id}`, { key: county })).body.damage).toEqual([])
  const auditor = await server.key(grants.auditor)
  const { items } = (await server.ask('/v1/audit?limit=50', { key: auditor })).body
  const log = (items as { action: string }[]).find(({ action }) => action === 'case.enter')
  expect(log).toMatchObject({ target: id, step: { seq: revision } })
})

it('CR8 a case entered from paper stands as if it had been sent at those moments', async () => {
  const acts = fc.array(
    fc.record({
      type: fc.constantFrom('send', 'note', 'accept', 'decline'),
      wait: fc.integer({ min: 0, max: 200 }),
      urgency: fc.constantFrom('low', 'high'),
    }),
    { maxLength: 5 },
  )
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 0, max: 200 }), async (drawn, rest) => {
      const facts = { ...referralFacts(), stable: true }
      const body = { ruleset: 'small', pathway: 'referral', facts }
      const begun = clock.now()
      const live = (await server.ask('/v1/cases', { key: county, body })).body
      const events: object[] = []
      for (const { type, wait, urgency } of drawn) {
        clock.advance(wait * minute)
        const brought = type === 'send' ? { urgency } : {}
        const event = { type, facts: brought, reason: '理由' }
        const sent = await server.ask(`/v1/cases/${live.id}/events`, { key: county, body: event })
        if (sent.status === 200) events.push({ ...event, occurredAt: clock.now() })
      }
      clock.advance(rest * minute)
      // Whatever is sent fires what is due.
      await server.ask(`/v1/cases/${live.id}/events`, { key: county, body: { type: 'decline' } })
      const there = (await server.ask(`/v1/cases/${live.id}`, { key: county })).body
      const paper = (await enter(sheet({ occurredAt: begun, facts, events }))).body
      const standing = ({
        state,
        status,
        facts: known,
        timers,
        duties,
        history,
      }: typeof paper) => ({
        state,
        status,
        known,
        timers,
        duties,
        steps: history.map(({ event, at: when, from, to, actor }: (typeof history)[number]) => [
          event,
          when,
          from,
          to,
          actor.kind,
        ]),
      })
      expect(standing(paper)).toEqual(standing(there))
    }),
    { numRuns: 15, seed: 12 },
  )
  expect((await server.context.verify(undefined)).problems).toEqual([])
})

it('CR9 a sheet is entered whole or not at all, by who may, within the time that has been', async () => {
  const before = await count()
  const send = { type: 'send', occurredAt: at(-hour / 2), facts: { urgency: 'high' } }
  const accept = { type: 'accept', occurredAt: at(-hour / 4) }
  const ask = async (body: object, key?: string) => {
    const { status, body: answer } = await enter(sheet(body), key)
    return [`${status} ${answer.code}`, answer.step]
  }
  expect(await ask({ events: [send, accept, accept] })).toEqual(['409 PAPER_REFUSED', 3])
  expect(await ask({ events: [send, accept] }, township)).toEqual(['409 PAPER_REFUSED', 2])
  expect(await ask({ events: [{ ...send, occurredAt: at(minute) }] })).toEqual([
    '422 PAPER_MOMENT',
    1,
  ])
  expect(await ask({ events: [{ ...send, occurredAt: at(-2 * hour) }] })).toEqual([
    '422 PAPER_MOMENT',
    1,
  ])
  const wrong = await enter(sheet({ events: [{ ...send, facts: { urgency: 'x' } }] }))
  expect(wrong.body).toMatchObject({
    code: 'FACTS_INVALID',
    issues: [{ path: '/events/0/facts/urgency' }],
  })
  expect(await ask({}, await server.key(grants.integrator))).toEqual([
    '403 PERMISSION_MISSING',
    undefined,
  ])
  expect(await ask({ facts: referralFacts('X', 'Y') }, township)).toEqual([
    '403 UNIT_SCOPE_MISSING',
    undefined,
  ])
  expect(await ask({ occurredAt: '2001-01-01T00:00:00Z' })).toEqual([
    '422 NOTHING_IN_FORCE',
    undefined,
  ])
  expect(await count()).toBe(before)
})

it('CR8 what began under an earlier version is judged by it', async () => {
  const begun = at(-hour)
  clock.advance(48 * hour)
  const { manifest, ...rest } = dutifulRuleset()
  const next = { ...rest, manifest: { ...(manifest as object), version: '1.1.0' } }
  await server.publish(next as never, clock.now().slice(0, 10))
  expect((await enter(sheet({ occurredAt: begun }))).body.version).toBe('1.0.0')
  expect((await enter(sheet({ occurredAt: clock.now() }))).body.version).toBe('1.1.0')
})
