import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openMongoStore, openSqliteStore } from '@jieli/server/adapters'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { JobDocument } from '../../../server/src/documents/job-document.ts'
import { HeldJob } from '../../../server/src/jobs/stored/held-job.ts'
import type { JobKind } from '../../../server/src/jobs/stored/job-kind.ts'
import { JobScan } from '../../../server/src/jobs/stored/job-scan.ts'
import { countJobs } from '../../../server/src/operations/jobs/count-jobs.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store, StorePlace } from '../../../server/src/ports/store.ts'
import { assessedRuleset } from '../assessment/assessed-ruleset.ts'
import { type Ask, grants, serveStore, type TestServer } from '../harness/open-test-server.ts'
import { minute, TurnableClock } from '../harness/turnable-clock.ts'
import { dropDatabase, mongoUrl } from '../store/mongo-server.ts'
import { assertPlanned } from '../store/assert-planned.ts'

const async = { prefer: 'respond-async' }
const runs = '/v1/rulesets/small/runs'
const units = 'id,title,tier\nN,北镇卫生院,1\nS,南镇卫生院,1\n'

/** Long enough that no test's own server is taken for dead. */
const alive = 20_000

async function openSqlite(folder: string): Promise<[Store, StorePlace]> {
  const file = path.join(folder, 'jieli.sqlite')
  const store = openSqliteStore({ file, collections, onPlan: assertPlanned(collections) })
  return [store, { kind: 'sqlite', file }]
}

async function openMongo(): Promise<[Store, StorePlace]> {
  const url = new URL(mongoUrl ?? '')
  url.pathname = `/jieli_test_${randomUUID().replaceAll('-', '')}`
  return [await openMongoStore({ url: url.href, collections }), { kind: 'mongo', url: url.href }]
}

describe.each([
  ['SQLite', openSqlite, false],
  ['the MongoDB protocol', openMongo, mongoUrl === undefined],
] as const)('jobs over %s', (_name, open, skipped) => {
  describe.skipIf(skipped)('are stored', () => {
    let server: TestServer
    let place: StorePlace
    let assessor: string

    beforeAll(async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'jieli-jobs-'))
      let raw: Store
      ;[raw, place] = await open(folder)
      const clock = new TurnableClock('2025-02-03T09:00:00.000+08:00')
      server = await serveStore(raw, { place, folder, clock, bundled: new Map() })
      await server.publish(assessedRuleset())
      assessor = await server.key({ role: 'assessor', county: 'north', units: '*' })
      await sendTable('units', units)
      await sendTable('values', values(90))
    })
    afterAll(async () => {
      await server.close()
      if (place.kind === 'mongo') await dropDatabase(new URL(place.url).pathname.slice(1))
    })

    const values = (vaccinated: number) =>
      `unit,period,fact,value\nN,2025-01,vaccinated,${vaccinated}\nN,2025-01,due,100\n`

    async function sendTable(kind: string, table: string, headers = {}) {
      return await server.app.inject({
        method: 'POST',
        url: `/api/v1/rulesets/small/imports?kind=${kind}&format=csv&name=${kind}.csv`,
        headers: { authorization: `Bearer ${assessor}`, 'content-type': 'text/csv', ...headers },
        payload: table,
      })
    }

    const ask = async (url: string, more: Ask = {}) =>
      await server.ask(url, { key: assessor, ...more })
    const start = async (headers = {}) => {
      server.clock.advance(1)
      const answer = await ask(runs, {
        body: { period: '2025-01' },
        headers: { ...async, ...headers },
      })
      expect(answer.status).toBe(202)
      return answer.body.id as string
    }
    const read = async (id: string) => (await ask(`/v1/jobs/${id}`)).body
    const countRuns = async () => (await ask(runs)).body.items.length as number

    function scan(options: Partial<ConstructorParameters<typeof JobScan>[2]> = {}) {
      const failed: unknown[] = []
      const jobs = new JobScan(server.answering, (error) => failed.push(error), {
        alone: false,
        leaseTime: alive,
        ...options,
      })
      onTestFinished(async () => jobs.settled())
      return { jobs, failed }
    }
    /** Works until nothing is left to do. */
    async function work(options: Parameters<typeof scan>[0] = {}) {
      const { jobs, failed } = scan(options)
      for (;;) {
        await jobs.run()
        await jobs.idle()
        const open = await countJobs(server.answering)
        if (open.waiting + open.running === 0 || failed.length > 0) return failed
        await pause(5)
      }
    }

    it('for whoever prefers so: 202 with where the job is, which comes to what the request would have made', async () => {
      const before = await countRuns()
      server.clock.advance(1)
      const made = await ask(runs, { body: { period: '2025-01' }, headers: async })
      expect(made.status).toBe(202)
      expect(made.reply.headers).toMatchObject({
        location: `/api/v1/jobs/${made.body.id}`,
        'preference-applied': 'respond-async',
      })
      expect(made.body).toMatchObject({ kind: 'run', about: '2025-01', status: 'waiting' })
      expect(await countRuns()).toBe(before)
      expect(await work()).toEqual([])
      const job = await read(made.body.id)
      expect(job).toMatchObject({ status: 'done', problem: null })
      const run = await ask(job.result.href.replace('/api', ''))
      expect(run.body).toMatchObject({
        period: '2025-01',
        history: [{ by: { title: 'test key' } }],
      })
      expect(await countRuns()).toBe(before + 1)
      const { items } = (await ask('/v1/jobs')).body
      expect(items[0]).toEqual(job)
    })

    it('for nobody else: other preferences, or none, are answered at once', async () => {
      for (const headers of [{}, { prefer: 'return=minimal, wait=5' }]) {
        const answer = await ask(runs, { body: { period: '2025-01' }, headers })
        expect([answer.status, answer.reply.headers.location]).toEqual([201, undefined])
      }
    })

    it('once for a request that is repeated', async () => {
      const key = { 'idempotency-key': 'the same' }
      expect(await start(key)).toBe(await start(key))
      await work()
    })

    it('a table is brought in whole, and its file is forgotten', async () => {
      const sent = await sendTable('values', values(80), async)
      expect(sent.statusCode).toBe(202)
      expect(sent.json()).toMatchObject({ kind: 'import', about: 'values.csv' })
      expect(await server.raw.find('jobFiles', { limit: 9 })).toHaveLength(1)
      await work()
      const { result } = await read(sent.json().id)
      expect(result.summary).toEqual({ zh: '已导入 2 行', en: '2 rows were brought in' })
      expect(await server.raw.find('jobFiles', { limit: 9 })).toEqual([])
    })

    it('a table that is refused fails with the reason, in both languages', async () => {
      const sent = await sendTable('values', 'unit,period,fact,value\nX,2025-01,due,1\n', async)
      await work()
      const job = await read(sent.json().id)
      expect(job).toMatchObject({ status: 'failed', problem: { code: 'TABLE_REFUSED' } })
      expect(job.problem.message.zh).toMatch(/处/)
      expect(await countJobs(server.answering)).toEqual({ waiting: 0, running: 0, failed: 1 })
    })

    it('money and what is computed again are jobs, too', async () => {
      const [run] = (await ask(runs)).body.items
      const again = await ask(`/v1/runs/${run.id}/recompute`, { method: 'POST', headers: async })
      expect(again.status).toBe(202)
      await work()
      expect((await read(again.body.id)).result).toEqual({
        href: `/api/v1/runs/${run.id}`,
        summary: {
          zh: '重新计算的结果与记录一致',
          en: 'What was computed again is the same as recorded',
        },
      })
    })

    it('are seen and cancelled by whoever started them, does such work, or keeps the server running', async () => {
      const id = await start()
      const at = `/v1/jobs/${id}`
      const others = {
        nobody: await server.key(),
        south: await server.key({ role: 'assessor', county: 'south', units: '*' }),
        unit: await server.key({ role: 'assessor', county: 'north', units: ['N'] }),
      }
      for (const key of Object.values(others)) {
        expect((await ask(at, { key })).body).toMatchObject({ status: 404, code: 'JOB_UNKNOWN' })
        expect((await ask(`${at}/cancel`, { key, method: 'POST' })).status).toBe(404)
        expect((await ask('/v1/jobs', { key })).body.items).toEqual([])
      }
      const colleague = await server.key({ role: 'assessor', county: 'north', units: '*' })
      for (const key of [colleague, await server.key(grants.administrator)])
        expect((await ask('/v1/jobs', { key })).body.items[0]).toMatchObject({ id })

      const before = await countRuns()
      const cancelled = await ask(`${at}/cancel`, { key: colleague, method: 'POST' })
      expect(cancelled.body).toMatchObject({ status: 'cancelling' })
      await work()
      expect(await read(id)).toMatchObject({ status: 'cancelled', result: null })
      expect(await countRuns()).toBe(before)
      expect((await ask(`${at}/cancel`, { method: 'POST' })).body.code).toBe('JOB_ENDED')
      const log = await server.raw.find<never>('audit', { limit: 10_000 })
      const actions = log
        .filter(({ target }: { target: string }) => target === id)
        .map(({ action }: { action: string }) => action)
        .filter((action) => action.startsWith('job.'))
      expect(actions).toEqual(['job.create', 'job.cancel', 'job.stop'])
    })

    it('wait for no more than somebody may have', async () => {
      const ids: string[] = []
      for (;;) {
        const answer = await ask(runs, { body: { period: '2025-01' }, headers: async })
        if (answer.status !== 202) {
          expect(answer.body).toMatchObject({ status: 409, code: 'JOBS_FULL' })
          break
        }
        ids.push(answer.body.id)
      }
      expect(ids).toHaveLength(20)
      // Two servers at once: each job is done by one of them, once.
      const before = await countRuns()
      await Promise.all([work(), work()])
      expect(await countRuns()).toBe(before + ids.length)
    })

    it('are done with the rights somebody has when they are done', async () => {
      const made = await ask('/v1/jobs')
      const own = await server.key({ role: 'assessor', county: 'north', units: '*' })
      const { body } = await ask(runs, { key: own, body: { period: '2025-01' }, headers: async })
      const admin = await server.key(grants.administrator)
      const keys = (await ask('/v1/keys', { key: admin })).body.items as { id: string }[]
      const id = keys.find(({ id: key }) => key === body.by.id)?.id ?? ''
      expect((await ask(`/v1/keys/${id}`, { key: admin, method: 'DELETE' })).status).toBe(204)
      await work()
      expect(await read(body.id)).toMatchObject({ problem: { code: 'JOB_ACCOUNT_GONE' } })
      expect(made.status).toBe(200)
    })

    /** Goes on step by step, and is held up where the test says. */
    function stepping(hold: (at: number, signal: AbortSignal) => Promise<void>) {
      const steps: number[] = []
      const run: JobKind = {
        step: async (_context, { signal }, from) => {
          const at = from === null ? 0 : Number(from.at)
          steps.push(at)
          await hold(at, signal)
          if (at === 4) return { result: { href: null, summary: { zh: '完', en: 'done' } } }
          return { next: { done: at + 1, total: 5, at: at + 1 } }
        },
      }
      return { steps, kinds: { run } }
    }

    it('of a server that has died are taken up by another, from where they stood', async () => {
      const id = await start()
      const dead = stepping(async (at) => {
        if (at === 2) await new Promise(() => {})
      })
      const first = new JobScan(server.answering, () => {}, {
        alone: false,
        leaseTime: alive,
        kinds: dead.kinds,
      })
      await first.run()
      await expect.poll(() => dead.steps).toEqual([0, 1, 2])
      expect(await read(id)).toMatchObject({ status: 'running', done: 2, total: 5 })
      // Its beat stands still: none is due for seconds. The clocks of the two may differ by whatever.
      server.clock.advance(-7 * minute)
      const living = stepping(async () => {})
      const { jobs } = scan({ leaseTime: 300, kinds: living.kinds })
      await jobs.run()
      await jobs.idle()
      expect(living.steps).toEqual([])
      await expect
        .poll(async () => {
          await jobs.run()
          await jobs.idle()
          return (await read(id)).status
        })
        .toBe('done')
      expect(living.steps).toEqual([2, 3, 4])
      server.clock.advance(7 * minute)
    })

    it('are left by a server that ends, and by one that lost them', async () => {
      const id = await start()
      const held = stepping(async (at, signal) => {
        if (at < 1) return
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('left')))
        })
      })
      const { jobs } = scan({ kinds: held.kinds })
      await jobs.run()
      await expect.poll(() => held.steps).toEqual([0, 1])
      await jobs.settled()
      expect(await read(id)).toMatchObject({ status: 'waiting', done: 1 })

      const stored = await server.answering.store.get('jobs', id)
      const taken = async (holder: string, job: JobDocument) =>
        await HeldJob.take(server.answering, job, { holder, beat: alive, now: '' })
      const one = await taken('one', stored!)
      expect(await taken('two', stored!)).toBeUndefined()
      const two = await taken('two', one!.job)
      expect(await one!.change({ tries: 0 })).toBe(false)
      expect(one!.leftFor).toBe('lost')
      await two!.change({ lease: null })
      one!.stop()
      two!.stop()
    })

    it('that are cancelled while somebody works on them end at once', async () => {
      const [{ id }] = (await ask('/v1/jobs')).body.items
      const held = stepping(async (_at, signal) => {
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('left')))
        })
      })
      const { jobs, failed } = scan({ kinds: held.kinds })
      await jobs.run()
      await expect.poll(() => held.steps).toEqual([1])
      await ask(`/v1/jobs/${id}/cancel`, { method: 'POST' })
      await jobs.run()
      await jobs.idle()
      expect(await read(id)).toMatchObject({ status: 'cancelled', done: 1 })
      expect(failed).toEqual([])
    })

    it('that do not get on are given up after some tries, in plain words', async () => {
      const id = await start()
      const broken = stepping(async () => {
        throw new TypeError('a fault of ours')
      })
      const { jobs, failed } = scan({ kinds: broken.kinds })
      await expect
        .poll(async () => {
          server.clock.advance(minute)
          await jobs.run()
          await jobs.idle()
          return (await read(id)).status
        })
        .toBe('failed')
      expect(broken.steps).toHaveLength(5)
      expect(failed).toHaveLength(5)
      expect((await read(id)).problem).toMatchObject({ code: 'JOB_TRIED' })
    })
  })
})
