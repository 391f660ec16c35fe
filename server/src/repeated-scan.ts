/** Does some work again and again, one run at a time. What happened while nobody looked is met by the next run. */
export class RepeatedScan {
  readonly #work: () => Promise<unknown>
  readonly #failed: (error: unknown) => void
  readonly #period: number
  #next: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = false

  /** @param scan.period milliseconds between the end of one run and the begin of the next */
  constructor(scan: {
    readonly work: () => Promise<unknown>
    readonly period: number
    readonly failed: (error: unknown) => void
  }) {
    this.#work = scan.work
    this.#period = scan.period
    this.#failed = scan.failed
  }

  start(): void {
    this.#running = this.#scan()
  }

  /** Ends the scanning once the run under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#next)
    await this.#running
  }

  async #scan(): Promise<void> {
    try {
      await this.#work()
    } catch (error) {
      this.#failed(error)
    }
    if (this.#stopped) return
    this.#next = setTimeout(() => {
      this.#running = this.#scan()
    }, this.#period)
  }
}
