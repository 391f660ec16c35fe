import type { Query } from '../ports/store.ts'

/** Refuses a query no store could answer. @throws {TypeError} our own code asked wrongly */
export function checkQuery(query: Query): void {
  if (!Number.isInteger(query.limit) || query.limit < 0) {
    throw new TypeError(`limit must be a whole number from 0, not ${query.limit}`)
  }
  for (const { field, operator, value } of query.where ?? []) {
    if (Array.isArray(value) !== (operator === 'in')) {
      throw new TypeError(`${field}: ${operator} does not compare with ${JSON.stringify(value)}`)
    }
  }
}
