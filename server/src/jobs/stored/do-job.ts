import type { AuditedAction } from '../../audit/commit.ts'
import type { JobResult } from '../../contracts/job.ts'
import type { JobDocument } from '../../documents/job-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { storedAfter } from '../../ports/time.ts'
import { StoreError } from '../../ports/store-error.ts'
import { removeJobFile } from '../../operations/jobs/job-files.ts'
import { callerNow } from '../../operations/people/caller-now.ts'
import type { ServerContext } from '../server-context.ts'
import type { HeldJob } from './held-job.ts'
import type { JobKind, JobStep } from './job-kind.ts'

/** A job that was begun so often without getting on is given up: it may end the server each time. */
export const maxTries = 5

/** Who ends jobs, in the log. */
const actor = { kind: 'system', id: 'jobs', title: 'jobs' } as const

/** What an end comes with. */
type JobEnding =
  | { readonly status: 'done'; readonly result: JobResult }
  | { readonly status: 'failed'; readonly problem: ServerError }
  | { readonly status: 'cancelled' }

/**
 * Works on a job that this server holds, step by step, until it ends or has to be left. What a step stored before a server
 * died is found by the job's own request, and not made again.
 * @throws what a step throws that is nobody's fault outside; the job is then tried again
 */
export async function doJob(context: ServerContext, held: HeldJob, kind: JobKind): Promise<void> {
  if (held.job.cancel !== undefined) return await end(context, held, { status: 'cancelled' })
  if (held.job.tries > maxTries) {
    const problem = new ServerError('JOB_TRIED', { tries: maxTries })
    return await end(context, held, { status: 'failed', problem })
  }
  for (;;) {
    const step = await nextStep(context, held, kind)
    if (step === 'left') return
    if ('result' in step) return await end(context, held, { status: 'done', result: step.result })
    if (!(await held.change({ progress: step.next, tries: 0 }))) return
    if (held.leftFor === 'cancelled') return await end(context, held, { status: 'cancelled' })
    if (held.leftFor === 'ending') return await release(held, { tries: 0 })
  }
}

/** Does a step; `left` where the job is not worked on any more for now, or has ended. */
async function nextStep(
  context: ServerContext,
  held: HeldJob,
  kind: JobKind,
  again = false,
): Promise<JobStep | 'left'> {
  const { job } = held
  const caller = await callerNow(context, job.by)
  if (caller === undefined) return await fail(context, held, new ServerError('JOB_ACCOUNT_GONE'))
  // Once it may have stored something, it is seen through: then it is known what it came to.
  const signal = again ? new AbortController().signal : held.signal
  const { id, ruleset, input, file, progress } = job
  const request = { key: `job:${id}:`, hash: id }
  try {
    return await kind.step(context, { id, ruleset, input, file, caller, request, signal }, progress)
  } catch (error) {
    return await afterError(context, held, kind, { error, again })
  }
}

async function afterError(
  context: ServerContext,
  held: HeldJob,
  kind: JobKind,
  { error, again }: { readonly error: unknown; readonly again: boolean },
): Promise<JobStep | 'left'> {
  const { tries } = held.job
  if (held.leftFor === 'lost') return 'left'
  const code = error instanceof ServerError ? error.code : undefined
  if (code === 'SERVER_ENDING' || held.leftFor === 'ending')
    return await leave(held, { tries: tries - 1 })
  if (code === 'WORK_UNCERTAIN' && !again) return await nextStep(context, held, kind, true)
  if (held.leftFor === 'cancelled') {
    await end(context, held, { status: 'cancelled' })
    return 'left'
  }
  const retryAt = (seconds: number) => storedAfter(context.clock.now(), seconds * 1000)
  if (error instanceof ServerError && code === 'SERVER_BUSY')
    return await leave(held, { tries: tries - 1, retryAt: retryAt(error.retryAfter ?? 5) })
  if (error instanceof ServerError && code !== 'WORK_UNCERTAIN')
    return await fail(context, held, error)
  await leave(held, { retryAt: retryAt(error instanceof StoreError ? 5 : 1) })
  throw error
}

async function fail(context: ServerContext, held: HeldJob, problem: ServerError): Promise<'left'> {
  await end(context, held, { status: 'failed', problem })
  return 'left'
}

/** Lets another server, or this one later, go on with it. */
async function release(
  held: HeldJob,
  marks: Partial<Pick<JobDocument, 'tries' | 'retryAt'>>,
): Promise<void> {
  await held.change({ ...marks, lease: null })
}

async function leave(held: HeldJob, marks: Parameters<typeof release>[1]): Promise<'left'> {
  await release(held, marks)
  return 'left'
}

async function end(context: ServerContext, held: HeldJob, ending: JobEnding): Promise<void> {
  const { job } = held
  const { status } = ending
  const problem =
    ending.status === 'failed'
      ? { code: ending.problem.code, message: ending.problem.text }
      : undefined
  const audit: AuditedAction = {
    action: `job.${({ done: 'finish', failed: 'fail', cancelled: 'stop' } as const)[status]}`,
    actor,
    target: job.id,
    ...(job.county !== '*' && { county: job.county }),
    detail: {
      kind: job.kind,
      ruleset: job.ruleset,
      about: job.about,
      ...(problem && { code: problem.code }),
    },
  }
  const ended = await held.change(
    {
      status,
      openSince: undefined,
      endedAt: context.clock.now(),
      lease: null,
      retryAt: null,
      ...(ending.status === 'done' && { result: ending.result }),
      ...(problem && { problem }),
    },
    audit,
  )
  if (ended && job.file !== undefined) await removeJobFile(context, job.file)
}
