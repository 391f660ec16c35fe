import type { Query, QueryCondition, QueryOperator, Scalar } from '../../ports/store.ts'
import { fieldSql, plainName } from './field-sql.ts'
import { projectionSql } from './projection-sql.ts'

type Parameter = string | number | null

/** A query as one SQL statement and the values to bind; the statement's text depends on the query's shape only. */
export function querySql(collection: string, query: Query): { sql: string; values: Parameter[] } {
  const tests: string[] = []
  const values: Parameter[] = []
  for (const condition of query.where ?? []) {
    const test = conditionSql(condition)
    tests.push(test.sql)
    values.push(...test.values)
  }

  const { field, direction } = query.sort ?? { field: 'id', direction: 'ascending' as const }
  const sorted = fieldSql(field)
  const down = direction === 'descending'
  if (field !== 'id') tests.push(`${sorted} IS NOT NULL`)
  if (query.after) {
    const beyond = down ? '<' : '>'
    tests.push(field === 'id' ? `id ${beyond} ?` : `(${sorted}, id) ${beyond} (?, ?)`)
    if (field !== 'id') values.push(query.after.value)
    values.push(query.after.id)
  }

  const order = down ? 'DESC' : 'ASC'
  values.push(query.limit)
  const table = plainName(collection)
  const sql = [
    `SELECT ${query.only === undefined ? 'doc' : projectionSql(query.only, table)} FROM ${table}`,
    tests.length > 0 ? `WHERE ${tests.join(' AND ')}` : '',
    `ORDER BY ${field === 'id' ? '' : `${sorted} ${order}, `}id ${order} LIMIT ?`,
  ]
  return { sql: sql.join(' '), values }
}

const comparisons: Record<Exclude<QueryOperator, 'in'>, string> = {
  equal: '=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
}

function conditionSql({ field, operator, value }: QueryCondition): {
  sql: string
  values: Parameter[]
} {
  const read = fieldSql(field)
  if (operator === 'in') {
    // One parameter for the whole list, so that its length does not make a new statement.
    const list = value as readonly Scalar[]
    const sql = `${read} IN (SELECT value FROM json_each(?))`
    return {
      sql: list.includes(null) ? `(${sql} OR ${read} IS NULL)` : sql,
      values: [JSON.stringify(list.filter((item) => item !== null))],
    }
  }
  if (value === null && operator === 'equal') return { sql: `${read} IS NULL`, values: [] }
  return { sql: `${read} ${comparisons[operator]} ?`, values: [bound(value as Scalar)] }
}

/** json_extract gives true as 1. */
function bound(value: Scalar): Parameter {
  return typeof value === 'boolean' ? Number(value) : value
}
