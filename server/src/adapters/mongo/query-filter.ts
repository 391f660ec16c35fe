import type { Document, Filter, Sort } from 'mongodb'
import type { Query, QueryOperator } from '../../ports/store.ts'
import type { MongoDocument } from './document-codec.ts'

const comparisons: Record<QueryOperator, string> = {
  equal: '$eq',
  in: '$in',
  lessThan: '$lt',
  lessThanInclusive: '$lte',
  greaterThan: '$gt',
  greaterThanInclusive: '$gte',
}

/** A query as MongoDB's filter and sort. What is being removed is not found. */
export function queryFilter(query: Query): { filter: Filter<MongoDocument>; sort: Sort } {
  const tests: Document[] = [{ _removed: { $exists: false } }]
  for (const { field, operator, value } of query.where ?? []) {
    tests.push({ [stored(field)]: { [comparisons[operator]]: value } })
  }

  const { field, direction } = query.sort ?? { field: 'id', direction: 'ascending' as const }
  const sorted = stored(field)
  const order = direction === 'descending' ? -1 : 1
  const beyond = direction === 'descending' ? '$lt' : '$gt'
  if (sorted === '_id') {
    if (query.after) tests.push({ _id: { [beyond]: query.after.id } })
    return { filter: { $and: tests }, sort: { _id: order } }
  }

  if (query.after) {
    const { value, id } = query.after
    tests.push({
      $or: [{ [sorted]: { [beyond]: value } }, { [sorted]: value, _id: { [beyond]: id } }],
    })
  } else {
    tests.push({ [sorted]: { $ne: null } })
  }
  return { filter: { $and: tests }, sort: { [sorted]: order, _id: order } }
}

/** What of the documents is given back: all but our own marks, or the paths asked for. */
export function projectionOf({ only }: Query): Document {
  if (only === undefined) return { _followUps: 0 }
  return Object.fromEntries(['revision', ...only].map((path) => [projectedPath(path), 1]))
}

/** `history[].at` is `history.at` there: a path goes through lists by itself. */
function projectedPath(path: string): string {
  return path
    .split('.')
    .map((step) => stored(step.replace(/\[\]$/, '')))
    .join('.')
}

function stored(field: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(field)) throw new TypeError(`not a plain name: ${field}`)
  return field === 'id' ? '_id' : field
}
