import { type Facts, fitsType, indexRuleset, type Ruleset, type Value } from '@jieli/engine'
import { createFigureParser } from './figure-parser.ts'
import { readTable } from './read-table.ts'
import {
  importLimits,
  type TableColumn,
  type TableFormat,
  type TableLimits,
} from './table-column.ts'
import { createTableProblem, type ProblemList } from './table-problem.ts'

/** A row of cases or events: its own columns as text, and the facts it tells. */
export interface FactRow {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly facts: Facts
}

export interface ReadRowsOptions {
  readonly ruleset: Ruleset
  readonly format: TableFormat
  readonly limits?: TableLimits
  /** Where problems and notes go. Rows with a problem are not given. */
  readonly problems: ProblemList
  readonly notes: ProblemList
}

/**
 * Reads rows whose columns are facts, one by one: millions pass without being held.
 * @throws TableError when the table cannot be read at all
 */
export async function* readFactRows(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  columns: readonly TableColumn[],
  { ruleset, format, limits = importLimits, problems, notes }: ReadRowsOptions,
): AsyncGenerator<FactRow, void> {
  const parsers = new Map(
    [...indexRuleset(ruleset).facts].map(([id, fact]) => [id, createFigureParser(fact)]),
  )
  const required = columns.filter((column) => column.required === true)
  const moments = columns.filter(({ name }) => name === 'at' || name === 'recordedAt')
  const table = readTable(source, {
    format,
    limits,
    columns,
    onNote: (note) => {
      notes.add(() => note)
    },
  })
  for await (const { row, cells } of table) {
    const before = problems.total
    for (const { name, title } of required)
      if (cells[name] === undefined)
        problems.add(() => createTableProblem('CELL_REQUIRED', { row, column: name }, { title }))
    for (const { name, title } of moments) {
      const value = cells[name]
      if (value !== undefined && !fitsType('dateTime', value))
        problems.add(() =>
          createTableProblem(
            'CELL_TYPE',
            { row, column: name, value },
            { title, expected: momentForm },
          ),
        )
    }
    const facts: Record<string, Value> = {}
    for (const name in cells) {
      const parse = parsers.get(name)
      if (parse === undefined) continue
      const parsed = parse(cells[name] ?? '', { row, column: name })
      if ('problem' in parsed) problems.add(parsed.problem)
      else {
        facts[name] = parsed.value
        if (parsed.note !== undefined) notes.add(parsed.note)
      }
    }
    if (problems.total === before) yield { row, cells, facts }
  }
}

const momentForm = {
  zh: '带时区的时间，例如 2025-01-31T09:00:00+08:00',
  en: 'a time with its offset, such as 2025-01-31T09:00:00+08:00',
}
