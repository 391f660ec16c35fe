import type { FieldValues, Query } from '../ports/store.ts'
import { isScalar } from './scalar-field.ts'

/** Refuses a query no store could answer. @throws {TypeError} our own code asked wrongly */
export function checkQuery(query: Query): void {
  if (!Number.isInteger(query.limit) || query.limit < 0) {
    throw new TypeError(`limit must be a whole number from 0, not ${query.limit}`)
  }
  for (const step of (query.only ?? []).flatMap((path) => path.split('.')))
    plainName(step.replace(/\[\]$/, ''))
  if (query.checked === true && (query.only !== undefined || query.anyOf !== undefined))
    throw new TypeError('only whole documents in one range are checked')
  for (const { field, value } of query.where ?? []) {
    plainName(field)
    if (!isScalar(value)) throw notComparable(field, value)
  }
  if (query.sort !== undefined) plainName(query.sort.field)
  for (const values of query.anyOf ?? []) checkValues(values)
}

/** Refuses a question for distinct values that no store could answer. @throws {TypeError} our own code asked wrongly */
export function checkDistinct(fields: readonly string[], among: FieldValues): void {
  if (fields.length === 0) throw new TypeError('no field to be told the values of')
  for (const field of fields) plainName(field)
  checkValues(among)
}

function checkValues(values: FieldValues): void {
  for (const [field, value] of Object.entries(values)) {
    plainName(field)
    if (!isScalar(value)) throw notComparable(field, value)
  }
}

function notComparable(field: string, value: unknown): TypeError {
  return new TypeError(`${field} does not compare with ${JSON.stringify(value)}`)
}

/**
 * The name itself, once it is known to be a plain word: names come from our own code, and go into queries as they are.
 * @throws {TypeError}
 */
export function plainName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new TypeError(`not a plain name: ${name}`)
  return name
}
