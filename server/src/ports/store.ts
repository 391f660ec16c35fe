import type { DataKeys } from './data-keys.ts'

/**
 * The store port: what the server needs of a data store, and no more.
 *
 * A document is a JSON value with an `id` and a `revision`. Everything that
 * must hold under concurrency rests on one thing: a write says which revision
 * it replaces, and loses when the document has moved on.
 */

/**
 * What every stored document has. Documents are plain JSON: no `undefined` to
 * keep, no dates, no big integers. A top-level field named in a
 * {@link CollectionDefinition} or a {@link Query} holds a scalar, and the same
 * kind of scalar in every document of the collection.
 */
export interface StoredDocument {
  readonly id: string
  /** Counts up from 1; a replacing write carries the new one. */
  readonly revision: number
}

/** A scalar a query may compare with. */
export type Scalar = string | number | boolean | null

export interface CollectionDefinition {
  readonly name: string
  /** Each a list of top-level fields, most significant first. */
  readonly indexes: readonly (readonly string[])[]
  /**
   * Fields that most documents do not have, and that queries only sort by: of an index that ends with one, documents
   * without it need be no part.
   */
  readonly sparse?: readonly string[]
  /** Fields no two documents may share; a document without the field, or with null, is free. */
  readonly unique: readonly string[]
  /**
   * Top-level lists that gain elements at their end: a store keeps them so that one more costs no more however many
   * there are (see {@link Growth}). No query names them but in `only`.
   */
  readonly lists?: readonly string[]
  /** Top-level fields that lists show: kept beside the document too, so that a list need not read it whole. */
  readonly summary?: readonly string[]
  /** Set where documents say something of persons: they are encrypted where the site has given a key. */
  readonly personal?: PersonalFields
}

/**
 * How documents that say something of persons are encrypted. The fields that indexes, `unique` and `summary` name stay as
 * they are, to be found, sorted and listed by; every other one is encrypted.
 */
export interface PersonalFields {
  /** Further fields that stay as they are: they say nothing of a person. */
  readonly plain?: readonly string[]
  /** Texts that are found by what they are, though they are encrypted; never sorted by. */
  readonly matched?: readonly string[]
  /** Encrypted, though a summary names them. */
  readonly encrypted?: readonly string[]
}

/** Values that fields must have, all of them. Null stands for a document without the field, too. */
export type FieldValues = Readonly<Record<string, Scalar>>

export interface InsertWrite {
  readonly kind: 'insert'
  readonly collection: string
  readonly document: StoredDocument
}

/** What of a document is as it was in the revision that it replaces, so that a store need not write it again. */
export interface Growth {
  /** Of each list of its collection how many elements stand unchanged at its beginning; all there were, or none. */
  readonly kept: Readonly<Record<string, number>>
  /** The top-level fields it had and has no more. */
  readonly gone: readonly string[]
}

export interface ReplaceWrite {
  readonly kind: 'replace'
  readonly collection: string
  /** The whole new document, with its new revision. */
  readonly document: StoredDocument
  /** The revision the stored document must have. */
  readonly expectedRevision: number
  /** Said by whoever has that revision at hand; without it the document is written whole. */
  readonly grown?: Growth
}

export interface RemoveWrite {
  readonly kind: 'remove'
  readonly collection: string
  readonly id: string
  readonly expectedRevision: number
}

export type Write = InsertWrite | ReplaceWrite | RemoveWrite

/**
 * `index` is the write that lost. `exists`: its id, or the value of a unique
 * field, is taken. `stale`: the document has another revision or is gone.
 */
export type CommitResult =
  | { readonly committed: true }
  | { readonly committed: false; readonly index: number; readonly reason: 'exists' | 'stale' }

export type QueryOperator =
  | 'equal'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive'

/** One test on a top-level field. */
export interface QueryCondition {
  readonly field: string
  readonly operator: QueryOperator
  readonly value: Scalar
}

export interface QuerySort {
  readonly field: string
  readonly direction: 'ascending' | 'descending'
}

export interface Query {
  /** All must hold. `equal` null also finds documents without the field; no other comparison does. */
  readonly where?: readonly QueryCondition[]
  /**
   * At least one must hold. None at all finds nothing. Each is a range of an index that begins with its fields and
   * goes on with the sort field: a page then costs a step for each range and each document found, however many
   * documents there are.
   */
  readonly anyOf?: readonly FieldValues[]
  /**
   * Ties go by id, in the same direction. Without `sort`, documents come by
   * ascending id. A document without the sort field is not found: a page that
   * cannot say where it ends could not be followed by another.
   */
  readonly sort?: QuerySort
  /** Where the page before ended: its last document's sort value and id. Without `sort`, only the id counts. */
  readonly after?: { readonly value: string | number; readonly id: string }
  readonly limit: number
  /**
   * Compares each document with what is kept of it beside it, to be found or listed by: one that differs is given as it
   * would be found, with the names of what differs in a field `misfit`. For verifying; without `anyOf` and `only`.
   */
  readonly checked?: true
  /**
   * Gives of each document only its id, its revision and what lies at these paths: `state`, `snapshot.facts`, or of
   * each element of a list `history[].at`. Where all lie in the collection's summary, no document is read whole, and
   * what one does not have is absent; else it is absent or null.
   */
  readonly only?: readonly string[]
}

/** One combination of what fields have, in their order. */
export type DistinctValues = readonly (string | number | null)[]

/** What may be asked of a store by those who do not write. */
export type StoreReader = Pick<Store, 'get' | 'find' | 'distinct' | 'ping'>

/** Where a store's data lie, so that another thread can read them over a connection of its own. */
export type StorePlace = (
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'mongo'; readonly url: string }
) & { readonly keys?: DataKeys | undefined }

export interface Store {
  /** The document, or undefined; with its id alone where what is stored of it cannot be read. @throws {StoreError} when the store cannot be read. */
  get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined>

  /** The documents a query finds, in its order. @throws {StoreError} */
  find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]>

  /**
   * The different combinations of texts or numbers that fields have among the documents with these values; null where
   * one has none. In no order. With an index that begins with the fields of `among` and goes on with these, it costs a
   * step for each combination, however many documents there are. @throws {StoreError}
   */
  distinct(
    collection: string,
    fields: readonly string[],
    among?: FieldValues,
  ): Promise<DistinctValues[]>

  /**
   * Applies the writes, or none of them, and resolves once they are durable:
   * the answer to a caller may be sent.
   *
   * Only what both stores can promise may be relied on: the first write decides
   * whether the commit happens, and every further write is an insert whose id
   * nobody else can choose (an audit entry). SQLite applies any list atomically;
   * MongoDB refuses a list of another shape.
   *
   * @throws {StoreError} when it is not known to be stored. It may have been.
   */
  commit(writes: readonly Write[]): Promise<CommitResult>

  /**
   * A number that is another once somebody has written past this store: another process, or another connection. Absent
   * where a store cannot tell without being asked over the network.
   */
  writesOfOthers?(): number

  /** Resolves when the store answers. @throws {StoreError} */
  ping(): Promise<void>

  /** Finishes what was asked and lets go of the store. A second call does nothing. */
  close(): Promise<void>
}
