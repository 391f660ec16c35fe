import { randomUUID } from 'node:crypto'
import type { JobKindName } from '../../contracts/job.ts'
import type { JobDocument } from '../../documents/job-document.ts'
import { LeaseWatch, leaseTime } from '../../operations/context/lease-watch.ts'
import { readAll } from '../../operations/context/read-all.ts'
import type { ServerContext } from '../server-context.ts'
import { doJob } from './do-job.ts'
import { HeldJob } from './held-job.ts'
import type { JobKind } from './job-kind.ts'
import { jobKinds } from './job-kinds.ts'

/** Jobs one server works on at once: each has a thread of the pool at most, and others want some, too. */
const maxAtOnce = 2

/** Told of a job that could not be worked on for a reason of our own. */
export type JobFailed = (error: unknown, job: JobDocument) => void

interface JobScanOptions {
  /** True where no other process can have the store open. */
  readonly alone: boolean
  /** A holder that stands still for so long has died, in milliseconds. */
  readonly leaseTime?: number
  readonly kinds?: Readonly<Partial<Record<JobKindName, JobKind>>>
}

/**
 * Works on the jobs that are stored, the longest waiting first: those nobody works on, and those whose server has died. One
 * server at a time works on each.
 */
export class JobScan {
  readonly #context: ServerContext
  readonly #failed: JobFailed
  readonly #holder = randomUUID()
  readonly #leases: LeaseWatch
  readonly #beat: number
  readonly #kinds: Readonly<Partial<Record<JobKindName, JobKind>>>
  readonly #running = new Map<string, { held?: HeldJob; readonly work: Promise<void> }>()

  constructor(context: ServerContext, failed: JobFailed, options: JobScanOptions) {
    const { alone, leaseTime: time = leaseTime, kinds = jobKinds } = options
    this.#context = context
    this.#failed = failed
    this.#leases = new LeaseWatch(this.#holder, alone, time)
    this.#beat = time / 5
    this.#kinds = kinds
  }

  /** Begins to work on what is free, and has what was cancelled left. @throws {StoreError} */
  async run(signal?: AbortSignal): Promise<void> {
    const query = { sort: { field: 'openSince', direction: 'ascending' } } as const
    for await (const job of readAll(this.#context.store, 'jobs', query, 100)) {
      if (signal?.aborted === true) return
      const running = this.#running.get(job.id)
      if (running !== undefined) {
        if (job.cancel !== undefined) running.held?.leave('cancelled')
      } else if (this.#leases.isFree(job) && this.#mayBegin(job)) this.#begin(job)
    }
  }

  /** Leaves what is under way to others, and resolves when none is. */
  async settled(): Promise<void> {
    for (const { held } of this.#running.values()) held?.leave('ending')
    await this.idle()
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0)
      await Promise.all([...this.#running.values()].map(async ({ work }) => work))
  }

  #mayBegin({ cancel, retryAt }: JobDocument): boolean {
    // What was cancelled only has to be ended.
    if (cancel !== undefined) return true
    const waits = retryAt !== null && retryAt > this.#context.clock.now()
    return !waits && this.#running.size < maxAtOnce
  }

  #begin(job: JobDocument): void {
    const work = this.#work(job).finally(() => this.#running.delete(job.id))
    this.#running.set(job.id, { work })
  }

  async #work(job: JobDocument): Promise<void> {
    const kind = this.#kinds[job.kind]
    // One that a newer server made waits for it.
    if (kind === undefined) return
    let held: HeldJob | undefined
    try {
      const now = this.#context.clock.now()
      held = await HeldJob.take(this.#context, job, { holder: this.#holder, beat: this.#beat, now })
      if (held === undefined) return
      const running = this.#running.get(job.id)
      if (running !== undefined) running.held = held
      await doJob(this.#context, held, kind)
    } catch (error) {
      this.#failed(error, job)
    } finally {
      held?.stop()
    }
  }
}
