/** What lines are written to. */
export interface LogLines {
  error(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** While a trouble lasts, it is told again after this many milliseconds. */
const reminderAfter = 3_600_000

interface Trouble {
  readonly message: string
  readonly since: number
  loggedAt: number
  metAt: number
  met: number
}

/**
 * The log of recurring work: each trouble is told once when it begins, once an hour while it lasts, and once when it is
 * over, with how often it was met. However often the work is done, its log stays short enough to be read.
 */
export class TroubleLog {
  readonly #lines: LogLines
  readonly #now: () => number
  readonly #troubles = new Map<string, Trouble>()

  /** @param now milliseconds of a clock that nobody turns */
  constructor(lines: LogLines, now: () => number = () => performance.now()) {
    this.#lines = lines
    this.#now = now
  }

  /**
   * A trouble was met, for the first time or again.
   * @param cause names it; those of one kind of work begin with the same word
   */
  met(cause: string, message: string, fields: object = {}): void {
    const now = this.#now()
    const known = this.#troubles.get(cause)
    if (known === undefined) {
      this.#troubles.set(cause, { message, since: now, loggedAt: now, metAt: now, met: 1 })
      this.#lines.error({ cause, ...fields }, message)
      return
    }
    known.met++
    known.metAt = now
    if (now - known.loggedAt < reminderAfter) return
    known.loggedAt = now
    this.#lines.error({ cause, ...fields, ...this.#soFar(known) }, `${message} (it lasts)`)
  }

  /** A trouble is over, if there was one. */
  over(cause: string): void {
    const known = this.#troubles.get(cause)
    if (known === undefined) return
    this.#troubles.delete(cause)
    this.#lines.warn({ cause, ...this.#soFar(known) }, `${known.message} (it is over)`)
  }

  /** Now, for {@link TroubleLog.resolve}. */
  get now(): number {
    return this.#now()
  }

  /**
   * Of one kind of work, every trouble that is not among those named is over.
   * @param asOf when it was begun to look which there are: one that was met since may be missing among them
   */
  resolve(kind: string, present: ReadonlySet<string>, asOf = Infinity): void {
    for (const [cause, { metAt }] of this.#troubles)
      if (cause.startsWith(`${kind} `) && !present.has(cause) && metAt < asOf) this.over(cause)
  }

  #soFar({ met, since }: Trouble): object {
    return { met, minutes: Math.round((this.#now() - since) / 60_000) }
  }
}
