import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore } from '../../../server/src/adapters/index.ts'
import {
  openAuditedStore,
  type AuditedStore,
  type AuditedStoreOptions,
} from '../../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import type { Clock } from '../../../server/src/ports/clock.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { Store } from '../../../server/src/ports/store.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'

/** A real store in a folder of its own; `reopen` opens one more on the same file. */
export interface TemporaryStore {
  readonly folder: string
  readonly store: Store
  readonly reopen: () => Store
  /** The log over the store, or over one more on the same file. */
  readonly openAudited: (
    clock: Clock,
    options?: Partial<AuditedStoreOptions>,
  ) => Promise<AuditedStore>
  readonly destroy: () => Promise<void>
}

export function temporaryStore(): TemporaryStore {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-'))
  const opened: Store[] = []
  const reopen = () => {
    const store = openSqliteStore({ file: path.join(folder, 'jieli.sqlite'), collections })
    opened.push(store)
    return store
  }
  const store = reopen()
  return {
    folder,
    store,
    reopen,
    openAudited: async (clock, options = {}) =>
      openAuditedStore({
        store,
        clock,
        signingKey: await ownSigningKey(folder),
        collections: auditedCollections,
        checkpointFile: path.join(folder, checkpointFileName),
        ...options,
      }),
    destroy: async () => {
      for (const store of opened) await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A clock that stands still until it is turned. */
export class TurnedClock implements Clock {
  #moment = Date.parse('2026-03-01T09:00:00+08:00')

  now(): string {
    return new Date(this.#moment + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
  }

  turn(seconds: number): void {
    this.#moment += seconds * 1000
  }
}
