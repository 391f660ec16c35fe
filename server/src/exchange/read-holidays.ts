import { halfWidth } from '@jieli/engine'
import type { ReadResult } from './read-result.ts'
import { readTable } from './read-table.ts'
import type { TableColumn, TableFormat, TableLimits } from './table-column.ts'
import { createTableProblem, ProblemList } from './table-problem.ts'

/** A day that a notice of holidays arranges: off, or worked all the same. */
export interface ArrangedDay {
  readonly date: string
  readonly kind: 'off' | 'worked'
}

const columns = [
  { name: 'date', title: { zh: '日期', en: 'date' }, required: true },
  { name: 'kind', title: { zh: '类别', en: 'kind' }, required: true },
] as const satisfies readonly TableColumn[]

const kinds: Readonly<Record<string, ArrangedDay['kind']>> = {
  休: 'off',
  班: 'worked',
  off: 'off',
  worked: 'worked',
}

/** More days than a year has are no notice of one. */
const limits: TableLimits = { bytes: 1_000_000, rows: 1000 }

/**
 * Reads the days a notice arranges: one row for each, its day and whether it is off (休) or worked (班).
 * @param wanted.year the year every day has to lie in
 * @throws TableError when the table cannot be read at all
 */
export async function readHolidays(
  source: Uint8Array,
  wanted: { readonly format: TableFormat; readonly year: number },
): Promise<ReadResult<ArrangedDay>> {
  const problems = new ProblemList()
  const notes = new ProblemList()
  const items: ArrangedDay[] = []
  const rows = new Map<string, number>()
  const onNote = (note: ReturnType<typeof createTableProblem>) => {
    notes.add(() => note)
  }
  const table = readTable(source, { format: wanted.format, limits, columns, onNote })
  for await (const { row, cells } of table) {
    const written = cells['date'] ?? ''
    const date = dayOf(halfWidth(written))
    const kind = kinds[(cells['kind'] ?? '').trim()]
    const of = String(wanted.year)
    if (date === undefined || !date.startsWith(`${of}-`))
      problems.add(() => wrong({ row, column: 'date', value: written }, columns[0].title, of))
    if (kind === undefined)
      problems.add(() =>
        wrong({ row, column: 'kind', value: cells['kind'] ?? '' }, columns[1].title),
      )
    if (date === undefined || kind === undefined) continue
    const other = rows.get(date)
    if (other !== undefined)
      problems.add(() =>
        createTableProblem(
          'ROW_TWICE',
          { row, column: 'date', value: date },
          { other, what: date },
        ),
      )
    rows.set(date, row)
    items.push({ date, kind })
  }
  return { items, problems, notes }
}

function wrong(
  place: { readonly row: number; readonly column: string; readonly value: string },
  title: (typeof columns)[number]['title'],
  year?: string,
) {
  const expected =
    year === undefined
      ? { zh: '“休”或“班”', en: '"休" (off) or "班" (worked)' }
      : { zh: `${year} 年的一天，如 ${year}-10-01`, en: `a day of ${year}, as ${year}-10-01` }
  return createTableProblem('CELL_TYPE', place, { title, expected })
}

/** A day as tables write it, `2026-10-01`, `2026/10/1` or `2026年10月1日`; nothing where there is no such day. Pure. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/.exec(text.trim()) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const epoch = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(epoch) || new Date(epoch).toISOString().slice(0, 10) !== date
    ? undefined
    : date
}
