import { Worker } from 'node:worker_threads'
import type { ScenarioResult } from '@jieli/engine'
import type {
  CheckedRuleset,
  CheckInput,
  GateResult,
  LayerInput,
  PreparedDraft,
  RulesetBench,
} from '../../ports/ruleset-bench.ts'
import type { CheckedTravelFile } from '../../ports/travelled-file.ts'
import { BenchError } from '../../ports/bench-error.ts'
import type { BenchJob, BenchReply, BenchRequest } from './bench-message.ts'

/** A job that takes longer than this is given up, in milliseconds. */
const patience = 120_000

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/**
 * The bench in a thread of its own, started when first needed. A job that runs too long or too large ends the
 * thread and is answered with a BenchError; the next job gets a new thread.
 */
export class WorkerBench implements RulesetBench {
  readonly #patience: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #lastId = 0

  constructor(options: { readonly patience?: number } = {}) {
    this.#patience = options.patience ?? patience
  }

  async resolve(input: LayerInput): Promise<CheckedRuleset> {
    return (await this.#run({ kind: 'resolve', input })) as CheckedRuleset
  }

  async check(input: CheckInput): Promise<CheckedRuleset> {
    return (await this.#run({ kind: 'check', input })) as CheckedRuleset
  }

  async prepare(edited: unknown, judge: Omit<CheckInput, 'layer'>): Promise<PreparedDraft> {
    return (await this.#run({ kind: 'prepare', edited, judge })) as PreparedDraft
  }

  async runScenarios(input: LayerInput): Promise<readonly ScenarioResult[]> {
    return (await this.#run({ kind: 'scenarios', input })) as readonly ScenarioResult[]
  }

  async gate(input: CheckInput & { version: string; seed: number }): Promise<GateResult> {
    return (await this.#run({ kind: 'gate', input })) as GateResult
  }

  async checkFile(text: string, asOf: string): Promise<CheckedTravelFile> {
    return (await this.#run({ kind: 'file', text, asOf })) as CheckedTravelFile
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#end(new BenchError('the bench was closed'))
    await worker?.terminate()
  }

  async #run(job: BenchJob): Promise<unknown> {
    const worker = (this.#worker ??= this.#start())
    const request: BenchRequest = { id: ++this.#lastId, job }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const timer = setTimeout(() => {
      this.#end(new BenchError(`it took longer than ${this.#patience / 1000} s`))
      void worker.terminate()
    }, this.#patience)
    this.#waiting.set(request.id, { resolve, reject, timer })
    worker.ref()
    worker.postMessage(request)
    return await promise
  }

  #start(): Worker {
    const worker = new Worker(new URL('bench-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    worker.on('message', (reply: BenchReply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (this.#waiting.size === 0) worker.unref()
      if (waiting === undefined) return
      clearTimeout(waiting.timer)
      if (reply.ok) waiting.resolve(reply.value)
      else waiting.reject(new BenchError(reply.message))
    })
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#end(new BenchError(String(error)))
    })
    worker.on('exit', () => {
      if (this.#worker === worker) this.#end(new BenchError('the thread ended'))
    })
    return worker
  }

  /** Gives up the thread and answers everybody who waits for it. */
  #end(error: Error): void {
    this.#worker = undefined
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(error)
    }
    this.#waiting.clear()
  }
}
