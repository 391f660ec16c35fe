import type { TroubleLog } from './trouble-log.ts'

/** What one run of some work may say: that more is to be done, and the next run should follow at once. */
export interface ScanRun {
  readonly more: boolean
}

/**
 * Does some work again and again, one run at a time. What happened while nobody looked is met by the next run; a run
 * that fails is told of once, until one succeeds.
 */
export class RepeatedScan {
  readonly #scan: ScanOptions
  readonly #stop = new AbortController()
  #next: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #busy = false
  #woken = false

  constructor(scan: ScanOptions) {
    this.#scan = scan
  }

  start(): void {
    this.#running = this.#run()
  }

  /** Has the next run begin now: there is something to do. */
  wake(): void {
    this.#woken = true
    if (this.#busy || this.#next === undefined || this.#stop.signal.aborted) return
    clearTimeout(this.#next)
    this.#running = this.#run()
  }

  /** Ends the scanning once the run under way is done. */
  async stop(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#next)
    await this.#running
    await this.#scan.ended?.()
  }

  async #run(): Promise<void> {
    const { work, name, failed, log, period } = this.#scan
    let more = false
    this.#busy = true
    this.#woken = false
    try {
      more = (await work(this.#stop.signal))?.more ?? false
      log.over(name)
    } catch (error) {
      log.met(name, failed, { err: error })
    }
    this.#busy = false
    if (this.#stop.signal.aborted) return
    this.#next = setTimeout(
      () => {
        this.#running = this.#run()
      },
      more || this.#woken ? 0 : period,
    )
  }
}

interface ScanOptions {
  /** What its troubles are called in the log. */
  readonly name: string
  /** What is said when a run fails as a whole. */
  readonly failed: string
  /** Ends early when its signal is aborted. */
  readonly work: (signal: AbortSignal) => Promise<ScanRun | void>
  /** Milliseconds between the end of one run and the begin of the next. */
  readonly period: number
  readonly log: TroubleLog
  /** Waits for what runs of it left under way, once there are no more. */
  readonly ended?: () => Promise<void>
}
