import { firstNameOf } from '../ports/first-name-of.ts'
import { StoreError } from '../ports/store-error.ts'
import type {
  CollectionDefinition,
  CommitResult,
  DistinctValues,
  FieldValues,
  Query,
  Store,
  StoredDocument,
  Write,
} from '../ports/store.ts'
import { createFieldCipher, type FieldCipher, isSealed } from './field-cipher.ts'
import type { DataKeys } from '../ports/data-keys.ts'
import { type FieldRules, fieldRules } from './field-rules.ts'
import { keyMissing } from './key-suites.ts'
import { pickPaths } from './pick-paths.ts'
import { asStored, sealedIn } from './stored-fields.ts'
import { TamperedError } from './suites.ts'

/**
 * A store whose documents are encrypted as their collections say: the lowest wrapper, right above the adapter. Without
 * keys it writes what it is given, and refuses to read what is encrypted. What was stored before there was a key is read as it is.
 */
export function encryptedStore(
  store: Store,
  collections: readonly CollectionDefinition[],
  keys: DataKeys | undefined,
): Store {
  return new EncryptedStore(store, fieldRules(collections), createFieldCipher(keys))
}

class EncryptedStore implements Store {
  readonly #store: Store
  readonly #rules: ReadonlyMap<string, FieldRules>
  readonly #cipher: FieldCipher | undefined
  readonly writesOfOthers?: () => number

  constructor(
    store: Store,
    rules: ReadonlyMap<string, FieldRules>,
    cipher: FieldCipher | undefined,
  ) {
    this.#store = store
    this.#rules = rules
    this.#cipher = cipher
    if (store.writesOfOthers) this.writesOfOthers = () => store.writesOfOthers?.() ?? 0
  }

  async get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined> {
    const found = await this.#store.get<T>(collection, id)
    return found && this.#opened(collection, found)
  }

  async find<T extends StoredDocument>(collection: string, query: Query): Promise<T[]> {
    const rules = this.#rules.get(collection)
    if (rules === undefined) return await this.#store.find<T>(collection, query)
    const found = await this.#store.find<T>(collection, this.#asked(collection, rules, query))
    const opened = found.map((document) => this.#opened(collection, document))
    const { only } = query
    return only === undefined ? opened : opened.map((document) => onlyOf(document, rules, only))
  }

  async distinct(
    collection: string,
    fields: readonly string[],
    among: FieldValues = {},
  ): Promise<DistinctValues[]> {
    const rules = this.#rules.get(collection)
    if (rules === undefined) return await this.#store.distinct(collection, fields, among)
    for (const field of fields) if (!rules.isMatched(field)) assertPlain(collection, rules, field)
    const ranges = this.#ranges(collection, rules, among)
    const found = await Promise.all(
      ranges.map(async (range) => this.#store.distinct(collection, fields, range)),
    )
    const values = found.flat().map((each) => this.#openedValues(collection, fields, each))
    return [...new Map(values.map((each) => [JSON.stringify(each), each])).values()]
  }

  #openedValues(
    collection: string,
    fields: readonly string[],
    values: DistinctValues,
  ): DistinctValues {
    return values.map((value, at) => {
      if (!isSealed(value)) return value
      if (this.#cipher === undefined) throw keyMissing([keyNamedIn(['', value])])
      return this.#cipher.open(value, { collection, id: '', field: fields[at] ?? '' }) as string
    })
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    return await this.#store.commit(writes.map((write) => this.#sealed(write)))
  }

  async ping(): Promise<void> {
    await this.#store.ping()
  }

  async close(): Promise<void> {
    await this.#store.close()
  }

  #sealed(write: Write): Write {
    const rules = this.#rules.get(write.collection)
    if (rules === undefined || this.#cipher === undefined || write.kind === 'remove') return write
    const grown = write.kind === 'replace' ? write.grown : undefined
    const { collection, document } = write
    return {
      ...write,
      document: asStored({ collection, rules, cipher: this.#cipher }, document, grown),
    }
  }

  /** A document as it was written; with its id alone where a part of it was changed in the store. @throws {StoreError} */
  #opened<T extends StoredDocument>(collection: string, document: T): T {
    const rules = this.#rules.get(collection)
    if (rules === undefined) return document
    const { id } = document
    const sealed = sealedIn(rules, document)
    if (sealed.length === 0) return document
    const cipher = this.#cipher
    if (cipher === undefined) throw keyMissing([...new Set(sealed.map(keyNamedIn))])
    try {
      const opened = Object.fromEntries(Object.entries(document) as [string, unknown][])
      for (const field of new Set(sealed.map(([name]) => name))) {
        const value = opened[field]
        const open = (each: unknown) =>
          isSealed(each) ? cipher.open(each, { collection, id, field }) : each
        opened[field] = rules.isList(field) && Array.isArray(value) ? value.map(open) : open(value)
      }
      return opened as unknown as T
    } catch (error) {
      if (error instanceof StoreError || !isDamage(error)) throw error
      return { id, revision: 0 } as T
    }
  }

  /** A query as the store can answer it. @throws {TypeError} our own code asked for what is encrypted */
  #asked(collection: string, rules: FieldRules, query: Query): Query {
    const { where = [], anyOf, sort, only } = query
    if (sort !== undefined) assertPlain(collection, rules, sort.field)
    const [equal, others] = [
      where.filter(({ field }) => rules.isMatched(field)),
      where.filter(({ field }) => !rules.isMatched(field)),
    ]
    for (const { field } of others) assertPlain(collection, rules, field)
    for (const { field, operator } of equal)
      if (operator !== 'equal') throw new TypeError(`${collection}.${field} is encrypted`)
    const asked = only && { only: storedPaths(rules, only) }
    const matched = Object.fromEntries(equal.map(({ field, value }) => [field, value]))
    if (anyOf === undefined && equal.length === 0) return { ...query, ...asked }
    // A range is read from an index that begins with its fields: what is asked of all belongs into each.
    const common = equal.length === 0 ? [] : others.filter(({ operator }) => operator === 'equal')
    const shared = Object.fromEntries(common.map(({ field, value }) => [field, value]))
    const ranges = (anyOf ?? [{}]).flatMap((range) =>
      this.#ranges(collection, rules, { ...shared, ...range, ...matched }),
    )
    return {
      ...query,
      ...asked,
      where: others.filter((condition) => !common.includes(condition)),
      anyOf: ranges,
    }
  }

  /** The ranges in which documents with some values lie, however they were encrypted. */
  #ranges(collection: string, rules: FieldRules, values: FieldValues): readonly FieldValues[] {
    let ranges: readonly FieldValues[] = [values]
    for (const [field, value] of Object.entries(values)) {
      if (!rules.isMatched(field)) assertPlain(collection, rules, field)
      else if (typeof value === 'string' && this.#cipher !== undefined) {
        const texts = this.#cipher.matches(value, collection, field)
        ranges = ranges.flatMap((range) => texts.map((text) => ({ ...range, [field]: text })))
      }
    }
    return ranges
  }
}

function assertPlain(collection: string, rules: FieldRules, field: string): void {
  if (!rules.isPlain(field)) throw new TypeError(`${collection}.${field} is encrypted`)
}

/** The paths to be asked for: of what is encrypted the whole field. */
function storedPaths(rules: FieldRules, only: readonly string[]): string[] {
  const paths = only.map((path) => (rules.isPlain(firstNameOf(path)) ? path : firstNameOf(path)))
  return [...new Set(paths)]
}

/** Of a document the paths asked for, where more of a field was read. */
function onlyOf<T extends StoredDocument>(
  document: T,
  rules: FieldRules,
  only: readonly string[],
): T {
  const picked = Object.entries(document).map(([field, value]) => {
    const paths = only.filter((path) => firstNameOf(path) === field)
    const whole = rules.isPlain(field) || paths.length === 0 || value === null
    return [field, whole ? value : pickPaths(value, paths)]
  })
  return Object.fromEntries(picked) as T
}

function isDamage(error: unknown): boolean {
  return error instanceof TamperedError || error instanceof SyntaxError
}

function keyNamedIn([, value]: readonly [string, unknown]): string {
  return String(value).slice(3, 11)
}
