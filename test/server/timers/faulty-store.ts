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

/** A store in front of a real one that fails now and then: what it is asked is then not done. */
export class FaultyStore implements Store {
  readonly #store: Store
  readonly #fails: (what: 'read' | 'write') => boolean

  constructor(store: Store, fails: (what: 'read' | 'write') => boolean) {
    this.#store = store
    this.#fails = fails
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    this.#may('read')
    return await this.#store.get<T>(collection, id)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    this.#may('read')
    return await this.#store.find<T>(collection, query)
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    this.#may('read')
    return await this.#store.distinct(collection, fields, among)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    this.#may('write')
    return await this.#store.commit(writes)
  }

  async ping(): Promise<void> {
    await this.#store.ping()
  }

  async close(): Promise<void> {
    await this.#store.close()
  }

  #may(what: 'read' | 'write'): void {
    if (this.#fails(what)) throw new StoreError('STORE_FAILED', `the test lets this ${what} fail`)
  }
}
