import {
  type Fact,
  halfWidth,
  indexRuleset,
  type Ruleset,
  suggest,
  type Value,
} from '@jieli/engine'
import { checkFigurePairs } from './check-figure-pairs.ts'
import { createFigureParser } from './figure-parser.ts'
import type { ImportedFigure } from './imported-figure.ts'
import type { ReadResult } from './read-result.ts'
import { readTable } from './read-table.ts'
import { importLimits, type TableFormat, type TableLimits, type TableRow } from './table-column.ts'
import { valueColumns } from './table-kinds.ts'
import { createTableProblem, ProblemList } from './table-problem.ts'

export interface ReadValuesOptions {
  readonly ruleset: Ruleset
  /** The ids of the community's units. */
  readonly units: ReadonlySet<string>
  readonly format: TableFormat
  readonly limits?: TableLimits
}

/**
 * Reads figures of units and periods, checked against the ruleset's facts. The same figure twice, a numerator above
 * its denominator, an unknown unit or fact, or a period that is none, is a problem of its row.
 * @throws TableError when the table cannot be read at all
 */
export async function readValues(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadValuesOptions,
): Promise<ReadResult<ImportedFigure>> {
  const problems = new ProblemList()
  const notes = new ProblemList()
  const items: ImportedFigure[] = []
  const rows = new Map<string, number>()
  const reader = new ValueReader(options, problems, notes)
  const table = readTable(source, {
    format: options.format,
    limits: options.limits ?? importLimits,
    columns: valueColumns,
    onNote: (note) => {
      notes.add(() => note)
    },
  })
  for await (const row of table) {
    const figure = reader.read(row)
    if (figure === undefined) continue
    const key = `${figure.unit ?? ''} ${figure.period} ${figure.fact}`
    const other = rows.get(key)
    if (other === undefined) rows.set(key, row.row)
    else
      problems.add(() =>
        createTableProblem(
          'ROW_TWICE',
          { row: row.row, column: 'fact', value: figure.fact },
          { other, what: key.trim() },
        ),
      )
    items.push(figure)
  }
  checkFigurePairs(options.ruleset, items, { problems, notes })
  return { items, problems, notes }
}

class ValueReader {
  readonly #facts: ReadonlyMap<string, Fact>
  readonly #units: ReadonlySet<string>
  readonly #problems: ProblemList
  readonly #notes: ProblemList
  readonly #parsers = new Map<string, ReturnType<typeof createFigureParser>>()

  constructor({ ruleset, units }: ReadValuesOptions, problems: ProblemList, notes: ProblemList) {
    this.#facts = indexRuleset(ruleset).facts
    this.#units = units
    this.#problems = problems
    this.#notes = notes
  }

  /** The figure of a row, or nothing when the row has problems, which are told. */
  read({ row, cells }: TableRow): ImportedFigure | undefined {
    // A figure nobody has filled in is unknown, as in the template; it is neither zero nor a mistake.
    if (cells['value'] === undefined) return undefined
    const before = this.#problems.total
    for (const column of valueColumns)
      if (column.required === true && column.name !== 'unit' && cells[column.name] === undefined)
        this.#problems.add(() =>
          createTableProblem(
            'CELL_REQUIRED',
            { row, column: column.name },
            { title: column.title },
          ),
        )
    const unit = cells['unit'] ?? null
    if (unit !== null && !this.#units.has(unit))
      this.#problems.add(() =>
        createTableProblem(
          'UNIT_UNKNOWN',
          { row, column: 'unit', value: unit },
          { suggestion: suggest(unit, this.#units) },
        ),
      )
    const period = halfWidth(cells['period'] ?? '')
    if (period !== '' && !isPeriod(period))
      this.#problems.add(() =>
        createTableProblem('PERIOD_MALFORMED', { row, column: 'period', value: period }),
      )
    const value = this.#value(row, cells)
    const completeness = this.#completeness(row, cells['completeness'])
    if (value === undefined || this.#problems.total > before) return undefined
    const { source } = cells
    return {
      row,
      unit,
      period,
      fact: cells['fact'] ?? '',
      value,
      ...(source === undefined ? {} : { source }),
      ...(completeness === undefined ? {} : { completeness }),
    }
  }

  #value(row: number, cells: TableRow['cells']): Value | undefined {
    const { fact: id, value: text } = cells
    if (id === undefined || text === undefined) return undefined
    const fact = this.#facts.get(id)
    if (fact === undefined) {
      this.#problems.add(() =>
        createTableProblem(
          'FACT_UNKNOWN',
          { row, column: 'fact', value: id },
          { suggestion: suggest(id, this.#facts.keys()) },
        ),
      )
      return undefined
    }
    const parse = this.#parsers.get(id) ?? createFigureParser(fact)
    this.#parsers.set(id, parse)
    const parsed = parse(text, { row, column: 'value' })
    if ('problem' in parsed) {
      this.#problems.add(parsed.problem)
      return undefined
    }
    if (parsed.note !== undefined) this.#notes.add(parsed.note)
    return parsed.value
  }

  #completeness(row: number, text: string | undefined): ImportedFigure['completeness'] {
    if (text === undefined) return undefined
    const match = /^(\d{1,15})\/(\d{1,15})$/.exec(halfWidth(text))
    const [determined, all] = [Number(match?.[1]), Number(match?.[2])]
    if (match !== null && determined <= all) return { determined, all }
    this.#problems.add(() =>
      createTableProblem('COMPLETENESS_MALFORMED', { row, column: 'completeness', value: text }),
    )
    return undefined
  }
}

function isPeriod(text: string): boolean {
  return /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$/.test(text)
}
