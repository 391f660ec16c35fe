import { formats, halfWidth, maxCodes, type Text } from '@jieli/engine'
import { codeColumns } from './code-columns.ts'
import type { ReadResult } from './read-result.ts'
import { readTable } from './read-table.ts'
import type { TableFormat, TableLimits } from './table-column.ts'
import { createTableProblem, ProblemList, TableError } from './table-problem.ts'

/** A code as a table writes it. */
export interface ReadCode {
  readonly id: string
  readonly name: string
  readonly englishName?: string
}

/** In characters: of a code, and of its title. */
const longest = { code: 100, name: 2000, englishName: 2000 } as const

/** More rows than a list may hold are read, so that it can be said that they are too many. */
export const codeTableLimits: TableLimits = { bytes: 5_000_000, rows: 200_000 }

const written: Text = {
  zh: '不含空格和斜杠的代码，例如 I63.9',
  en: 'a code without spaces and slashes, such as I63.9',
}

/**
 * Reads the codes of a code system: one row for each. Nothing is stored.
 * @throws TableError when the table cannot be read at all
 */
export async function readCodes(
  source: Uint8Array,
  format: TableFormat,
): Promise<ReadResult<ReadCode>> {
  const problems = new ProblemList()
  const notes = new ProblemList()
  const items: ReadCode[] = []
  const rows = new Map<string, number>()
  const table = readTable(source, {
    format,
    limits: codeTableLimits,
    columns: codeColumns,
    onNote: (note) => {
      notes.add(() => note)
    },
  })
  for await (const { row, cells } of table) {
    if (items.length === maxCodes)
      throw new TableError([createTableProblem('CODES_TOO_MANY', { row }, { limit: maxCodes })])
    for (const { name, title, ...column } of codeColumns) {
      const cell = cells[name]
      if (cell === undefined && 'required' in column)
        problems.add(() => createTableProblem('CELL_REQUIRED', { row, column: name }, { title }))
      if (cell !== undefined && cell.length > longest[name])
        problems.add(() =>
          createTableProblem(
            'CELL_TOO_LONG',
            { row, column: name, value: cell },
            { limit: longest[name] },
          ),
        )
    }
    const { code: given, name = '', englishName } = cells
    const id = halfWidth(given ?? '')
    if (given !== undefined && !formats.code.pattern.test(id))
      problems.add(() =>
        createTableProblem(
          'CELL_TYPE',
          { row, column: 'code', value: given },
          { title: codeColumns[0].title, expected: written },
        ),
      )
    if (given !== undefined && id !== given)
      notes.add(() =>
        createTableProblem('NOTE_FULL_WIDTH', { row, column: 'code', value: given }, { read: id }),
      )
    const other = rows.get(id)
    if (other !== undefined)
      problems.add(() =>
        createTableProblem('ROW_TWICE', { row, column: 'code', value: id }, { other, what: id }),
      )
    else if (id !== '') rows.set(id, row)
    items.push({ id, name, ...(englishName === undefined ? {} : { englishName }) })
  }
  if (items.length === 0) problems.add(() => createTableProblem('CODES_MISSING', { row: 0 }))
  return { items, problems, notes }
}
