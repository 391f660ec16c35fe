import type { QueryPlan } from '../../../server/src/adapters/sqlite/sqlite-store.ts'
import type { CollectionDefinition } from '../../../server/src/ports/store.ts'

/**
 * Makes a judge of plans that fails the test whose server asks in a way that reads more than it finds. Every server of
 * the tests has it, so that a new way of asking is judged by the first test that comes to it. It judges twice: by
 * SQLite's own plan, and by what is declared, which is all that can be said of MongoDB here.
 */
export function assertPlanned(
  collections: readonly CollectionDefinition[],
): (plan: QueryPlan) => void {
  return (plan) => {
    const wrong = faultOfPlan(plan) ?? faultOfIndexes(collections, plan)
    if (wrong === undefined) return
    const { collection, query, steps } = plan
    const asked = JSON.stringify({ ...query, anyOf: query.anyOf?.slice(0, 3) })
    const message = `${wrong}: ${collection} ${asked}\n${steps.join('\n')}`
    // The reply of a route that failed does not say it.
    console.error(message)
    throw new Error(message)
  }
}

/**
 * What may be tested beside the index, and why that stays small: a ruleset has few versions, and of these only the ones
 * that begin after the day asked for are read in vain.
 */
const besides: Readonly<Record<string, readonly string[]>> = { publications: ['from'] }

/** Whatever a query tests must be a bound of the index that is read, and nothing may be sorted. */
function faultOfPlan({ collection, query, steps }: QueryPlan): string | undefined {
  const all = query.where === undefined && query.anyOf === undefined
  const reads = steps.filter((step) => /\bx\b/.test(step))
  if (steps.some((step) => step.includes('TEMP B-TREE'))) return 'rows are sorted'
  if (reads.length === 0) return 'no table is read'
  const searches = (step: string) => /^SEARCH x (EXISTS )?USING (COVERING )?INDEX/.test(step)
  const inOrder = (step: string) => all && step.startsWith('SCAN x USING INDEX')
  if (reads.some((step) => !searches(step) && !inOrder(step))) return 'a table is read through'
  const unserved = rangesOf(collection, query)
    .map(({ equal, bounds }) => [...equal, ...bounds])
    .find((fields) => !reads.some((step) => fields.every((field) => boundsOf(step).has(field))))
  return unserved && `no index serves ${unserved.join(', ')}`
}

/** Each range must be one of a declared index: the fields that are equal first, then what it is sorted by. */
function faultOfIndexes(
  collections: readonly CollectionDefinition[],
  { collection, query }: QueryPlan,
): string | undefined {
  const definition = collections.find(({ name }) => name === collection)
  if (query.distinct !== undefined) return faultOfDistinct(definition, query)
  const sorted = query.sort?.field ?? 'id'
  const indexes = [
    ...(definition?.indexes ?? []),
    ...(definition?.unique ?? []).map((field) => [field]),
    [],
  ].map((fields) => [...fields, 'id'])
  const unserved = rangesOf(collection, query).find(
    ({ equal, bounds }) =>
      !equal.includes('id') &&
      (bounds.some((field) => field !== sorted) ||
        !indexes.some(
          (fields) =>
            fields[equal.length] === sorted &&
            fields.slice(0, equal.length).every((field) => equal.includes(field)),
        )),
  )
  return unserved && `no index is declared for ${[...unserved.equal, sorted].join(', ')}`
}

/** An index must begin with the fields that are equal, and go on with those whose values are asked for. */
function faultOfDistinct(
  definition: CollectionDefinition | undefined,
  { anyOf = [{}], distinct = [] }: QueryPlan['query'],
): string | undefined {
  const equal = Object.keys(anyOf[0] ?? {})
  const served = definition?.indexes.some(
    (fields) =>
      equal.every((field) => fields.slice(0, equal.length).includes(field)) &&
      distinct.every((field, at) => fields[equal.length + at] === field),
  )
  return served === true ? undefined : `no index is declared for ${[...equal, ...distinct].join()}`
}

/** The fields that must be equal, and those that must lie within bounds, in each range of a query. */
function rangesOf(collection: string, { anyOf = [{}], where = [] }: QueryPlan['query']) {
  const equal = where.filter(({ operator }) => operator === 'equal').map(({ field }) => field)
  const bounds = where
    .filter(({ field, operator }) => operator !== 'equal' && !besides[collection]?.includes(field))
    .map(({ field }) => field)
  return anyOf.map((range) => ({ equal: [...Object.keys(range), ...equal], bounds }))
}

/** The fields a step looks up in its index: `… (county=? AND (updatedAt,id)<(?,?))`. */
function boundsOf(step: string): ReadonlySet<string> {
  return new Set(step.slice(step.indexOf(' (') + 1).match(/[A-Za-z]\w*(?=[,)]|[<>=])/g) ?? [])
}
