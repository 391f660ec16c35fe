import { afterEach, beforeEach } from 'vitest'
import type {
  CollectionDefinition,
  CommitResult,
  Query,
  Store,
  StoredDocument,
} from '../../../server/src/ports/store.ts'

/** A store in a place of its own, which the test may close, open again and throw away. */
export interface StorePlace {
  open(): Promise<Store>
  /** One more connection to what is open. */
  read(): Promise<Store>
  destroy(): Promise<void>
}

export const sampleCollections: readonly CollectionDefinition[] = [
  {
    name: 'samples',
    indexes: [['county', 'rank'], ['county', 'unit', 'rank'], ['rank'], ['at']],
    unique: ['createKey'],
    summary: ['county', 'title', 'places'],
  },
  { name: 'entries', indexes: [['of']], unique: [] },
  {
    name: 'journals',
    indexes: [['at']],
    unique: ['createKey'],
    lists: ['lines', 'notes'],
    summary: ['at'],
  },
]

export interface Sample extends StoredDocument {
  readonly [field: string]: unknown
}

export function sample(id: string, fields: Record<string, unknown> = {}, revision = 1): Sample {
  return { id, revision, ...fields }
}

/** A fresh store for each test of the suite it is made in, and the short ways to write to it. */
export class SampleStore {
  place!: StorePlace
  store!: Store

  constructor(makePlace: () => Promise<StorePlace>) {
    beforeEach(async () => {
      this.place = await makePlace()
      this.store = await this.place.open()
    })
    afterEach(async () => {
      await this.store.close()
      await this.place.destroy()
    })
  }

  insert(document: StoredDocument, collection = 'samples'): Promise<CommitResult> {
    return this.store.commit([{ kind: 'insert', collection, document }])
  }

  replace(document: StoredDocument, expectedRevision: number): Promise<CommitResult> {
    return this.store.commit([
      { kind: 'replace', collection: 'samples', document, expectedRevision },
    ])
  }

  remove(id: string, expectedRevision: number): Promise<CommitResult> {
    return this.store.commit([{ kind: 'remove', collection: 'samples', id, expectedRevision }])
  }

  async ids(query: Query): Promise<string[]> {
    return (await this.store.find('samples', query)).map(({ id }) => id)
  }
}
