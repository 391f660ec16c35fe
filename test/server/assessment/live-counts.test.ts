import {
  type CaseRecord,
  createBundle,
  type Facts,
  type Json,
  type Layer,
  periodOf,
  resolveRuleset,
} from '@jieli/engine'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import type { ServerError } from '../../../server/src/errors/server-error.ts'
import { heavyOperations } from '../../../server/src/jobs/heavy-operations.ts'
import type { Offload } from '../../../server/src/jobs/server-context.ts'
import { watchRulesets } from '../../../server/src/jobs/watch-rulesets.ts'
import { packRows } from '../../../server/src/operations/context/pack-rows.ts'
import { LiveCache } from '../../../server/src/operations/assessment/live-cache.ts'
import { liveCounts } from '../../../server/src/operations/assessment/live-counts.ts'
import { MonthCounter } from '../../../server/src/operations/assessment/month-counter.ts'
import { findPublicationInForce } from '../../../server/src/operations/context/find-publication.ts'
import type { LiveContext } from '../../../server/src/operations/assessment/live-context.ts'
import type { Query, StoredDocument, StoreReader } from '../../../server/src/ports/store.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { TurnableClock } from '../harness/turnable-clock.ts'
import { storeWaitingCases } from '../timers/many-cases.ts'
import { watchedRuleset } from './watched-ruleset.ts'

type Stored = StoredDocument & Readonly<Record<string, unknown>>

const january = periodOf('2025-01')
if (january === undefined) throw new Error('no month')

describe('a month that is counted live', () => {
  const { ruleset, origin } = resolveRuleset(watchedRuleset(), () => undefined)
  if (ruleset === undefined) throw new Error('the ruleset does not resolve')
  const bundle = createBundle(ruleset, origin)

  it('says after any coming, going and changing of cases what counting them afresh says', () => {
    const facts = fc.record(
      {
        'log.startedOn': fc.constantFrom('2025-01-03', '2025-01-31', '2025-02-01'),
        'fromUnit.id': fc.constantFrom('N', 'S'),
        'toUnit.id': fc.constantFrom('D', 'S'),
        'fromUnit.tier': fc.constantFrom('township', 'county', 1, 2),
        'referral.direction': fc.constantFrom('up', 'down'),
        urgency: fc.constantFrom('low', 'high'),
        'episode.pathway': fc.constantFrom('hip', 'knee'),
      },
      { requiredKeys: [] },
    )
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      facts: fc.option(facts, { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const counter = new MonthCounter(bundle, january)
        const standing = new Map<string, CaseRecord>()
        for (const { id, facts: now } of changes) {
          const before = standing.get(id)
          if (before !== undefined) counter.remove(before)
          standing.delete(id)
          if (now === undefined) continue
          const record = { id, pathway: 'referral', facts: now as Facts }
          counter.add(record)
          standing.set(id, record)
        }
        const afresh = new MonthCounter(bundle, january)
        for (const record of standing.values()) afresh.add(record)
        expect(counter.counts()).toEqual(afresh.counts())
      }),
    )
  })
})

describe('a look at what has been counted', () => {
  let server: TestServer
  let worker: string
  let read: number
  let context: LiveContext

  beforeEach(async () => {
    server = await openTestServer(new TurnableClock('2025-01-10T09:00:00.000+08:00'))
    await server.publish(watchedRuleset())
    worker = await server.key(grants.integrator)
    context = { ...server.context, store: counting(server.store) }
  })
  afterEach(async () => {
    await server.close()
  })

  function counting(store: StoreReader): StoreReader {
    return {
      get: store.get.bind(store),
      distinct: store.distinct.bind(store),
      ping: store.ping.bind(store),
      find: async <T extends StoredDocument>(collection: string, query: Query) => {
        const found = await store.find<T>(collection, query)
        // Which have moved on is told by their heads alone.
        if (collection === 'cases' && query.only?.includes('snapshot.facts') === true)
          read += found.length
        return found
      },
    }
  }

  const factsOf = (urgency: string, patient: string) => ({
    'patient.id': patient,
    'fromUnit.id': 'N',
    'toUnit.id': 'D',
    urgency,
    stable: true,
  })

  async function start(urgency: string, patient = 'p'): Promise<string> {
    const { status, body } = await server.ask('/v1/cases', {
      key: worker,
      body: {
        ruleset: 'small',
        pathway: 'referral',
        facts: factsOf(urgency, patient),
      },
    })
    expect(status).toBe(201)
    return body.id
  }

  async function send(id: string, type: string, facts: Record<string, unknown> = {}) {
    const body = { type, facts }
    const { status } = await server.ask(`/v1/cases/${id}/events`, { key: worker, body })
    expect(status).toBe(200)
  }

  async function look(by: LiveContext = context) {
    const publication = await findPublicationInForce(by.store, 'small', '2025-01-31')
    if (publication === undefined) throw new Error('not published')
    const bundle = await by.bundles.bundleOf(publication)
    read = 0
    const counts = await liveCounts(by, { ruleset: 'small', bundle, months: ['2025-01'] })
    return counts.months.get('2025-01')
  }
  /** How many documents counts are written down in. */
  const written = async () =>
    (await server.store.find('caseCounts', { limit: 9 })).length +
    (await server.store.find('caseCountsParts', { limit: 9 })).length
  const lookAfresh = async () => await look({ ...context, live: new LiveCache() })

  it('costs what has moved on since the last, and says what counting afresh says', async () => {
    const ids = []
    for (let at = 0; at < 12; at++) ids.push(await start(at % 3 === 0 ? 'high' : 'low'))
    expect((await look())?.[0]).toMatchObject({
      cases: [{ places: [{ month: '2025-01', units: ['N'] }], count: 12 }],
    })
    expect(read).toBe(12)
    const [first, second] = ids as [string, string]
    server.clock.advance(600_000)
    await look()
    for (const step of [
      async () => send(first, 'send'),
      async () => send(first, 'accept'),
      async () => send(second, 'send', { urgency: 'high' }),
      async () => start('high'),
    ]) {
      server.clock.advance(600_000)
      await step()
      const now = await look()
      // It, and the one of the look before, which might have had company nobody saw.
      expect(read).toBeLessThanOrEqual(2)
      expect(now).toEqual(await lookAfresh())
    }
    server.clock.advance(600_000)
    await look()
    server.clock.advance(600_000)
    await look()
    expect(read).toBe(0)
  })

  it('sees an event that was refused, where a rate reads how many were', async () => {
    const watched = watchedRuleset()
    const refused = { fact: 'log.refusals', operator: 'greaterThan', value: 0 }
    await server.publish({
      ...watched,
      manifest: { ...(watched['manifest'] as object), version: '1.1.0' },
      facts: [
        ...(watched['facts'] as Json[]),
        { id: 'log.refusals', type: 'integer', title: { zh: '被拒', en: 'refused' } },
      ],
      measures: (watched['measures'] as { id: string }[]).map((measure) =>
        measure.id === 'referrals.urgent' ? { ...measure, where: refused } : measure,
      ),
    } as unknown as Layer)
    const id = await start('low')
    server.clock.advance(600_000)
    expect(await look()).toEqual(await lookAfresh())
    server.clock.advance(600_000)
    const { status } = await server.ask(`/v1/cases/${id}/events`, {
      key: worker,
      body: { type: 'send', facts: { stable: false } },
    })
    expect(status).toBe(409)
    server.clock.advance(600_000)
    const now = await look()
    expect(now?.[0]?.slices).toContainEqual(
      expect.objectContaining({ measure: 'referrals.urgent', value: 1 }),
    )
    expect(now).toEqual(await lookAfresh())
  })

  it('PR9: counts an erased case no longer', async () => {
    await start('low')
    const id = await start('high', 'P-7')
    for (const type of ['send', 'accept']) await send(id, type)
    const writing = { ...context, live: new LiveCache({ storedFrom: 1 }) }
    expect((await look(writing))?.[0]).toMatchObject({
      cases: [{ places: [{ month: '2025-01', units: ['N'] }], count: 2 }],
    })
    await look()
    expect(await written()).toBe(3)
    server.clock.advance(600_000)
    const whole = { role: 'administrator', county: 'north', units: '*' } as const
    const [first, second] = [await server.key(whole), await server.key(whole)]
    const erasures = '/v1/counties/north/erasures'
    const body = { patient: 'P-7', ground: '《个人信息保护法》第四十七条', reason: '本人申请' }
    const proposed = await server.ask(erasures, { key: first, body })
    const confirm = `${erasures}/${proposed.body.id}/confirm`
    expect((await server.ask(confirm, { key: second, body: {} })).status).toBe(200)
    const failed: unknown[] = []
    const jobs = new JobScan(server.context, (error) => failed.push(error), { alone: true })
    await jobs.run()
    await jobs.idle()
    expect(failed).toEqual([])
    expect(await written()).toBe(0)
    expect((await look())?.[0]).toMatchObject({
      cases: [{ places: [{ month: '2025-01', units: ['N'] }], count: 1 }],
    })
    expect(await look()).toEqual(await lookAfresh())
  })

  it('ME10 counts a case once that is put right while all are counted', async () => {
    const id = await start('high')
    for (const type of ['send', 'accept']) await send(id, type)
    server.clock.advance(600_000)
    // More than are read at once, so that the last are read when the first has been put right.
    const moments = Array.from({ length: 500 }, () => server.clock.now())
    await storeWaitingCases(server, 'small', moments)
    server.clock.advance(600_000)
    const whole = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
    let corrected: unknown
    const store = {
      ...context.store,
      find: async (collection: string, query: Query) => {
        const found = await server.store.find(collection, query)
        if (collection !== 'cases' || found.length < 500 || corrected !== undefined) return found
        const changes = [{ kind: 'corrected', entry: '1', facts: factsOf('high', 'q') }]
        const { status, body } = await server.ask(`/v1/cases/${id}/corrections`, {
          key: whole,
          headers: { 'if-match': '*' },
          body: { reason: '录入有误', changes },
        })
        corrected = { status, code: body.code }
        return found
      },
    } as LiveContext['store']
    const counts = await look({ ...context, store, live: new LiveCache() })
    expect(corrected).toEqual({ status: 200, code: undefined })
    expect(counts).toEqual(await lookAfresh())
  })

  it('ME10 stops after a while where many are to be counted, says so, and goes on at the next', async () => {
    const ids = []
    for (let at = 0; at < 4; at++) {
      server.clock.advance(1000)
      ids.push(await start(at % 2 === 0 ? 'high' : 'low'))
    }
    server.clock.advance(600_000)
    const slow = { ...context, live: new LiveCache({ timeSlice: 0 }) }
    for (const counted of [1, 2]) {
      const failure: unknown = await look(slow).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'CASES_BEING_COUNTED', status: 503, retryAfter: 5 })
      expect((failure as ServerError).text.zh).toContain(`已统计 ${counted} 例`)
    }
    server.clock.advance(600_000)
    // One that was counted and one that was not move meanwhile.
    for (const id of [ids[0], ids[2]]) await send(id ?? '', 'send')
    for (let at = 0; at < 2; at++)
      await expect(look(slow)).rejects.toMatchObject({ code: 'CASES_BEING_COUNTED' })
    let counts
    for (let at = 0; at < 9 && counts === undefined; at++)
      counts = await look(slow).catch(() => undefined)
    expect(counts).toEqual(await lookAfresh())
  })

  it('ME10 is quick after a start: what was counted before is taken up, and what moved since is counted', async () => {
    const ids = []
    for (let at = 0; at < 12; at++) ids.push(await start('low', `p${at}`))
    server.clock.advance(600_000)
    const started = () => ({ ...context, live: new LiveCache({ storedFrom: 3 }) })
    const first = started()
    await look(first)
    for (const [moved, written] of [
      [ids.slice(0, 2), false],
      [ids.slice(0, 5), true],
      [[], true],
    ] as const) {
      server.clock.advance(600_000)
      for (const id of moved) await send(id, written ? 'accept' : 'send').catch(() => undefined)
      server.clock.advance(600_000)
      const again = await look(started())
      expect(read).toBeLessThanOrEqual(2 * moved.length)
      expect(again).toEqual(await lookAfresh())
      await look(first)
    }
    server.clock.advance(600_000)
    await look(started())
    expect(read).toBe(0)
  })

  it.each([
    ['caseCounts', (each: Stored) => ({ ...each, cases: 1 })],
    ['caseCounts', (each: Stored) => ({ ...each, program: '0.0.1' })],
    ['caseCountsParts', (each: Stored) => ({ ...each, content: packRows([]) })],
  ] as const)(
    'ME10 counts every case where what was written down is not as it was written: %s',
    async (collection, change) => {
      for (let at = 0; at < 3; at++) await start('low', `p${at}`)
      server.clock.advance(600_000)
      const started = () => ({ ...context, live: new LiveCache({ storedFrom: 1 }) })
      await look(started())
      for (const each of await server.store.find<Stored>(collection, { limit: 10 })) {
        const document = { ...change(each), revision: each.revision + 1 }
        const expectedRevision = each.revision
        const write = { kind: 'replace', collection, document, expectedRevision } as const
        await server.store.commit([write], 'mark')
      }
      const again = await look(started())
      expect(read).toBe(3)
      expect(again).toEqual(await lookAfresh())
    },
  )

  it('ME10 the watch over thresholds goes on until every case has been counted', async () => {
    for (let at = 0; at < 5; at++) {
      server.clock.advance(1000)
      await start('high', `p${at}`)
    }
    const live = new LiveCache({ timeSlice: 0 })
    let looks = 0
    const offload: Offload = async (name, caller, asked) => {
      if (name === 'watchRuleset') looks++
      const work = heavyOperations[name].work as (...all: unknown[]) => Promise<never>
      const head = await work({ ...server.context, live }, caller, asked)
      return { bytes: new Uint8Array() as never, head }
    }
    const failed = (_: string, error: unknown) => {
      throw error
    }
    await watchRulesets({ ...server.answering, offload }, { watch: 'watchRuleset', failed })
    expect(looks).toBe(6)
  })

  it('sees everything that comes after a clock that was ahead is put right', async () => {
    await start('low')
    const ahead = new TurnableClock('2035-01-10T09:00:00.000+08:00')
    const moved = { ...context, clock: ahead }
    await look(moved)
    server.clock.advance(600_000)
    await start('high')
    server.clock.advance(600_000)
    expect(await look()).toEqual(await lookAfresh())
    expect((await look())?.[0]).toMatchObject({
      cases: [{ places: [{ month: '2025-01', units: ['N'] }], count: 2 }],
    })
  })
})
