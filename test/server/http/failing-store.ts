import { StoreError } from '../../../server/src/ports/store-error.ts'
import type {
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../../../server/src/ports/store.ts'

/** What becomes of a commit: nothing of it is stored, or all of it and nobody is told, as when a server is killed. */
export type Fault = 'none' | 'lost' | 'untold'

/** A real store whose commits fail as a crash makes them fail, one after the other as planned. */
export class FailingStore implements Store {
  readonly #store: Store
  #plan: Fault[] = []

  constructor(store: Store) {
    this.#store = store
  }

  /** The next commits end so; those after them end well. */
  plan(faults: readonly Fault[]): void {
    this.#plan = [...faults]
  }

  get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    return this.#store.get<T>(collection, id)
  }

  find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    return this.#store.find<T>(collection, query)
  }

  distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    return this.#store.distinct(collection, fields, among)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const fault = this.#plan.shift() ?? 'none'
    if (fault === 'lost') throw new StoreError('STORE_FAILED', 'it was not stored')
    const result = await this.#store.commit(writes)
    if (fault === 'untold') throw new StoreError('STORE_FAILED', 'it was stored, and nobody knows')
    return result
  }

  ping(): Promise<void> {
    return this.#store.ping()
  }

  close(): Promise<void> {
    return this.#store.close()
  }
}
