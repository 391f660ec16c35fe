import type { Growth, StoredDocument } from '../ports/store.ts'
import { type FieldCipher, isSealed } from './field-cipher.ts'
import type { FieldRules } from './field-rules.ts'

/** By what the documents of a collection are encrypted. */
export interface Sealing {
  readonly collection: string
  readonly rules: FieldRules
  readonly cipher: FieldCipher
}

/**
 * A document as it is stored: what its collection does not leave plain is encrypted. That a field is null is no secret.
 * @param grown what a store does not write again, and nobody need encrypt again
 */
export function asStored(
  { collection, rules, cipher }: Sealing,
  document: StoredDocument,
  grown?: Growth,
): StoredDocument {
  const { id } = document
  const stored = Object.entries(document).map(([field, value]: [string, unknown]) => {
    if (value === null || value === undefined || rules.isPlain(field)) return [field, value]
    if (rules.isList(field) && Array.isArray(value)) {
      const kept = grown?.kept[field] ?? 0
      const place = { collection, id, field }
      // What is kept stands here for its place alone: no store writes it.
      return [field, value.map((each, at) => (at < kept ? null : cipher.seal(each ?? null, place)))]
    }
    if (!rules.isMatched(field)) return [field, cipher.seal(value, { collection, id, field })]
    if (typeof value !== 'string')
      throw new TypeError(`${field} of ${id} must be a text: it is found by`)
    return [field, cipher.match(value, collection, field)]
  })
  return Object.fromEntries(stored) as StoredDocument
}

/** Whether all of a stored document is encrypted as it would be now. */
export function isStoredAsNow(
  rules: FieldRules,
  cipher: FieldCipher,
  document: StoredDocument,
): boolean {
  return Object.entries(document).every(
    ([field, value]: [string, unknown]) =>
      value === null ||
      rules.isPlain(field) ||
      (rules.isList(field) && Array.isArray(value)
        ? value.every((each) => cipher.isCurrent(each))
        : cipher.isCurrent(value)),
  )
}

/** Every ciphertext of a stored document, with its field. */
export function sealedIn(
  rules: FieldRules,
  document: StoredDocument,
): readonly (readonly [field: string, sealed: string])[] {
  return Object.entries(document).flatMap(([field, value]: [string, unknown]) => {
    if (rules.isPlain(field)) return []
    if (!rules.isList(field) || !Array.isArray(value))
      return isSealed(value) ? [[field, value]] : []
    return value.filter(isSealed).map((each) => [field, each] as const)
  })
}
