import type { Issue, Ruleset } from '@jieli/engine'
import type { Checkable, CheckReply, CheckRequest } from './check-messages.ts'

/** Checks rulesets in a worker, one after another; of those that wait, only the latest is checked. */
export interface Checker {
  check(document: Checkable): void
  close(): void
}

/** Starts a worker. `onResult` hears of each ruleset that was checked. */
export function createChecker(
  onResult: (ruleset: Ruleset, issues: readonly Issue[]) => void,
): Checker {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
  let running: CheckRequest | undefined
  let waiting: CheckRequest | undefined
  let last = 0
  const start = (request: CheckRequest): void => {
    running = request
    worker.postMessage(request)
  }
  const goOn = (): void => {
    const next = waiting
    waiting = undefined
    if (next !== undefined) start(next)
  }
  worker.onmessage = ({ data }: MessageEvent<CheckReply>) => {
    const answered = running
    running = undefined
    if (answered?.number === data.number) onResult(answered.ruleset, data.issues)
    goOn()
  }
  // A ruleset the checks stumble over must not keep later ones from being checked.
  worker.onerror = () => {
    running = undefined
    goOn()
  }
  return {
    check(document) {
      const request = { number: ++last, ...document }
      if (running === undefined) start(request)
      else waiting = request
    },
    close: () => worker.terminate(),
  }
}
