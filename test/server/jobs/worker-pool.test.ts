import { afterEach, describe, expect, it } from 'vitest'
import { PiscinaPool } from '@jieli/server/adapters'
import type { LaneOptions } from '../../../server/src/adapters/worker-pool/lane-options.ts'
import type { Lane } from '../../../server/src/ports/worker-pool.ts'
import type { SampleTask } from './sample-jobs.ts'

const opened: PiscinaPool[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (pool) => pool.close()))
})

const narrow: LaneOptions = {
  threads: 1,
  timeout: 20_000,
  memory: 64,
  maxWaiting: 4,
  retryAfter: 3,
  idle: Infinity,
  nice: 0,
}

function open(change: Partial<LaneOptions> = {}) {
  const lane = { ...narrow, ...change }
  const pool = new PiscinaPool({
    file: new URL('sample-jobs.ts', import.meta.url),
    lanes: { quick: lane, long: lane, counting: lane, verifying: lane },
  })
  opened.push(pool)
  const run = async (task: SampleTask, of: { by?: string; lane?: Lane } = {}) =>
    (await pool.run({
      lane: of.lane ?? 'quick',
      by: of.by ?? 'somebody',
      begin: () => ({ task }),
    })) as {
      what: string
      thread: number
    }
  return { pool, run }
}

const tell = { does: 'tell', what: 'hello' } as const
const sleep = (milliseconds: number) => ({ does: 'sleep', milliseconds }) as const

describe('the pool of threads', () => {
  it('runs one job a thread at a time, and as many at once as the lane has threads', async () => {
    const { run } = open({ threads: 2 })
    const tasks = [sleep(300), sleep(300), tell]
    const told = await Promise.all(tasks.map(async (task, at) => run(task, { by: `${at}` })))
    const threads = told.map(({ thread }) => thread)
    expect(new Set(threads).size).toBe(2)
    expect(told.at(-1)).toMatchObject({ what: 'hello' })
  })

  it('ends a job nobody wants any more at once, running or waiting, and no other', async () => {
    const { pool, run } = open()
    await run(tell)
    const unwanted = async (signal: AbortSignal) =>
      await pool.run({ lane: 'quick', by: 'x', signal, begin: () => ({ task: { does: 'spin' } }) })
    const [running, waiting] = [new AbortController(), new AbortController()]
    const jobs = [unwanted(running.signal), unwanted(waiting.signal)] as const
    const after = run(tell, { by: 'y' })
    waiting.abort()
    await expect(jobs[1]).rejects.toMatchObject({ end: 'unwanted' })
    running.abort()
    await expect(jobs[0]).rejects.toMatchObject({ end: 'unwanted' })
    expect(await after).toMatchObject({ what: 'hello' })
    await expect(unwanted(running.signal)).rejects.toMatchObject({ end: 'unwanted' })
  })

  it.each([
    ['takes too long', { does: 'spin' }, 'tooLong'],
    ['takes too much memory', { does: 'grow' }, 'tooLarge'],
    ['ends its thread', { does: 'exit' }, 'broken'],
    ['throws', { does: 'throw' }, 'broken'],
  ] as const)(
    'a job that %s ends no other job, and the next gets a thread',
    async (_, task, end) => {
      const { run } = open({ threads: 2, timeout: end === 'tooLong' ? 1500 : 20_000 })
      // Both threads are up, so that the time of the job is its own.
      await Promise.all([run(sleep(100), { by: 'beside' }), run(sleep(100))])
      const beside = run(sleep(1000), { by: 'beside' })
      const after = [run(task), run(tell), run(tell)] as const
      await expect(after[0]).rejects.toMatchObject({ name: 'JobError', end })
      expect(await beside).toMatchObject({ what: 'slept' })
      for (const other of after.slice(1)) expect(await other).toMatchObject({ what: 'hello' })
    },
  )

  it('refuses a job when too many wait, and takes the next when there is room again', async () => {
    const { run } = open({ maxWaiting: 2 })
    const first = [run(sleep(200), { by: 'a' }), run(tell, { by: 'a' }), run(tell, { by: 'b' })]
    await expect(run(tell, { by: 'c' })).rejects.toMatchObject({ end: 'full', retryAfter: 3 })
    await Promise.all(first)
    expect(await run(tell, { by: 'c' })).toMatchObject({ what: 'hello' })
  })

  it('leaves a thread for others, whatever somebody has running', async () => {
    const { run } = open({ threads: 2, timeout: 1500 })
    const mine = [run({ does: 'spin' }, { by: 'a' }), run(tell, { by: 'a' })] as const
    const ended = mine[0].catch((error: unknown) => error)
    expect(await run(tell, { by: 'b' })).toMatchObject({ what: 'hello' })
    expect(await ended).toMatchObject({ end: 'tooLong' })
    expect(await mine[1]).toMatchObject({ what: 'hello' })
  })

  it('runs no two jobs at once that are to be alone, and others beside them', async () => {
    const { pool, run } = open({ threads: 3 })
    const order: string[] = []
    const alone = async (by: string, task: SampleTask) => {
      await pool.run({ lane: 'quick', by, alone: 'table', begin: () => ({ task }) })
      order.push(by)
    }
    const both = [alone('first', sleep(1000)), alone('second', tell)]
    await run(tell, { by: 'other' })
    order.push('other')
    await Promise.all(both)
    expect(order).toEqual(['other', 'first', 'second'])
  })

  it('lets nobody take all places to wait in, and lets who has nothing running go first', async () => {
    const { run } = open({ maxWaiting: 4, threads: 2 })
    await Promise.all([run(sleep(100), { by: 'a' }), run(sleep(100), { by: 'b' })])
    const ended: string[] = []
    const note = async (by: string, task: SampleTask) => {
      await run(task, { by })
      ended.push(by)
    }
    const mine = Array.from({ length: 3 }, async () => note('a', sleep(100)))
    await expect(run(tell, { by: 'a' })).rejects.toMatchObject({ end: 'full' })
    const theirs = note('b', sleep(1))
    await Promise.all([...mine, theirs])
    expect(ended.indexOf('b')).toBeLessThan(2)
  })

  it('a long job never keeps a quick one waiting', async () => {
    const { run } = open({ timeout: 1500 })
    const long = [run({ does: 'spin' }, { lane: 'long' }), run(tell, { lane: 'long' })]
    expect(await run(tell)).toMatchObject({ what: 'hello' })
    await expect(long[0]).rejects.toMatchObject({ end: 'tooLong' })
    expect(await long[1]).toMatchObject({ what: 'hello' })
  })

  it('answers at once whoever waits when it closes, and lets running jobs end', async () => {
    const { pool, run } = open()
    const running = run(sleep(300))
    const waiting = run(tell)
    const closed = pool.close()
    await expect(waiting).rejects.toMatchObject({ end: 'closing' })
    expect(await running).toMatchObject({ what: 'slept' })
    await closed
    await expect(run(tell)).rejects.toMatchObject({ end: 'closing' })
  })

  it('tells of a task that cannot be handed over, and goes on', async () => {
    const { run } = open()
    const task = { ...tell, what: (() => 'a function') as unknown as string }
    await expect(run(task)).rejects.toMatchObject({ end: 'broken' })
    expect(await run(tell)).toMatchObject({ what: 'hello' })
  })
})
