import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkCase } from '../../../server/src/operations/cases/case-check.ts'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { watchedRuleset } from '../assessment/watched-ruleset.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { hour, minute } from '../harness/turnable-clock.ts'
import { storedCase } from '../timers/many-cases.ts'

const day = 24 * hour
/** Ten years and a bit: nothing falls on a round number. */
const tenYears = 3652 * day + 5 * hour + 7 * minute

let server: TestServer
let key: string
let administrator: string

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
  key = await server.key(grants.integrator)
  administrator = await server.key({ role: 'administrator', county: 'north', units: '*' })
})
afterEach(() => server.close())

const start = async (ruleset = 'small') => {
  const body = { ruleset, pathway: 'referral', facts: referralFacts() }
  return (await server.ask('/v1/cases', { key, body })).body.id as string
}
const send = (id: string, type: string) =>
  server.ask(`/v1/cases/${id}/events`, { key, body: { type } })
const scan = () => new TimerScan(server.context, () => undefined).run()
const dueOf = async (id: string) =>
  Date.parse((await storedCase(server, id)).snapshot.timers[0]?.dueAt ?? '')
const now = () => Date.parse(server.clock.now())

/** Lets something happen while the clock is wrong; says what an administrator knows of that afterwards. */
async function whileWrong(ahead: number, work: () => Promise<void>) {
  const really = server.clock.now()
  server.clock.advance(ahead)
  const from = server.clock.now()
  await work()
  const until = server.clock.now()
  server.clock.advance(-ahead)
  return { from, until, shown: from, really }
}
const preview = (asked: object, by = administrator) =>
  server.ask('/v1/clock-corrections/preview', { key: by, body: asked })
const correct = (asked: object, by = administrator) =>
  server.ask('/v1/clock-corrections', {
    key: by,
    body: { ...asked, reason: '时钟走快 the clock ran ahead' },
  })

describe.each([
  ['ahead', tenYears],
  ['behind', -tenYears],
])('a case touched while the clock was ten years %s', (_, ahead) => {
  it('keeps a wrong timer until it is put right, and then has the one it would have had', async () => {
    const id = await start()
    server.clock.advance(minute)
    let sentAt = 0
    const span = await whileWrong(ahead, async () => {
      sentAt = now() - ahead
      await send(id, 'send')
      server.clock.advance(10 * minute)
    })
    expect(await dueOf(id)).not.toBe(sentAt + 2 * hour)

    const shown = (await preview(span)).body
    expect(shown).toMatchObject({ count: 1, items: [{ case: id, ruleset: 'small' }] })
    expect(Date.parse(shown.items[0].timers[0].rightDueAt)).toBe(sentAt + 2 * hour)
    expect(shown.items[0].steps).toMatchObject([{ seq: 2, event: 'send' }])
    expect((await storedCase(server, id)).history).toHaveLength(2)

    expect((await correct(span)).body).toEqual({ corrected: 1, skipped: [] })
    const right = await storedCase(server, id)
    expect(await dueOf(id)).toBe(sentAt + 2 * hour)
    expect(Date.parse(right.nextTimerAt ?? '')).toBe(sentAt + 2 * hour)
    expect(Date.parse(right.snapshot.at)).toBe(sentAt)
    expect(right.snapshot.steps).toBe(right.history.length)
    expect(checkCase(right, server.context.sealer)).toEqual([])
    expect(right.history[2]).toMatchObject({
      event: 'clock',
      from: 'waiting',
      to: 'waiting',
      reason: '时钟走快 the clock ran ahead',
      clock: { ahead, moments: [{ seq: 2 }] },
    })
    server.clock.advance(2 * hour)
    expect((await scan()).fired).toBe(1)
    const fired = await storedCase(server, id)
    expect(fired.state).toBe('overdue')
    expect(Date.parse(fired.history.at(-1)?.at ?? '')).toBe(sentAt + 2 * hour)
    expect(checkCase(fired, server.context.sealer)).toEqual([])
  })
})

it('a case whose time stood still because of it goes on from the right moment', async () => {
  const id = await start()
  const span = await whileWrong(tenYears, async () => {
    await send(id, 'send')
  })
  server.clock.advance(minute)
  await send(id, 'decline')
  const sent = await server.ask(`/v1/cases/${id}/events`, {
    key,
    body: { type: 'decline', reason: 'x' },
  })
  // Ten years ahead still: its time cannot run backwards.
  expect(now()).toBeLessThan(Date.parse(sent.body.history.at(-1).at))
  server.clock.advance(minute)
  const again = now()
  await send(id, 'send')
  expect((await correct(span)).body.corrected).toBe(1)
  expect(await dueOf(id)).toBe(again + 2 * hour)
})

it('a timer that fired too early is told, and what follows counts from when it really fired', async () => {
  const id = await start()
  await send(id, 'send')
  const really = now()
  const span = await whileWrong(tenYears, async () => {
    await scan()
  })
  const right = (await correct(span)).body
  expect(right.corrected).toBe(1)
  const document = await storedCase(server, id)
  expect(document.state).toBe('overdue')
  // It was due in two hours and fired now.
  expect(Date.parse(document.snapshot.at)).toBe(really)
})

it('what is put right once is not put right twice, and no other case is touched', async () => {
  const untouched = await start()
  const before = await storedCase(server, untouched)
  let touched = ''
  const span = await whileWrong(tenYears, async () => {
    touched = await start()
  })
  expect((await correct(span)).body.corrected).toBe(1)
  expect((await correct(span)).body.corrected).toBe(0)
  expect(await storedCase(server, untouched)).toEqual(before)
  expect((await storedCase(server, touched)).createdAt).toBe(span.really)
})

it('cases of another county are for its own administrators', async () => {
  const span = await whileWrong(tenYears, async () => {
    await start('southern')
  })
  expect((await preview(span)).body.count).toBe(0)
  expect((await correct(span)).body.corrected).toBe(0)
  const refused = await correct({ ...span, ruleset: 'southern' })
  expect(refused.body.code).toBe('SCOPE_MISSING')
  const everywhere = await server.key(grants.administrator)
  expect((await correct(span, everywhere)).body.corrected).toBe(1)
  expect((await correct(span, await server.key(grants.auditor))).status).toBe(403)
})

it('a difference by which a step would not have come yet is refused, and nothing is changed', async () => {
  const id = await start()
  const span = await whileWrong(tenYears, async () => {
    await send(id, 'send')
  })
  const before = await storedCase(server, id)
  const little = { ...span, shown: span.really, really: span.from }
  expect((await correct(little)).body.code).toBe('CLOCK_SHIFT_LATER')
  expect((await correct({ ...span, shown: span.really })).body.code).toBe('CLOCK_SPAN_INVALID')
  expect((await correct({ ...span, until: span.really })).body.code).toBe('CLOCK_SPAN_INVALID')
  expect(await storedCase(server, id)).toEqual(before)
})

it('each case put right is in the log of its county', async () => {
  const id = await start()
  const span = await whileWrong(tenYears, async () => {
    await send(id, 'send')
  })
  await correct(span)
  const auditor = await server.key({ role: 'auditor', county: 'north', units: '*' })
  const { items } = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
  const found = (items as { action: string }[]).filter(({ action }) => action === 'case.clock')
  expect(found).toMatchObject([{ target: id, step: { seq: 3 } }])
})

it('a start that was refused for what the wrong clock wrote is not refused once it is put right', async () => {
  await server.context.clockWatch.beat()
  const span = await whileWrong(tenYears, async () => {
    await start()
  })
  const begin = async () =>
    (await createContext({ ...server.context, store: server.store }).clockWatch.begin(false)).status
  expect(await begin()).toBe('behind')
  await correct(span)
  expect(await begin()).toBe('agrees')
})

it('a case put right is counted in the month it really began in', async () => {
  await server.publish(watchedRuleset())
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  const span = await whileWrong(tenYears, async () => {
    await server.ask('/v1/cases', { key, body })
  })
  const assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
  const counted = async () =>
    (await server.ask('/v1/rulesets/small/board?period=2025-03', { key: assessor })).body.caseCount
  expect(await counted()).toBe(0)
  await correct(span)
  expect(await counted()).toBe(1)
})
