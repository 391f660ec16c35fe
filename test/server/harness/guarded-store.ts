import { collections } from '../../../server/src/ports/collections.ts'
import type {
  CollectionDefinition,
  DistinctValues,
  FieldValues,
  Query,
  StoredDocument,
  StoreReader,
} from '../../../server/src/ports/store.ts'

/** More documents than this are never asked for at once on the thread that answers requests. */
const mostAtOnce = 100

/** Nor more of what is kept beside each, before others have had their turn. */
const mostBeside = 500

/** Whole rulesets; and rows of tables, runs and settlements, thousands in each document. */
const large: ReadonlySet<string> = new Set([
  'bundles',
  'tableChunks',
  'runChunks',
  'settlementChunks',
])

/**
 * The store as the thread that answers requests may use it. Whatever test asks a server anything, it fails where
 * something that grows with what is stored is read there instead of on a thread of the pool.
 */
export class GuardedStore implements StoreReader {
  readonly #store: StoreReader
  /** Documents that were read, whole or in part. */
  documents = 0

  constructor(store: StoreReader) {
    this.#store = store
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    if (large.has(collection)) throw onTheWrongThread(`reads ${collection}`)
    this.documents++
    return await this.#store.get<T>(collection, id)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    if (query.limit > (isBeside(collection, query) ? mostBeside : mostAtOnce))
      throw onTheWrongThread(`asks for ${query.limit} documents of ${collection}`)
    const found = await this.#store.find<T>(collection, query)
    this.documents += found.length
    return found
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]> {
    return await this.#store.distinct(collection, fields, among)
  }

  async ping(): Promise<void> {
    await this.#store.ping()
  }
}

/** Whether no document is read whole. */
function isBeside(collection: string, { only }: Query): boolean {
  const definition: CollectionDefinition | undefined = collections.find(
    ({ name }) => name === collection,
  )
  return only?.every((path) => definition?.summary?.includes(path) === true) === true
}

function onTheWrongThread(does: string): Error {
  return new Error(`The thread that answers requests ${does}: that is work for the pool.`)
}
