import type {
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../../../server/src/ports/store.ts'

/** A real store behind one that does as it does, but for what a test has it do otherwise. */
export abstract class WrappedStore implements Store {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    return await this.#store.get<T>(collection, id)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    return await this.#store.find<T>(collection, query)
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    return await this.#store.distinct(collection, fields, among)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    return await this.#store.commit(writes)
  }

  async ping(): Promise<void> {
    await this.#store.ping()
  }

  async close(): Promise<void> {
    await this.#store.close()
  }
}
