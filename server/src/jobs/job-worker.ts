import { openContents } from '../adapters/open-contents.ts'
import { encryptedStore } from '../encryption/encrypted-store.ts'
import { openReader } from '../adapters/open-reader.ts'
import { collections } from '../ports/collections.ts'
import { createJobRunner } from './job-runner.ts'

/** What the threads of a server's pool run. */
export const runJob = createJobRunner({
  reader: async (place) =>
    encryptedStore(await openReader(place, collections), collections, place.keys),
  contents: openContents,
})
