import type { Lane, PooledJob, WorkerPool } from '../../ports/worker-pool.ts'
import { type LaneOptions, usualLanes } from './lane-options.ts'
import { PoolLane } from './pool-lane.ts'

/** How long running jobs may go on when the pool closes, in milliseconds. */
const goodbye = 15_000

/** The pool over Piscina: for each lane threads of its own. */
export class PiscinaPool implements WorkerPool {
  readonly #lanes: Readonly<Record<Lane, PoolLane>>

  /** @param pool.file what the threads run: a module whose `runJob` takes a task */
  constructor(pool: {
    readonly file: URL
    readonly lanes?: Readonly<Record<Lane, LaneOptions>>
    /** Told of a thread that ended while it had nothing to do. */
    readonly failed?: (error: unknown) => void
  }) {
    const { file, lanes = usualLanes, failed = () => {} } = pool
    const open = (lane: Lane) => new PoolLane({ file, options: lanes[lane], failed })
    this.#lanes = {
      quick: open('quick'),
      long: open('long'),
      counting: open('counting'),
      verifying: open('verifying'),
    }
  }

  async run(job: PooledJob): Promise<unknown> {
    return await this.#lanes[job.lane].run(job)
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#lanes).map(async (lane) => lane.close(goodbye)))
  }
}
