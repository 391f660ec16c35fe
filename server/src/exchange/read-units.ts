import {
  type Code,
  halfWidth,
  type OrgUnit,
  type Ruleset,
  suggest,
  type Text,
  tierCode,
  tiersOf,
} from '@jieli/engine'
import { readTable } from './read-table.ts'
import { importLimits, type TableFormat, type TableLimits } from './table-column.ts'
import { unitColumns } from './table-kinds.ts'
import { createTableProblem, ProblemList } from './table-problem.ts'
import type { ReadResult } from './read-result.ts'

/**
 * Reads the units of a community.
 * @throws TableError when the table cannot be read at all
 */
export async function readUnits(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: { ruleset: Ruleset; format: TableFormat; limits?: TableLimits },
): Promise<ReadResult<OrgUnit>> {
  const { ruleset, format, limits = importLimits } = options
  const tiers = tiersOf(ruleset)
  const problems = new ProblemList()
  const notes = new ProblemList()
  const items: OrgUnit[] = []
  const rows = new Map<string, number>()
  const table = readTable(source, {
    format,
    limits,
    columns: unitColumns,
    onNote: (note) => {
      notes.add(() => note)
    },
  })
  for await (const { row, cells } of table) {
    const { id = '', title = '', kind, parent } = cells
    for (const column of unitColumns)
      if (column.required === true && cells[column.name] === undefined)
        problems.add(() =>
          createTableProblem(
            'CELL_REQUIRED',
            { row, column: column.name },
            { title: column.title },
          ),
        )
    const other = rows.get(id)
    if (other !== undefined)
      problems.add(() =>
        createTableProblem('ROW_TWICE', { row, column: 'id', value: id }, { other, what: id }),
      )
    else if (id !== '') rows.set(id, row)
    const tier = readTier(cells['tier'], tiers)
    const level = smallNumber(cells['level'])
    for (const [column, read, expected] of [
      ['tier', tier, tierWords(tiers)],
      ['level', level, { zh: '0 到 9 的整数', en: 'a whole number from 0 to 9' }],
    ] as const)
      if (read === wrong)
        problems.add(() =>
          createTableProblem(
            'CELL_TYPE',
            { row, column, value: cells[column] ?? '' },
            { title: unitColumns.find(({ name }) => name === column)?.title ?? column, expected },
          ),
        )
    items.push({
      id,
      title,
      ...(kind === undefined ? {} : { kind }),
      ...(tier === undefined || tier === wrong ? {} : { tier }),
      ...(level === undefined || level === wrong ? {} : { level }),
      ...(parent === undefined ? {} : { parent }),
    })
  }
  checkParents(items, rows, problems)
  return { items, problems, notes }
}

/** A cell that cannot be read. */
const wrong = Symbol('wrong')

function smallNumber(text: string | undefined): number | typeof wrong | undefined {
  if (text === undefined) return undefined
  const narrow = halfWidth(text)
  return /^\d$/.test(narrow) ? Number(narrow) : wrong
}

/** A tier by its code, its title, or the number it had before; any text where the ruleset names no tiers. */
function readTier(
  text: string | undefined,
  tiers: readonly Code[] | undefined,
): string | typeof wrong | undefined {
  if (text === undefined) return undefined
  const named = tiers?.find(({ title }) => Object.values(title).includes(text))
  const code = named?.code ?? tierCode(halfWidth(text))
  return tiers === undefined || tiers.some((tier) => tier.code === code) ? code : wrong
}

function tierWords(tiers: readonly Code[] | undefined): Text {
  const words = (language: 'zh' | 'en') => (tiers ?? []).map(({ title }) => title[language])
  return { zh: words('zh').join('、'), en: words('en').join(', ') }
}

/** A parent is in the table, and no unit is above itself. Each unit is looked at once, however long the line above it. */
function checkParents(
  units: readonly OrgUnit[],
  rows: ReadonlyMap<string, number>,
  problems: ProblemList,
): void {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]))
  const inCircle = unitsInCircles(parents)
  for (const { id, parent } of units) {
    if (parent === undefined || (parents.has(parent) && !inCircle.has(id))) continue
    problems.add(() =>
      createTableProblem(
        'UNIT_PARENT',
        { row: rows.get(id) ?? 0, column: 'parent', value: parent },
        { suggestion: suggest(parent, rows.keys()) },
      ),
    )
  }
}

function unitsInCircles(parents: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  const inCircle = new Set<string>()
  const rooted = new Set<string>()
  for (const start of parents.keys()) {
    const line: string[] = []
    let at: string | undefined = start
    const onLine = new Set<string>()
    while (at !== undefined && parents.has(at) && !rooted.has(at) && !onLine.has(at)) {
      line.push(at)
      onLine.add(at)
      at = parents.get(at)
    }
    if (at !== undefined && onLine.has(at))
      for (const id of line.slice(line.indexOf(at))) inCircle.add(id)
    for (const id of line) rooted.add(id)
  }
  return inCircle
}
