import type { AuditReport } from '../../audit/verify/findings.ts'
import type { AuditState, VerifiedPart } from '../../contracts/audit.ts'
import type { Clock } from '../../ports/clock.ts'

/** A verification that came to its end. */
export interface Verification {
  readonly part: VerifiedPart
  readonly startedAt: string
  readonly finishedAt: string
  readonly report: AuditReport
}

/** Verifies a part where it is in nobody's way, until the signal is given. */
type Verify = (part: VerifiedPart, signal: AbortSignal) => Promise<AuditReport>

/** Verifies the log from time to time, one run at a time, and keeps what each part came to last. */
export class AuditWatch {
  readonly #verify: Verify
  readonly #clock: Clock
  readonly #last = new Map<VerifiedPart, Verification>()
  #running: VerifiedPart | null = null

  constructor(verify: Verify, clock: Clock) {
    this.#verify = verify
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
   * Verifies a part.
   * @param signal breaks off what is running
   * @throws {StoreError}, and whatever breaking off throws once the signal is given
   */
  async verify(part: VerifiedPart, signal = new AbortController().signal): Promise<Verification> {
    const startedAt = this.#clock.now()
    this.#running = part
    try {
      const report = await this.#verify(part, signal)
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
