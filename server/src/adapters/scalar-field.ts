import type { Scalar, StoredDocument } from '../ports/store.ts'

/**
 * What a document has in a field that it can be found by; null where it has none.
 * @throws {TypeError} when that is no scalar: our own code stored wrongly
 */
export function scalarField(document: StoredDocument, field: string): Scalar {
  const value = (document as unknown as Readonly<Record<string, unknown>>)[field] ?? null
  if (isScalar(value)) return value
  throw new TypeError(`${field} of ${document.id} must hold a text, a number, true, false or null`)
}

/** Whether a value is one a query may compare with. Pure. */
export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
