import type { CollectionDefinition, StoredDocument } from '../../ports/store.ts'
import { scalarField } from '../scalar-field.ts'

/** A document as MongoDB holds it: `_id` for the id, and fields of ours that begin with `_`. */
export interface MongoDocument {
  _id: string
  revision: number
  [field: string]: unknown
}

/**
 * A document as MongoDB can hold it, whatever its keys are.
 *
 * A dot or a `$` in a key has a meaning of its own there (facts are called
 * `fromUnit.tier`), so both are written as their full-width twins, and a key
 * that holds such a twin already gets a full-width backslash before it. A
 * top-level key that begins with `_` would be taken for ours and gets one too.
 * Values become what JSON makes of them, so that both stores give back the same.
 * @throws {TypeError} for a field of an index that holds no scalar, and a big integer
 */
export function encodeDocument(
  document: StoredDocument,
  definition: CollectionDefinition,
): MongoDocument {
  for (const field of definition.indexes.flat()) scalarField(document, field)
  const encoded: MongoDocument = { _id: document.id, revision: document.revision }
  for (const [key, value] of Object.entries(document)) {
    if (key === 'id' || value === undefined) continue
    setOwn(encoded, encodeField(key), encodeValue(value))
  }
  for (const field of definition.unique) {
    // Null is not a value to be unique: a sparse index passes over a field that is not there.
    const value = scalarField(document, field)
    if (value !== null) encoded[uniqueField(field)] = value
  }
  return encoded
}

/** The document that was encoded. */
export function decodeDocument<T extends StoredDocument>(stored: MongoDocument): T {
  const document: Record<string, unknown> = { id: stored._id }
  for (const [key, value] of Object.entries(stored)) {
    if (!key.startsWith('_')) setOwn(document, decodeKey(key), decodeValue(value))
  }
  return document as unknown as T
}

/** The unique fields whose values are kept once more, and are not the document's. */
export function misfitsIn(stored: MongoDocument, { unique }: CollectionDefinition): string[] {
  return unique.filter(
    (field) => (stored[encodeKey(field)] ?? null) !== (stored[uniqueField(field)] ?? null),
  )
}

/** Where the value of a unique field is kept once more, for the index. */
export function uniqueField(field: string): string {
  return `_unique_${field}`
}

function encodeValue(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      // As JSON: no infinity, and one zero.
      return Number.isFinite(value) ? value + 0 : null
    case 'bigint':
      throw new TypeError('a document cannot hold a big integer')
    case 'function':
    case 'symbol':
    case 'undefined':
      return null
    case 'object':
      break
    default:
      return value
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(encodeItem)
  if ('toJSON' in value && typeof value.toJSON === 'function') return encodeValue(value.toJSON())
  const encoded: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) setOwn(encoded, encodeKey(key), encodeValue(item))
  }
  return encoded
}

/** A list in a list goes into a document of its own: FerretDB 1 takes no other. */
function encodeItem(item: unknown): unknown {
  const encoded = encodeValue(item)
  return Array.isArray(encoded) ? { [nestedList]: encoded } : encoded
}

/** No key is written like this. */
const nestedList = '＼list'

function decodeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decodeValue)
  if (nestedList in value) return decodeValue(value[nestedList])
  const decoded: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value))
    setOwn(decoded, decodeKey(key), decodeValue(item))
  return decoded
}

const written: ReadonlyMap<string, string> = new Map([
  ['.', '．'],
  ['$', '＄'],
  ['\0', '＼0'],
  ['．', '＼．'],
  ['＄', '＼＄'],
  ['＼', '＼＼'],
])

/** The name of a field at the top of a document. */
export function encodeField(key: string): string {
  return key.startsWith('_') ? `＼${encodeKey(key)}` : encodeKey(key)
}

function encodeKey(key: string): string {
  if (key === '') return '＼e'
  return key.replaceAll(/[.$\0．＄＼]/gu, (character) => written.get(character)!)
}

function decodeKey(key: string): string {
  return key.replaceAll(/＼(.)|[．＄]/gsu, (found, escaped: string | undefined) => {
    if (escaped === undefined) return found === '．' ? '.' : '$'
    if (escaped === '0') return '\0'
    return escaped === 'e' ? '' : escaped
  })
}

/** Sets a key that may be `__proto__`, which an assignment would take for the prototype. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value
  else {
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
}
