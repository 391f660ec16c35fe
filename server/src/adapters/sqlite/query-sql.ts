import type { FieldValues, Query, QueryCondition, QueryOperator } from '../../ports/store.ts'
import { compareValues } from '../compare-values.ts'
import { projectionSql } from './projection-sql.ts'
import { quoted, sqlValue, type SqlValue, type TableLayout } from './table-layout.ts'

/** One SQL statement, whose text depends on the query's shape only, and the values to bind. */
export interface BoundSql {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** A query without ranges: rows of the id and what was asked for, in order, no more than the limit. */
export function querySql(layout: TableLayout, query: Query): BoundSql {
  const page = pageOf(layout, query)
  const tests = [...page.where, ...page.start]
  const sql = [
    `SELECT x.id, ${shown(layout, query, 'x')}${query.checked === true ? besides(layout) : ''} FROM ${layout.table} x`,
    `WHERE ${tests.map((test) => test.sql).join(' AND ')}`,
    `ORDER BY ${page.order} LIMIT ?`,
  ]
  return { sql: sql.join(' '), values: [...tests.flatMap((test) => test.values), query.limit] }
}

/**
 * A query with ranges: the rows of all of them in order. A row that lies in several comes as often, one after
 * another, and a range that is at its end gives a row without an id; so no limit can be put into the statement, and its
 * reader stops.
 *
 * It merges: `merged` is a queue that holds the next row of each range and gives the first of them all; whichever
 * range gave it brings its next. So a page takes a step into an index for each range and each row, whatever the ranges
 * hold, and only the rows that are given are read from the table. The ranges are bound as JSON, one list for each set
 * of fields, and make no statement longer.
 */
export function mergedSql(
  layout: TableLayout,
  query: Query,
  anyOf: readonly FieldValues[],
): BoundSql {
  const page = pageOf(layout, query)
  const { table } = layout
  const shapes = [...Map.groupBy(anyOf, (values) => Object.keys(values).toSorted().join(' '))].map(
    ([names, group]) => ({ fields: names === '' ? [] : names.split(' '), group }),
  )
  const bounds = shapes
    .reduce((most, { fields }) => (fields.length > most.length ? fields : most), [] as string[])
    .map((_, at) => `v${at}`)
  const columns = ['shape', ...bounds]
  const lists = shapes.map(
    ({ fields }, shape) =>
      `SELECT ${[shape, ...bounds.map((_, at) => (at < fields.length ? `value->>${at}` : 'NULL'))].join(', ')} FROM json_each(?)`,
  )
  /** The sort value and the id of the first row of a range `of` that passes the tests. */
  const next = (fields: readonly string[], of: string, tests: readonly Test[]) => {
    const within = fields.map((field, at) => `${layout.fieldSql(field, 'x')} IS ${of}.v${at}`)
    const all = [...within, ...[...page.where, ...tests].map((test) => test.sql)]
    // Of one id there is one row, and nothing to order; SQLite would make a list of it all the same.
    const order = fields.includes('id') ? '' : `ORDER BY ${page.order} `
    const from = `FROM ${table} x WHERE ${all.join(' AND ')} ${order}LIMIT 1`
    const carried = columns.map((column) => `${of}.${column}`)
    return `SELECT ${carried.join(', ')}, (SELECT ${layout.fieldSql(page.field, 'x')} ${from}), (SELECT x.id ${from}) FROM`
  }
  const heads = shapes.map(
    ({ fields }, shape) => `${next(fields, 'r', page.start)} ranges r WHERE r.shape = ${shape}`,
  )
  const nexts = shapes.map(
    ({ fields }, shape) =>
      `${next(fields, 'm', [page.beyondMerged])} merged m WHERE m.shape = ${shape} AND m.id IS NOT NULL`,
  )
  const sorted = columns.length + 1
  const sql = [
    `WITH RECURSIVE ranges(${columns.join(', ')}) AS MATERIALIZED (${lists.join(' UNION ALL ')}),`,
    `merged(${columns.join(', ')}, sort, id) AS (${[...heads, ...nexts].join(' UNION ALL ')}`,
    `ORDER BY ${sorted} ${page.direction}, ${sorted + 1} ${page.direction})`,
    `SELECT m.id, ${shown(layout, query, 'd')} FROM merged m LEFT JOIN ${table} d ON d.id = m.id`,
  ]
  const where = page.where.flatMap((test) => test.values)
  const start = page.start.flatMap((test) => test.values)
  return {
    sql: sql.join(' '),
    values: [
      ...shapes.map(({ fields, group }) =>
        JSON.stringify(group.map((values) => fields.map((field) => values[field]))),
      ),
      // Each range asks twice: for the sort value and for the id.
      ...shapes.flatMap(() => [...where, ...start, ...where, ...start]),
      ...shapes.flatMap(() => [...where, ...where]),
    ],
  }
}

/**
 * The different combinations of fields among documents with some values, one row each: field after field, and for each
 * combination of those before a step into an index for each value of the next.
 */
export function distinctSql(
  layout: TableLayout,
  fields: readonly string[],
  among: FieldValues,
): BoundSql {
  const within = Object.keys(among).map((field) => `${layout.fieldSql(field, 'x')} IS ?`)
  const values = Object.values(among).map(sqlValue)
  const levels = fields.map((field, level) => {
    const before = fields.slice(0, level)
    const known = before.map((_, at) => `v${at}`)
    const read = layout.fieldSql(field, 'x')
    /** The rows of a combination `of` the fields before. */
    const rows = (of: string, test: string) => {
      const same = before.map((each, at) => `${layout.fieldSql(each, 'x')} IS ${of}.v${at}`)
      return `FROM ${layout.table} x WHERE ${[...within, ...same, test].join(' AND ')}`
    }
    const next = (of: string, test: string) =>
      `(SELECT ${read} ${rows(of, test)} ORDER BY ${read} LIMIT 1)`
    const columns = [...known, `v${level}`].join(', ')
    const of = (name: string) => known.map((column) => `${name}.${column}, `).join('')
    const above = level === 0 ? '(SELECT 1)' : `all${level - 1}`
    return [
      `found${level}(${columns}) AS (SELECT ${of('a')}${next('a', `${read} IS NOT NULL`)} FROM ${above} a UNION ALL`,
      `SELECT ${of('f')}${next('f', `${read} > +f.v${level}`)} FROM found${level} f WHERE f.v${level} IS NOT NULL),`,
      `all${level}(${columns}) AS (SELECT ${columns} FROM found${level} WHERE v${level} IS NOT NULL UNION ALL`,
      `SELECT ${of('a')}NULL FROM ${above} a WHERE EXISTS (SELECT 1 ${rows('a', `${read} IS NULL`)}))`,
    ].join(' ')
  })
  return {
    sql: `WITH RECURSIVE ${levels.join(', ')} SELECT * FROM all${fields.length - 1}`,
    values: levels.flatMap(() => [...values, ...values, ...values]),
  }
}

interface Test {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** The parts of a query that all its statements share. Rows are read under the name `x`. */
interface PageParts {
  readonly field: string
  readonly direction: 'ASC' | 'DESC'
  /** What holds for every row of every page. */
  readonly where: readonly Test[]
  /** Where the first row asked for is looked for: after the page before, or where all rows begin. */
  readonly start: readonly Test[]
  /** What lies after the row `m` of the queue. */
  readonly beyondMerged: Test
  readonly order: string
}

function pageOf(layout: TableLayout, { where = [], sort, after }: Query): PageParts {
  const { field, direction: way } = sort ?? { field: 'id', direction: 'ascending' as const }
  const direction = way === 'descending' ? 'DESC' : 'ASC'
  const beyond = way === 'descending' ? '<' : '>'
  const byId = field === 'id'
  const sorted = layout.fieldSql(field, 'x')
  const tested = (conditions: readonly QueryCondition[]) =>
    conditions.map((condition) => conditionSql(layout, condition))
  // SQLite begins to read an index at one bound only. Two would let it begin at the wider and read up to the narrower.
  const outer = where.filter((each) => each.field === field && comesFirst(each, way))
  const startsAfter =
    after !== undefined && outer.every((each) => passes(byId ? after.id : after.value, each))
  // The plus keeps SQLite from comparing a column with a column, for which it would not use the index.
  // That there is a value is said beside it, for SQLite does not see by the pair that a sparse index will do.
  const behind = (pair: string) => `(${sorted}, x.id) ${beyond} ${pair} AND ${sorted} IS NOT NULL`
  const next = byId ? `x.id ${beyond} +m.id` : behind('(+m.sort, +m.id)')
  return {
    field,
    direction,
    where: tested(where.filter((each) => !outer.includes(each))),
    start: startsAfter
      ? [
          byId
            ? { sql: `x.id ${beyond} ?`, values: [after.id] }
            : { sql: behind('(?, ?)'), values: [after.value, after.id] },
        ]
      : outer.length > 0
        ? tested(outer)
        : [{ sql: `${sorted} IS NOT NULL`, values: [] }],
    beyondMerged: { sql: next, values: [] },
    order: byId ? `x.id ${direction}` : `${sorted} ${direction}, x.id ${direction}`,
  }
}

/** Whether a condition on the sort field says where the rows begin, in the direction they are read in. */
function comesFirst({ operator, value }: QueryCondition, way: 'ascending' | 'descending'): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false
  return way === 'descending'
    ? operator === 'lessThan' || operator === 'lessThanInclusive'
    : operator === 'greaterThan' || operator === 'greaterThanInclusive'
}

/** Whether a value passes a condition that says where rows begin: then all that lie beyond it do. */
function passes(value: string | number, condition: QueryCondition): boolean {
  const order = compareValues(value, condition.value as string | number)
  switch (condition.operator) {
    case 'lessThan':
      return order < 0
    case 'lessThanInclusive':
      return order <= 0
    case 'greaterThan':
      return order > 0
    default:
      return order >= 0
  }
}

/** Everything in a row but the document. */
function besides({ columns }: TableLayout): string {
  return columns
    .filter((column) => column !== 'doc')
    .map((column) => `, x.${quoted(column)}`)
    .join('')
}

/** What is read of each document: all of it, what is kept beside it, or the parts asked for. */
function shown(layout: TableLayout, query: Query, of: string): string {
  if (query.only === undefined) return `${of}.doc`
  return layout.hasBeside(query) ? `${of}.summary` : projectionSql(query.only, of, layout.parts)
}

const comparisons: Record<QueryOperator, string> = {
  equal: '=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

function conditionSql(layout: TableLayout, { field, operator, value }: QueryCondition): Test {
  const read = layout.fieldSql(field, 'x')
  if (value === null && operator === 'equal') return { sql: `${read} IS NULL`, values: [] }
  return { sql: `${read} ${comparisons[operator]} ?`, values: [sqlValue(value)] }
}
