import { Piscina } from 'piscina'
import { type JobEnd, JobError, type PooledJob } from '../../ports/worker-pool.ts'
import type { LaneOptions } from './lane-options.ts'

interface Waiting {
  readonly job: PooledJob
  readonly resolve: (value: unknown) => void
  readonly reject: (error: JobError) => void
}

/** Of the places to wait in, one caller may have this part. */
const shareOfOne = 1 / 2

/**
 * The threads of one lane and who waits for them. One job a thread at a time: whatever ends a job, be it its time, its
 * memory or a fault, ends that thread alone, and the next job gets a new one.
 */
export class PoolLane {
  readonly #options: LaneOptions
  readonly #threads: Piscina<unknown, unknown>
  readonly #running = new Map<AbortController, Waiting>()
  #waiting: Waiting[] = []
  #closing = false

  /** @param lane.file what the threads run: a module whose `runJob` takes a task */
  constructor(lane: {
    readonly file: URL
    readonly options: LaneOptions
    /** Told of a thread that ended while it had nothing to do. */
    readonly failed: (error: unknown) => void
  }) {
    this.#options = lane.options
    this.#threads = new Piscina({
      filename: lane.file.href,
      name: 'runJob',
      minThreads: 0,
      maxThreads: lane.options.threads,
      idleTimeout: lane.options.idle,
      resourceLimits: { maxOldGenerationSizeMb: lane.options.memory },
      niceIncrement: lane.options.nice,
      recordTiming: false,
      // Waiting with Atomics would stop what a thread keeps alive between jobs, such as its connections.
      atomics: 'disabled',
    })
    this.#threads.on('error', lane.failed)
  }

  async run(job: PooledJob): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const waiting = { job, resolve, reject }
    if (this.#closing) reject(this.#error('closing'))
    else if (job.signal?.aborted === true) reject(this.#error('unwanted'))
    else if (this.#mayStart(job)) void this.#start(waiting)
    else if (this.#mayWait(job.by)) this.#wait(waiting)
    else reject(this.#error('full'))
    return await promise
  }

  /** @param timeout how long running jobs may go on, in milliseconds */
  async close(timeout: number): Promise<void> {
    this.#closing = true
    for (const { reject } of this.#waiting.splice(0)) reject(this.#error('closing'))
    const end = setTimeout(() => {
      for (const stop of this.#running.keys()) stop.abort('closing' satisfies JobEnd)
    }, timeout)
    while (this.#running.size > 0) await this.#oneEnds()
    clearTimeout(end)
    await this.#threads.destroy()
  }

  /** A thread is left for somebody else, where there are several. */
  #mayStart({ by, alone }: PooledJob): boolean {
    const { threads } = this.#options
    if (this.#running.size >= threads) return false
    const running = [...this.#running.values()]
    const own = running.filter(({ job }) => job.by === by).length
    return (
      own < Math.max(1, threads - 1) &&
      (alone === undefined || running.every(({ job }) => job.alone !== alone))
    )
  }

  #wait(waiting: Waiting): void {
    this.#waiting.push(waiting)
    const leave = () => {
      const left = this.#waiting.filter((each) => each !== waiting)
      if (left.length < this.#waiting.length) waiting.reject(this.#error('unwanted'))
      this.#waiting = left
    }
    waiting.job.signal?.addEventListener('abort', leave, { once: true })
  }

  #mayWait(by: string): boolean {
    const { maxWaiting } = this.#options
    const own = this.#waiting.filter(({ job }) => job.by === by).length
    return this.#waiting.length < maxWaiting && own < maxWaiting * shareOfOne
  }

  async #start(waiting: Waiting): Promise<void> {
    const { job, resolve, reject } = waiting
    const stop = new AbortController()
    const timer = setTimeout(() => {
      stop.abort('tooLong' satisfies JobEnd)
    }, this.#options.timeout)
    this.#running.set(stop, waiting)
    const leave = () => {
      stop.abort('unwanted' satisfies JobEnd)
    }
    job.signal?.addEventListener('abort', leave, { once: true })
    try {
      const { task, transfer = [] } = job.begin()
      const { signal } = stop
      const transferList = [...transfer] as never[]
      resolve(await this.#threads.run(task, { signal, transferList }))
    } catch (cause) {
      reject(
        this.#error(stop.signal.aborted ? (stop.signal.reason as JobEnd) : endOf(cause), cause),
      )
    } finally {
      clearTimeout(timer)
      job.signal?.removeEventListener('abort', leave)
      this.#running.delete(stop)
      for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext())
        void this.#start(next)
      this.#ended()
    }
  }

  /** Whoever has the fewest jobs running comes first; of those, who has waited longest. */
  #takeNext(): Waiting | undefined {
    const running = Map.groupBy(this.#running.values(), ({ job }) => job.by)
    const load = ({ job }: Waiting) => running.get(job.by)?.length ?? 0
    let next: Waiting | undefined
    for (const each of this.#waiting)
      if (this.#mayStart(each.job) && (next === undefined || load(each) < load(next))) next = each
    if (next !== undefined) this.#waiting = this.#waiting.filter((each) => each !== next)
    return next
  }

  #ended: () => void = () => {}

  async #oneEnds(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#ended = resolve
    })
  }

  #error(end: JobEnd, cause?: unknown): JobError {
    return new JobError(end, this.#options.retryAfter, { cause })
  }
}

function endOf(cause: unknown): JobEnd {
  const { code } = cause as { code?: unknown }
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'tooLarge' : 'broken'
}
