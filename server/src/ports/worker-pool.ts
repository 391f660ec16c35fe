/**
 * The threads beside the one that answers requests. Whatever grows with what is stored, or is as large as a caller
 * chooses, is a job for them.
 */

/**
 * Which threads a job may run on, so that one that takes long never keeps one waiting that does not: `quick` is what
 * somebody looks at the screen for; `long` may take minutes; `counting` has one thread alone, which remembers what it
 * has counted; `verifying` has one too, for what may take all night.
 */
export type Lane = 'quick' | 'long' | 'counting' | 'verifying'

export interface PooledJob {
  readonly lane: Lane
  /** Whose job it is: nobody fills a lane alone. */
  readonly by: string
  /** Of the jobs with one name here, no two run at once. */
  readonly alone?: string | undefined
  /** Called when its turn has come. */
  readonly begin: () => PoolTask
  /** Ends it once it is aborted, waiting or running. */
  readonly signal?: AbortSignal | undefined
}

/** What a thread is handed. */
export interface PoolTask {
  /** Plain values that can be copied to another thread. */
  readonly task: unknown
  /** Parts of it that are handed over instead of copied. */
  readonly transfer?: readonly object[]
}

/**
 * Why a job came to no end of its own.
 * `full`: too many wait already, and it was never begun. `closing`: the server ends. `tooLong`, `tooLarge`: it passed
 * the limit of time or memory. `unwanted`: whoever asked let go of it. `broken`: its thread ended, by a fault of ours.
 */
export type JobEnd = 'full' | 'closing' | 'tooLong' | 'tooLarge' | 'unwanted' | 'broken'

/** A job that came to no end of its own. It ends no other job. */
export class JobError extends Error {
  override readonly name = 'JobError'
  readonly end: JobEnd
  /** Seconds after which it is worth while to ask again. */
  readonly retryAfter: number

  constructor(end: JobEnd, retryAfter: number, options?: ErrorOptions) {
    super(messages[end], options)
    this.end = end
    this.retryAfter = retryAfter
  }
}

const messages: Readonly<Record<JobEnd, string>> = {
  full: 'too many jobs are waiting',
  closing: 'the server is closing',
  tooLong: 'the job took too long',
  tooLarge: 'the job took too much memory',
  unwanted: 'nobody wants the job any more',
  broken: 'the thread of the job ended',
}

export interface WorkerPool {
  /** Runs a job on a thread of its lane, when its turn comes. @throws {JobError} */
  run(job: PooledJob): Promise<unknown>
  /** Answers at once whoever waits, gives running jobs a little time, and lets go of the threads. */
  close(): Promise<void>
}
