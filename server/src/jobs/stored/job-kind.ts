import type { Json } from '@jieli/engine'
import type { JobResult } from '../../contracts/job.ts'
import type { JobFileName, JobProgress } from '../../documents/job-document.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import type { Caller } from '../../operations/context/caller.ts'
import type { ServerContext } from '../server-context.ts'

/** What a step of a job comes to: how far it is, and where it goes on; or what it came to in the end. */
export type JobStep = { readonly next: JobProgress } | { readonly result: JobResult }

/** What a step has to know of its job. */
export interface SteppedJob {
  readonly id: string
  readonly ruleset: string
  readonly input: Json
  readonly file: JobFileName | undefined
  /** Whoever started it, with the rights they have now. */
  readonly caller: Caller
  /** Of the job: what is made under it is made once, however often a step is done again. */
  readonly request: RequestMark
  /** Given up once it is aborted. */
  readonly signal: AbortSignal
}

/**
 * A kind of long work. A step may be done again from the same place, on another server: after a crash, or when it is not
 * known what became of it. So what it does a second time must come to the same.
 */
export interface JobKind {
  readonly step: (
    context: ServerContext,
    job: SteppedJob,
    from: JobProgress | null,
  ) => Promise<JobStep>
}
