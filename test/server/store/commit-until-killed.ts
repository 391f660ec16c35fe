// Commits cases with audit entries as fast as it can until it is killed, and
// writes a line for each that was acknowledged. Started by kill.test.ts.
import { writeSync } from 'node:fs'
import { openSqliteStore, systemClock } from '../../../server/src/adapters/index.ts'
import { nextAuditWrite } from '../../../server/src/audit/append-audit.ts'
import { openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { collections } from '../../../server/src/ports/collections.ts'

const [file, round] = process.argv.slice(2)
const store = await openAuditedStore({
  store: openSqliteStore({ file: file!, collections }),
  clock: systemClock,
})

async function worker(name: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const id = `${round}-${name}-${n}`
    const at = systemClock.now()
    const actor = { kind: 'system', id: 'test', title: 'test' }
    const result = await store.commit([
      { kind: 'insert', collection: 'cases', document: { id, revision: 1 } },
      nextAuditWrite({ at, actor, action: 'case.start', target: id }),
    ])
    if (result.committed) writeSync(1, `${id}\n`)
  }
}

await Promise.all(Array.from({ length: 16 }, (_, name) => worker(name)))
