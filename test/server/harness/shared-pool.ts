import { PiscinaPool } from '@jieli/server/adapters'
import { usualLanes } from '../../../server/src/adapters/worker-pool/lane-options.ts'

const { quick, long, counting, verifying } = usualLanes

/** One thread a lane for all the servers of a test file: starting one for each test would take longer than the test. */
export const sharedPool = new PiscinaPool({
  file: new URL('watched-worker.ts', import.meta.url),
  lanes: {
    quick: { ...quick, threads: 1 },
    // A test waits for each of them, so none steps back.
    long: { ...long, threads: 1, idle: Infinity, nice: 0 },
    counting: { ...counting, nice: 0 },
    verifying: { ...verifying, idle: Infinity, nice: 0 },
  },
})
