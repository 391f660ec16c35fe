import type { AuditedAction } from '../../audit/commit.ts'
import type { JobDocument } from '../../documents/job-document.ts'
import type { ServerContext } from '../server-context.ts'

/** Why the work on a job is left: by whoever cancelled it, because another server has it, or because this one ends. */
export type LeftFor = 'cancelled' | 'lost' | 'ending'

/** What is written of a job: its marks, or its end. A field that is undefined is taken out. */
type JobChange = { readonly [Field in keyof JobDocument]?: JobDocument[Field] | undefined }

/**
 * A job that this server works on. It counts its beats as long as it does; every write of it says that it still holds the
 * job, and fails once another server took it up.
 */
export class HeldJob {
  readonly #context: Pick<ServerContext, 'store' | 'commit' | 'mutex'>
  readonly #holder: string
  readonly #leave = new AbortController()
  readonly #beats: NodeJS.Timeout
  #document: JobDocument

  private constructor(
    context: Pick<ServerContext, 'store' | 'commit' | 'mutex'>,
    document: JobDocument,
    { holder, beat }: { readonly holder: string; readonly beat: number },
  ) {
    this.#context = context
    this.#holder = holder
    this.#document = document
    this.#beats = setInterval(() => {
      // A beat that cannot be written now is followed by another.
      this.change({}).catch(() => {})
    }, beat)
  }

  /** Takes a job up that is free; undefined where another server was faster, or it has ended. */
  static async take(
    context: Pick<ServerContext, 'store' | 'commit' | 'mutex'>,
    job: JobDocument,
    by: { readonly holder: string; readonly beat: number; readonly now: string },
  ): Promise<HeldJob | undefined> {
    const document: JobDocument = {
      ...job,
      revision: job.revision + 1,
      lease: { holder: by.holder, beat: (job.lease?.beat ?? 0) + 1 },
      startedAt: job.startedAt ?? by.now,
      tries: job.tries + 1,
      retryAt: null,
    }
    const write = { kind: 'replace', collection: 'jobs', document } as const
    const { committed } = await context.commit(
      [{ ...write, expectedRevision: job.revision }],
      'mark',
    )
    return committed ? new HeldJob(context, document, by) : undefined
  }

  get job(): JobDocument {
    return this.#document
  }

  /** Aborted once the work is to be left. */
  get signal(): AbortSignal {
    return this.#leave.signal
  }

  get leftFor(): LeftFor | undefined {
    return this.#leave.signal.aborted ? (this.#leave.signal.reason as LeftFor) : undefined
  }

  leave(why: LeftFor): void {
    this.#leave.abort(why)
  }

  /** Counts no more beats. */
  stop(): void {
    clearInterval(this.#beats)
  }

  /**
   * Writes something of the job, with its next beat, whatever others wrote of it meanwhile.
   * @returns false where it is not held any more
   */
  async change(changed: JobChange, audit: AuditedAction | 'mark' = 'mark'): Promise<boolean> {
    const { store, commit, mutex } = this.#context
    const { id } = this.#document
    return await mutex.run(`job ${id}`, async () => {
      for (;;) {
        const found = await store.get('jobs', id)
        if (found?.status !== 'open' || found.lease?.holder !== this.#holder) {
          this.leave('lost')
          return false
        }
        const lease = { holder: this.#holder, beat: found.lease.beat + 1 }
        const document = withFields({ ...found, revision: found.revision + 1, lease }, changed)
        const write = { kind: 'replace', collection: 'jobs', document } as const
        const { committed } = await commit([{ ...write, expectedRevision: found.revision }], audit)
        if (!committed) continue
        this.#document = document
        if (document.cancel !== undefined) this.leave('cancelled')
        return true
      }
    })
  }
}

function withFields(job: JobDocument, changed: JobChange): JobDocument {
  const entries = Object.entries({ ...job, ...changed })
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  ) as unknown as JobDocument
}
