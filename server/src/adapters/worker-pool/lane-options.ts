import { availableParallelism, totalmem } from 'node:os'
import type { Lane } from '../../ports/worker-pool.ts'

/** What a lane is given. */
export interface LaneOptions {
  readonly threads: number
  /** A job that runs longer is ended, in milliseconds. */
  readonly timeout: number
  /** A job whose thread has more on its heap is ended, in megabytes. */
  readonly memory: number
  /** More jobs than this do not wait; those after them are refused. */
  readonly maxWaiting: number
  /** Seconds after which whoever is refused may come again. */
  readonly retryAfter: number
  /** An idle thread ends after so many milliseconds. */
  readonly idle: number
  /** How much the threads step back behind the one that answers requests, where the system knows of that. */
  readonly nice: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

const processors = availableParallelism()

/** A long job may take a quarter of the machine, within reason: a year of a large county takes some gigabytes. */
const longMemory = Math.min(4096, Math.max(1024, Math.floor(totalmem() / 4 / 1024 / 1024)))

/** The lanes as a server runs them. A thread is started when it is first needed. */
export const usualLanes: Readonly<Record<Lane, LaneOptions>> = {
  quick: {
    threads: Math.max(3, Math.ceil(processors / 2)),
    timeout: minute,
    memory: 1024,
    maxWaiting: 200,
    retryAfter: 2,
    idle: Infinity,
    nice: 0,
  },
  long: {
    threads: Math.max(2, Math.ceil(processors / 4)),
    timeout: 5 * minute,
    memory: longMemory,
    maxWaiting: 20,
    retryAfter: 30,
    // Gives back what a large job took.
    idle: minute,
    nice: 10,
  },
  counting: {
    // What it has counted is remembered by the thread, so there is one, and it stays.
    threads: 1,
    timeout: 5 * minute,
    memory: longMemory,
    maxWaiting: 200,
    retryAfter: 5,
    idle: Infinity,
    nice: 5,
  },
  verifying: {
    threads: 1,
    timeout: 24 * hour,
    memory: 1024,
    maxWaiting: 2,
    retryAfter: 30,
    idle: minute,
    nice: 10,
  },
}
