import { suggest } from '@jieli/engine'
import type { TableColumn } from './table-column.ts'
import { createTableProblem, ProblemList, TableError } from './table-problem.ts'

/** Which column of the table stands in which place; `undefined` where a place has no name. */
export interface TableHeader {
  readonly places: readonly (TableColumn | undefined)[]
}

/**
 * Finds the columns by what the header says: their names, or their titles in either language.
 * @throws TableError naming every column that is unknown, ambiguous, there twice, or missing
 */
export function readHeader(
  record: readonly string[],
  columns: readonly TableColumn[],
  row: number,
): TableHeader {
  const problems = new ProblemList()
  const delimiter = record.length === 1 ? /[;\t|，；、]/.exec(record[0] ?? '')?.[0] : undefined
  if (delimiter !== undefined) {
    const value = delimiter === '\t' ? 'Tab' : delimiter
    throw new TableError([createTableProblem('TABLE_DELIMITER', { row, value })])
  }
  const byWord = new Map<string, TableColumn[]>()
  for (const column of columns)
    for (const word of new Set(wordsOf(column)))
      byWord.set(word, [...(byWord.get(word) ?? []), column])
  const names = new Set(columns.map(({ name }) => normal(name)))
  const seen = new Set<string>()
  const places = record.map((cell) => {
    const word = normal(cell)
    if (word === '') return undefined
    const place = { row, column: cell.trim(), value: cell.trim() }
    const found = byWord.get(word) ?? []
    // A name belongs to one column even where another has it for a title.
    const column = names.has(word) ? found.find(({ name }) => normal(name) === word) : found[0]
    if (column === undefined) {
      problems.add(() =>
        createTableProblem('COLUMN_UNKNOWN', place, {
          suggestion: suggest(
            cell.trim(),
            columns.flatMap(({ name, title }) => [name, title.zh]),
          ),
        }),
      )
      return undefined
    }
    if (!names.has(word) && found.length > 1) {
      const choices = found.map(({ name }) => name).join(', ')
      problems.add(() => createTableProblem('COLUMN_AMBIGUOUS', place, { names: choices }))
      return undefined
    }
    if (seen.has(column.name)) problems.add(() => createTableProblem('COLUMN_TWICE', place))
    seen.add(column.name)
    return column
  })
  if (problems.total === 0 && seen.size === 0)
    throw new TableError([createTableProblem('TABLE_EMPTY', { row })])
  for (const { name, title, required } of columns)
    if (required === true && !seen.has(name))
      problems.add(() =>
        createTableProblem('COLUMN_MISSING', { row, column: name }, { title, name }),
      )
  if (problems.total > 0) throw problems.error()
  return { places }
}

/** True when a row only says the columns' names or titles again: the second row of the template. Pure. */
export function repeatsHeader(record: readonly string[], { places }: TableHeader): boolean {
  const filled = record.flatMap((cell, at) => (normal(cell) === '' ? [] : [{ cell, at }]))
  return (
    filled.length > 0 &&
    filled.every(({ cell, at }) => {
      const column = places[at]
      return column !== undefined && wordsOf(column).includes(normal(cell))
    })
  )
}

function wordsOf({ name, title }: TableColumn): readonly string[] {
  return [normal(name), normal(title.zh), normal(title.en)]
}

function normal(text: string): string {
  return text.trim().toLowerCase()
}
