// Opens a MongoDB store as a server does when it starts, in a process of its own, and closes it again.
import { openMongoStore, systemClock } from '../../../server/src/adapters/index.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { createCommit } from '../../../server/src/audit/commit.ts'
import { recogniseStore } from '../../../server/src/identity/recognise-store.ts'
import { collections } from '../../../server/src/ports/collections.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const store = await openMongoStore({ url, collections, timeout: 60_000 })
await recogniseStore(store, createCommit(store, systemClock), { folder, where: 'MongoDB' })
const audited = await openAuditedStore({ store, clock: systemClock })
await audited.close()
