import { openContents } from '../../../server/src/adapters/open-contents.ts'
import { openReader } from '../../../server/src/adapters/open-reader.ts'
import { openSqliteReader } from '../../../server/src/adapters/sqlite/open-sqlite-store.ts'
import { encryptedStore } from '../../../server/src/encryption/encrypted-store.ts'
import { createJobRunner } from '../../../server/src/jobs/job-runner.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { assertPlanned } from '../store/assert-planned.ts'

/** What the threads of the tests' pool run: as those of a server do, with every new way of asking judged. */
export const runJob = createJobRunner({
  reader: async (place) => {
    const store =
      place.kind === 'sqlite'
        ? openSqliteReader({ file: place.file, collections, onPlan: assertPlanned(collections) })
        : await openReader(place, collections)
    return encryptedStore(store, collections, place.keys)
  },
  contents: openContents,
})
