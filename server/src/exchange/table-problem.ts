import type { Text } from '@jieli/engine'
import { type TableProblemCode, tableProblemCatalogue } from './table-problem-catalogue.ts'

/** What is wrong with a table, or how a cell was read: where, what was written there, and what to do. */
export interface TableProblem {
  readonly code: TableProblemCode
  /** The row as a spreadsheet counts it, the header being row 1; 0 for the table as a whole. */
  readonly row: number
  /** The column's name; empty for the row as a whole. */
  readonly column: string
  /** What is written there, shortened. */
  readonly value: string
  readonly message: Text
}

/** Where in a table something is said. */
export interface TablePlace {
  readonly row: number
  readonly column?: string
  readonly value?: string
}

/** Makes a problem or note from the catalogue, filling `{name}` from `values`. Pure. */
export function createTableProblem(
  code: TableProblemCode,
  place: TablePlace,
  values: Readonly<Record<string, string | number | Text>> = {},
): TableProblem {
  const entry = tableProblemCatalogue[code]
  const actual = shorten(place.value ?? '')
  const all = { actual, ...values }
  return {
    code,
    row: place.row,
    column: place.column ?? '',
    value: actual,
    message: { zh: fill(entry.zh, all, 'zh'), en: fill(entry.en, all, 'en') },
  }
}

/** Thrown when a table cannot be read at all. Nothing of it may be used. */
export class TableError extends Error {
  override readonly name = 'TableError'
  readonly problems: readonly TableProblem[]
  /** How many problems there are, of which `problems` are the first. */
  readonly total: number

  constructor(problems: readonly TableProblem[], total = problems.length) {
    super(problems.map((problem) => `${problem.row}: ${problem.message.en}`).join('\n'))
    this.problems = problems
    this.total = total
  }
}

/** After so many problems the rest is counted, not kept. */
export const keptProblems = 200

/** Problems and notes as they are found: the first few kept, all of them counted. */
export class ProblemList {
  readonly kept: TableProblem[] = []
  #total = 0

  get total(): number {
    return this.#total
  }

  /** @param make called only for what is kept: to word a million problems takes longer than to find them */
  add(make: () => TableProblem): void {
    this.#total++
    if (this.kept.length < keptProblems) this.kept.push(make())
  }

  /** What to throw when nothing of the table may be used. */
  error(): TableError {
    return new TableError(this.kept, this.#total)
  }
}

/** What is kept of a long text ends with a whole character. */
function shorten(text: string): string {
  if (text.length <= 60) return text
  const kept = text.slice(0, 60)
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`
}

function fill(
  template: string,
  values: Readonly<Record<string, string | number | Text>>,
  language: 'zh' | 'en',
): string {
  return template
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? ''
      return typeof value === 'object' ? value[language] : String(value)
    })
    .trim()
}
