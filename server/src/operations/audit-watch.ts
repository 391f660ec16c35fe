import { restful } from '../audit/read-pages.ts'
import type { AuditedStore } from '../audit/audited-store.ts'
import type { AuditReport } from '../audit/verify/findings.ts'
import type { Clock } from '../ports/clock.ts'

/** What of the log was verified. */
export type VerifiedPart = 'newest' | 'everything'

/** A verification that came to its end. */
export interface Verification {
  readonly part: VerifiedPart
  readonly startedAt: string
  readonly finishedAt: string
  readonly report: AuditReport
}

/** `pending` until something was verified; `damaged` when something is not as it was written. */
export type AuditState = 'pending' | 'sound' | 'damaged'

/** Milliseconds of rest for each of work: what waits on the server comes first. */
const rest = 3

/** Verifies the log from time to time, one run at a time, and keeps what each part came to last. */
export class AuditWatch {
  readonly #store: Pick<AuditedStore, 'verify'>
  readonly #clock: Clock
  readonly #last = new Map<VerifiedPart, Verification>()
  #running: VerifiedPart | null = null

  constructor(store: Pick<AuditedStore, 'verify'>, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** The part that is being verified now. */
  get running(): VerifiedPart | null {
    return this.#running
  }

  /** What a part came to when it was verified last. */
  last(part: VerifiedPart): Verification | undefined {
    return this.#last.get(part)
  }

  get state(): AuditState {
    const reports = [...this.#last.values()].map(({ report }) => report)
    if (reports.length === 0) return 'pending'
    return reports.every(({ sound }) => sound) ? 'sound' : 'damaged'
  }

  /**
   * Verifies a part, giving way to everything else.
   * @param signal breaks off what is running
   * @throws {StoreError}, and an AbortError once the signal is given
   */
  async verify(part: VerifiedPart, signal = new AbortController().signal): Promise<Verification> {
    const startedAt = this.#clock.now()
    this.#running = part
    try {
      const report = await this.#store.verify(part, restful(rest, signal))
      const done = { part, startedAt, finishedAt: this.#clock.now(), report }
      this.#last.set(part, done)
      // What everything came to tells of the newest part too.
      if (part === 'everything') this.#last.delete('newest')
      return done
    } finally {
      this.#running = null
    }
  }
}
