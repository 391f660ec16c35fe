import type { Document, Filter, Sort } from 'mongodb'
import type { FieldValues, Query, QueryOperator } from '../../ports/store.ts'
import { plainName } from '../check-query.ts'
import { firstNameOf } from '../../ports/first-name-of.ts'
import type { MongoDocument } from './document-codec.ts'

const comparisons: Record<QueryOperator, string> = {
  equal: '$eq',
  lessThan: '$lt',
  lessThanInclusive: '$lte',
  greaterThan: '$gt',
  greaterThanInclusive: '$gte',
}

/**
 * MongoDB merges the ranges of an `$or` in the order of their index as long as they are not too many: it plans each by
 * itself, and gives up above some hundreds. More ranges than this are asked for in several commands at once.
 */
const maxRanges = 50

/** A query as the filters to be asked with one sort; together they find what it asks. */
export interface MongoQuery {
  readonly filters: readonly Filter<MongoDocument>[]
  readonly sort: Sort
}

/**
 * A query as MongoDB's filters and sort. Each range is an `$or` clause that holds all that is asked, so that one index
 * serves it from end to end. What is being removed is not found.
 */
export function queryFilter(query: Query): MongoQuery {
  const field = stored(query.sort?.field ?? 'id')
  const down = query.sort?.direction === 'descending'
  const order = down ? -1 : 1
  const common: Document[] = [{ _removed: { $exists: false } }]
  for (const condition of query.where ?? []) {
    const { operator, value } = condition
    common.push({ [stored(condition.field)]: { [comparisons[operator]]: value } })
  }
  const places = placesAfter(query, field, down ? '$lt' : '$gt')
  const ranges = (query.anyOf ?? [{}]).map(rangeFilter)
  const filters: Filter<MongoDocument>[] = []
  for (let from = 0; from < ranges.length; from += maxRanges) {
    const clauses = ranges
      .slice(from, from + maxRanges)
      .flatMap((range) => places.map((place) => ({ $and: [...range, ...common, ...place] })))
    filters.push(clauses.length === 1 && clauses[0] ? clauses[0] : { $or: clauses })
  }
  return { filters, sort: field === '_id' ? { _id: order } : { [field]: order, _id: order } }
}

/** The values of a range as a filter. */
export function rangeFilter(values: FieldValues): Document[] {
  return Object.entries(values).map(([field, value]) => ({ [stored(field)]: { $eq: value } }))
}

/** Where a page begins: beyond the sort value of the last document before, or at the same value beyond its id. */
function placesAfter({ after }: Query, field: string, beyond: '$lt' | '$gt'): Document[][] {
  if (after === undefined) return [field === '_id' ? [] : [{ [field]: { $ne: null } }]]
  const { value, id } = after
  return field === '_id'
    ? [[{ _id: { [beyond]: id } }]]
    : [[{ [field]: { [beyond]: value } }], [{ [field]: { $eq: value } }, { _id: { [beyond]: id } }]]
}

/** The name of a field as MongoDB holds it. @throws {TypeError} for a name that is no plain word */
export function stored(field: string): string {
  return field === 'id' ? '_id' : plainName(field)
}

/** What of the documents is given back: all but our own marks, or the paths asked for and what they are sorted by. */
export function projectionOf({ only, sort }: Query): Document {
  if (only === undefined) return { _followUps: 0 }
  const paths = ['revision', ...only]
  if (sort !== undefined && !only.some((path) => firstNameOf(path) === sort.field))
    paths.push(sort.field)
  return Object.fromEntries(paths.map((path) => [projectedPath(path), 1]))
}

/** `history[].at` is `history.at` there: a path goes through lists by itself. */
function projectedPath(path: string): string {
  return path
    .split('.')
    .map((step) => stored(step.replace(/\[\]$/, '')))
    .join('.')
}
