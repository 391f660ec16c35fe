import { StoreError } from '../../../server/src/ports/store-error.ts'
import type { CommitResult, Write } from '../../../server/src/ports/store.ts'
import { WrappedStore } from '../harness/wrapped-store.ts'

/** What becomes of a commit: nothing of it is stored, or all of it and nobody is told, as when a server is killed. */
export type Fault = 'none' | 'lost' | 'untold'

/** A real store whose commits fail as a crash makes them fail, one after the other as planned. */
export class FailingStore extends WrappedStore {
  #plan: Fault[] = []

  /** The next commits end so; those after them end well. */
  plan(faults: readonly Fault[]): void {
    this.#plan = [...faults]
  }

  override async commit(writes: readonly Write[]): Promise<CommitResult> {
    const fault = this.#plan.shift() ?? 'none'
    if (fault === 'lost') throw new StoreError('STORE_FAILED', 'it was not stored')
    const result = await super.commit(writes)
    if (fault === 'untold') throw new StoreError('STORE_FAILED', 'it was stored, and nobody knows')
    return result
  }
}
