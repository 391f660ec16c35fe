import { openReader } from '../adapters/open-reader.ts'
import { collections } from '../ports/collections.ts'
import { createJobRunner } from './job-runner.ts'

/** What the threads of a server's pool run. */
export const runJob = createJobRunner(async (place) => openReader(place, collections))
