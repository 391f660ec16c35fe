import { fireDueTimers } from './operations/fire-due-timers.ts'
import type { OperationContext } from './operations/operation-context.ts'

/** Milliseconds between two looks at what is due. */
const period = 1000

/** Looks for due timers every second, one scan at a time. What came due while nobody looked is caught up with. */
export class TimerScan {
  readonly #context: OperationContext
  readonly #failed: (error: unknown, id?: string) => void
  #next: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(context: OperationContext, failed: (error: unknown, id?: string) => void) {
    this.#context = context
    this.#failed = failed
  }

  start(): void {
    this.#running = this.#scan()
  }

  /** Ends the scanning once the scan under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#next)
    await this.#running
  }

  async #scan(): Promise<void> {
    try {
      await fireDueTimers(this.#context, {
        failed: (id, error) => {
          this.#failed(error, id)
        },
      })
    } catch (error) {
      this.#failed(error)
    }
    if (this.#stopped) return
    this.#next = setTimeout(() => {
      this.#running = this.#scan()
    }, period)
  }
}
