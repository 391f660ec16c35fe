// Opens a MongoDB store as a server does when it starts, in a process of its own, and closes it again.
import { openMongoStore, systemClock } from '../../../server/src/adapters/index.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { commitMarks } from '../../../server/src/audit/commit-marks.ts'
import { recogniseStore } from '../../../server/src/identity/recognise-store.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const store = await openMongoStore({ url, collections, timeout: 60_000 })
const commit = commitMarks(store, auditedCollections)
await recogniseStore(store, commit, { folder, where: 'MongoDB' })
const audited = await openAuditedStore({
  store,
  clock: systemClock,
  signingKey: await ownSigningKey(folder),
  collections: auditedCollections,
})
await audited.close()
