// Commits cases with audit entries, and entries alone, as fast as it can until it is killed, and writes a line for each
// that was acknowledged; checkpoints are written all the while. Started by kill.test.ts.
import { writeSync } from 'node:fs'
import path from 'node:path'
import { openSqliteStore, systemClock } from '../../../server/src/adapters/index.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'

const [folder = '', round] = process.argv.slice(2)
const store = await openAuditedStore({
  store: openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections }),
  clock: systemClock,
  signingKey: await ownSigningKey(folder),
  collections: auditedCollections,
  checkpointFile: path.join(folder, checkpointFileName),
})
const actor = { kind: 'system', id: 'test', title: 'test' }

async function worker(name: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const id = `${round}-${name}-${n}`
    const document = { id, revision: 1, content: id }
    const result = await store.commit([{ kind: 'insert', collection: 'units', document }], {
      action: 'units.save',
      actor,
      target: id,
    })
    if (result.committed) writeSync(1, `${id}\n`)
    await store.commit([], { action: 'decide', actor, target: id, detail: { n } })
  }
}

async function checkpoints(): Promise<never> {
  for (;;) await Promise.all([store.writeCheckpoint(), new Promise((end) => setTimeout(end, 5))])
}

await Promise.all([...Array.from({ length: 16 }, (_, name) => worker(name)), checkpoints()])
