import {
  BSON,
  type Collection,
  type Db,
  type Filter,
  type MongoClient,
  type UpdateFilter,
} from 'mongodb'
import type {
  CollectionDefinition,
  CommitResult,
  DistinctValues,
  FieldValues,
  InsertWrite,
  Query,
  RemoveWrite,
  ReplaceWrite,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import { checkDistinct, checkQuery } from '../check-query.ts'
import { firstNameOf } from '../../ports/first-name-of.ts'
import { decodeDocument, encodeDocument, misfitsIn, type MongoDocument } from './document-codec.ts'
import { clearFollowUps, insertFollowUps, unsettled, type FollowUp } from './follow-ups.ts'
import { growingUpdate } from './growing-update.ts'
import { isDuplicate, mongoError } from './mongo-error.ts'
import { mergePages } from './merge-pages.ts'
import { projectionOf, queryFilter, rangeFilter, stored } from './query-filter.ts'

/** MongoDB's limit for one document, less some room for what it adds. */
const maxDocumentBytes = 16 * 1024 * 1024 - 16 * 1024

interface Opened {
  readonly client: MongoClient
  readonly database: Db
  readonly collections: readonly CollectionDefinition[]
  readonly where: string
}

/**
 * The store over MongoDB, without multi-document transactions: each commit is
 * decided by one write to one document. What must follow travels in that
 * document until it is stored too, so a server that dies in between loses
 * nothing: the next to write the document, or the next to start, finishes.
 */
export class MongoStore implements Store {
  readonly #client: MongoClient
  readonly #database: Db
  readonly #definitions: ReadonlyMap<string, CollectionDefinition>
  readonly #where: string
  readonly #busy = new Set<Promise<unknown>>()
  #closed = false

  constructor({ client, database, collections, where }: Opened) {
    this.#client = client
    this.#database = database
    this.#definitions = new Map(collections.map((item) => [item.name, item]))
    this.#where = where
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    const found = await this.#ask(async () => {
      const document = await this.#collection(collection).findOne({ _id: id })
      // Who asks for a document is not to miss what was committed with it, should its server have died.
      if (document?.['_unsettled'] === true) {
        await insertFollowUps(this.#database, document['_followUps'] as FollowUp[])
      }
      return document
    })
    return found === null || found['_removed'] === true ? undefined : decodeDocument<T>(found)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    checkQuery(query)
    const { limit } = query
    const { filters, sort } = queryFilter(query)
    // MongoDB takes a limit of 0 for none.
    if (limit === 0) return []
    const [field = '_id', direction = 1] = Object.entries(sort)[0] ?? []
    const pages = await this.#ask(() =>
      Promise.all(
        filters.map((filter) =>
          this.#collection(collection)
            .find(filter)
            .sort(sort)
            .limit(limit)
            .project<MongoDocument>(projectionOf(query))
            .toArray(),
        ),
      ),
    )
    const found = mergePages(pages, { field, descending: direction === -1, limit })
    const { only, checked } = query
    return found.map((document) => {
      if (only !== undefined) return decodeDocument<T>(onlyOf(document, only))
      const decoded = decodeDocument<T>(document)
      const misfit = checked === true ? misfitsIn(document, this.#definition(collection)) : []
      return misfit.length === 0 ? decoded : { ...decoded, misfit }
    })
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among: FieldValues = {},
  ): Promise<DistinctValues[]> {
    checkDistinct(fields, among)
    const [field = '', ...rest] = fields
    const values = await this.#ask(() => this.#valuesOf(collection, field, among))
    if (rest.length === 0) return values.map((value) => [value])
    const combinations = values.map(async (value) => {
      const below = await this.distinct(collection, rest, { ...among, [field]: value })
      return below.map((each) => [value, ...each])
    })
    return (await Promise.all(combinations)).flat()
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const [first, ...rest] = writes
    if (first === undefined) return { committed: true }
    const followUps = rest.map((write) => this.#followUp(write))
    return this.#ask(async () => {
      const reason = await this.#decide(first, followUps)
      if (reason !== undefined) return { committed: false, index: 0, reason }
      if (followUps.length > 0) await this.#follow(first, followUps)
      return { committed: true }
    })
  }

  async ping(): Promise<void> {
    await this.#ask(() => this.#database.command({ ping: 1 }))
  }

  async close(): Promise<void> {
    this.#closed = true
    while (this.#busy.size > 0) await Promise.allSettled(this.#busy)
    await this.#client.close()
  }

  /** The write that decides; the reason when it loses. */
  async #decide(
    write: Write,
    followUps: readonly FollowUp[],
  ): Promise<'exists' | 'stale' | undefined> {
    const collection = this.#collection(write.collection)
    const id = write.kind === 'remove' ? write.id : write.document.id
    for (;;) {
      try {
        if (write.kind === 'insert') {
          await collection.insertOne(this.#stored(write, followUps))
          return undefined
        }
        const expected = {
          _id: id,
          revision: write.expectedRevision,
          _unsettled: { $exists: false },
        }
        const done =
          write.kind === 'remove' && followUps.length === 0
            ? (await collection.deleteOne(expected)).deletedCount
            : await this.#replace(collection, expected, write, followUps)
        if (done === 1) return undefined
      } catch (cause) {
        if (!isDuplicate(cause)) throw cause
        // Only a document that is being removed may be in the way for no good reason.
        const holder = await collection.findOne({ _id: id, _removed: true })
        if (write.kind !== 'insert' || holder === null) return 'exists'
        await this.#finish(collection, holder)
        continue
      }

      const found = await collection.findOne({ _id: id })
      if (found?.revision !== write.expectedRevision || found['_removed'] === true) return 'stale'
      // The commit before is not wholly stored, or was not a moment ago.
      if (found['_unsettled'] === true) await this.#finish(collection, found)
    }
  }

  /** How many documents were replaced: of one that is said to have grown only what is new is sent. */
  async #replace(
    collection: Collection<MongoDocument>,
    expected: Filter<MongoDocument>,
    write: ReplaceWrite | RemoveWrite,
    followUps: readonly FollowUp[],
  ): Promise<number> {
    const definition = this.#definition(write.collection)
    const update = write.kind === 'replace' ? growingUpdate(write, definition) : undefined
    if (update === undefined)
      return (await collection.replaceOne(expected, this.#stored(write, followUps))).matchedCount
    const { set, push, unset } = update
    const changes = {
      $set: this.#fitting({ ...set, ...unsettled(followUps) }),
      ...(Object.keys(push).length > 0 && { $push: push }),
      ...(Object.keys(unset).length > 0 && { $unset: unset }),
    }
    return (await collection.updateOne(expected, changes as UpdateFilter<MongoDocument>))
      .matchedCount
  }

  async #valuesOf(
    collection: string,
    field: string,
    among: FieldValues,
  ): Promise<DistinctValues[number][]> {
    const name = stored(field)
    const within = rangeFilter(among)
    // What is being removed has no fields left to be found by, and is not counted among those without one.
    const filter = within.length === 0 ? {} : { $and: within }
    const without = { $and: [...within, { [name]: null }, { _removed: { $exists: false } }] }
    const [values, one] = await Promise.all([
      this.#collection(collection).distinct(name, filter),
      this.#collection(collection).findOne(without, { projection: { _id: 1 } }),
    ])
    const present = values.filter((value) => value !== null) as (string | number)[]
    return one === null ? present : [...present, null]
  }

  /** What the deciding write leaves in the collection. */
  #stored(write: Write, followUps: readonly FollowUp[]): MongoDocument {
    const document =
      write.kind === 'remove'
        ? { _id: write.id, revision: write.expectedRevision, _removed: true }
        : encodeDocument(write.document, this.#definition(write.collection))
    return this.#fitting({ ...document, ...unsettled(followUps) })
  }

  /** Stores what follows a decided write. From then on the commit holds; the mark may go a little later. */
  async #follow(first: Write, followUps: readonly FollowUp[]): Promise<void> {
    await insertFollowUps(this.#database, followUps)
    const [_id, revision] =
      first.kind === 'remove'
        ? [first.id, first.expectedRevision]
        : [first.document.id, first.document.revision]
    const clearing = clearFollowUps(this.#collection(first.collection), { _id, revision })
    this.#track(clearing)
    // A mark that stays is taken off by the next write or the next start.
    clearing.catch(() => {})
  }

  async #finish(collection: Collection<MongoDocument>, document: MongoDocument): Promise<void> {
    await insertFollowUps(this.#database, document['_followUps'] as FollowUp[])
    await clearFollowUps(collection, document)
  }

  #followUp(write: Write): FollowUp {
    if (write.kind !== 'insert') {
      throw new TypeError('only inserts may follow the write that decides a commit')
    }
    return { collection: write.collection, document: this.#encodeInsert(write) }
  }

  #encodeInsert({ collection, document }: InsertWrite): MongoDocument {
    return this.#fitting(encodeDocument(document, this.#definition(collection)))
  }

  #fitting(document: MongoDocument): MongoDocument {
    const size = BSON.calculateObjectSize(document)
    if (size <= maxDocumentBytes) return document
    throw new StoreError(
      'STORE_TOO_LARGE',
      `MongoDB cannot take a document of ${size} bytes (${document._id})`,
    )
  }

  #collection(name: string): Collection<MongoDocument> {
    return this.#database.collection<MongoDocument>(this.#definition(name).name)
  }

  #definition(name: string): CollectionDefinition {
    const definition = this.#definitions.get(name)
    if (!definition) throw new TypeError(`no such collection: ${name}`)
    return definition
  }

  async #ask<R>(work: () => Promise<R>): Promise<R> {
    if (this.#closed) throw new StoreError('STORE_CLOSED', 'the store is closed')
    const asked = work()
    this.#track(asked)
    try {
      return await asked
    } catch (cause) {
      throw cause instanceof TypeError ? cause : mongoError(this.#where, cause)
    }
  }

  #track(promise: Promise<unknown>): void {
    const finished = promise.catch(() => {}).finally(() => this.#busy.delete(finished))
    this.#busy.add(finished)
  }
}

function onlyOf(document: MongoDocument, only: readonly string[]): MongoDocument {
  const { _id, revision } = document
  const names = [...new Set(only.map(firstNameOf))].filter((name) => name in document)
  return { _id, revision, ...Object.fromEntries(names.map((name) => [name, document[name]])) }
}
