import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maxTries } from '../../../server/src/operations/timers/stuck-timer.ts'
import { TimerScan } from '../../../server/src/operations/timers/timer-scan.ts'
import { caseWorker, grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { hour } from '../harness/turnable-clock.ts'
import { damageVersion, type Restore } from './damage.ts'
import { storedCase, storeWaitingCases } from './many-cases.ts'

let server: TestServer
let north: string[]
let south: string[]
let restore: Restore

beforeEach(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  await server.publish(smallRuleset({ id: 'southern', county: 'south' }))
  const now = server.clock.now()
  north = await storeWaitingCases(server, 'small', [now, now, now])
  server.clock.advance(hour / 2)
  south = await storeWaitingCases(server, 'southern', [server.clock.now()])
  restore = await damageVersion(server, 'small@1.0.0', 'missing')
  await damageVersion(server, 'southern@1.0.0', 'changed')
  server = await server.restart()
  server.clock.advance(3 * hour)
  await scan()
})
afterEach(() => server.discard())

const scan = () => new TimerScan(server.context, () => undefined).run()
const list = async (key: string, query = '') =>
  (await server.ask(`/v1/timers/parked${query}`, { key })).body
const retry = (key: string, body: object) => server.ask('/v1/timers/parked/retry', { key, body })
const administrator = (county: string) => server.key({ role: 'administrator', county, units: '*' })

describe('the parked timers', () => {
  it('say which case, since when, what is wrong and what to do, in both languages', async () => {
    const { items, damaged } = await list(await administrator('north'))
    expect(items).toHaveLength(3)
    expect(new Set(items.map((each: { case: string }) => each.case))).toEqual(new Set(north))
    const timer = (await storedCase(server, items[0].case)).snapshot.timers[0]
    expect(items[0]).toMatchObject({
      ruleset: 'small',
      version: '1.0.0',
      title: { zh: '小规则集' },
      county: 'north',
      since: server.clock.now(),
      tries: 1,
      problem: { code: 'BUNDLE_DAMAGED' },
      mayRetry: true,
    })
    expect(Date.parse(items[0].dueAt)).toBe(Date.parse(timer?.dueAt ?? ''))
    expect(items[0].problem.message.zh).toContain('从备份恢复')
    expect(items[0].problem.message.en).toContain('restore it from a backup')
    expect(damaged).toMatchObject([
      { ruleset: 'small', version: '1.0.0', title: { zh: '小规则集' } },
    ])
  })

  it('show what a case is about to nobody but those who may read it', async () => {
    const { items: seen } = await list(await administrator('north'))
    expect(seen.map((each: { details: unknown }) => each.details)).toEqual([null, null, null])
    const auditor = await server.key({ role: 'auditor', county: 'north', units: '*' })
    const { items } = await list(auditor)
    expect(items[0].details).toEqual({
      pathway: 'referral',
      state: 'waiting',
      patient: 'p-1',
      fromUnit: 'T01',
      toUnit: 'D01',
    })
    expect(items[0].mayRetry).toBe(false)
  })

  it('of another county are not told, and of several come in one order, page by page', async () => {
    const there = await list(await administrator('south'))
    expect(there.items.map((each: { case: string }) => each.case)).toEqual(south)
    expect(there.damaged).toMatchObject([{ ruleset: 'southern' }])
    for (const key of [
      await server.key(grants.administrator),
      await server.key(
        { role: 'auditor', county: 'south', units: '*' },
        { role: 'auditor', county: 'north', units: '*' },
      ),
    ]) {
      const all: string[] = []
      let next: string | undefined
      do {
        const page = await list(key, `?limit=2${next === undefined ? '' : `&cursor=${next}`}`)
        all.push(...page.items.map((each: { dueAt: string; case: string }) => each.case))
        next = page.next
      } while (next !== undefined)
      expect(all).toHaveLength(4)
      expect(all.at(-1)).toBe(south[0])
      expect(new Set(all)).toEqual(new Set([...north, ...south]))
    }
  })

  it('are for those who administer or audit', async () => {
    const key = await server.key(caseWorker('north', 'T01'), {
      role: 'editor',
      county: '*',
      units: '*',
    })
    expect((await server.ask('/v1/timers/parked', { key })).status).toBe(403)
  })
})

describe('trying again', () => {
  it('one click has a case tried at once, and it is parked again when it fails again', async () => {
    const [id = ''] = north
    const key = await administrator('north')
    expect((await retry(key, { case: id })).body).toEqual({ retried: 1, more: false })
    expect(await scan()).toMatchObject({ fired: 0, failed: 1 })
    expect((await storedCase(server, id)).nextTimerAt).toBeNull()
    await restore(server)
    expect((await retry(key, { case: id })).status).toBe(200)
    expect((await scan()).fired).toBe(1)
    expect((await storedCase(server, id)).state).toBe('overdue')
    expect((await retry(key, { case: id })).body.code).toBe('TIMER_NOT_PARKED')
  })

  it('one click has all cases of a version tried', async () => {
    await restore(server)
    const key = await server.key(grants.administrator)
    const asked = await retry(key, { ruleset: 'small', version: '1.0.0' })
    expect(asked.body).toEqual({ retried: 3, more: false })
    expect((await scan()).fired).toBe(3)
    expect((await list(key)).items).toHaveLength(1)
  })

  it('is written down in the log of the county, with who asked for it', async () => {
    await retry(await administrator('north'), { case: north[0] ?? '' })
    const auditor = await server.key({ role: 'auditor', county: 'north', units: '*' })
    const { items } = (await server.ask('/v1/audit?limit=200', { key: auditor })).body
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'timer.retry',
        target: north[0],
        county: 'north',
        detail: expect.objectContaining({ code: 'BUNDLE_DAMAGED' }) as unknown,
      }),
    )
  })

  it('is for administrators of the county', async () => {
    const auditor = await server.key(grants.auditor)
    expect((await retry(auditor, { case: north[0] ?? '' })).body.code).toBe('PERMISSION_MISSING')
    const elsewhere = await administrator('south')
    expect((await retry(elsewhere, { case: north[0] ?? '' })).body.code).toBe('CASE_UNKNOWN')
    const version = await retry(elsewhere, { ruleset: 'small', version: '1.0.0' })
    expect(version.body.code).toBe('SCOPE_MISSING')
  })

  it('a case that failed for itself needs one more failure to be parked again', async () => {
    const [id = ''] = south
    const key = await administrator('south')
    await retry(key, { case: id })
    expect((await storedCase(server, id)).stuckTimer?.tries).toBe(maxTries - 1)
  })
})

describe('a case on a damaged version', () => {
  it('is read with its history, and says why it cannot be stepped', async () => {
    const key = await server.key(caseWorker('north', 'T01', 'D01'))
    const read = await server.ask(`/v1/cases/${north[0] ?? ''}`, { key })
    expect(read.status).toBe(200)
    expect(read.body).toMatchObject({
      state: 'waiting',
      problem: { code: 'BUNDLE_DAMAGED' },
      history: [{ event: 'start' }, { event: 'send' }],
    })
    for (const more of [{ body: { type: 'accept' } }, {}]) {
      const url = `/v1/cases/${north[0] ?? ''}/events${'body' in more ? '' : '/available'}`
      const answer = await server.ask(url, { key, ...more })
      expect([answer.status, answer.body.code]).toEqual([500, 'BUNDLE_DAMAGED'])
      expect(answer.body).toMatchObject({ ruleset: 'small', version: '1.0.0', damage: 'missing' })
    }
    await restore(server)
    expect((await server.ask(`/v1/cases/${north[0] ?? ''}`, { key })).body.problem).toBeUndefined()
    expect((await server.ask(`/v1/cases/${north[0] ?? ''}/events/available`, { key })).status).toBe(
      200,
    )
  })
})
