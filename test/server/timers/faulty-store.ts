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
import { WrappedStore } from '../harness/wrapped-store.ts'

/** A store in front of a real one that fails now and then: what it is asked is then not done. */
export class FaultyStore extends WrappedStore {
  readonly #fails: (what: 'read' | 'write') => boolean

  constructor(store: Store, fails: (what: 'read' | 'write') => boolean) {
    super(store)
    this.#fails = fails
  }

  override async get<T extends StoredDocument>(
    collection: string,
    id: string,
  ): Promise<T | undefined> {
    this.#may('read')
    return await super.get<T>(collection, id)
  }

  override async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    this.#may('read')
    return await super.find<T>(collection, query)
  }

  override async distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    this.#may('read')
    return await super.distinct(collection, fields, among)
  }

  override async commit(writes: readonly Write[]): Promise<CommitResult> {
    this.#may('write')
    return await super.commit(writes)
  }

  #may(what: 'read' | 'write'): void {
    if (this.#fails(what)) throw new StoreError('STORE_FAILED', `the test lets this ${what} fail`)
  }
}
