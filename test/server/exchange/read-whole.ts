import { readTable } from '../../../server/src/exchange/read-table.ts'
import type {
  TableColumn,
  TableFormat,
  TableLimits,
  TableRow,
} from '../../../server/src/exchange/table-column.ts'
import { TableError, type TableProblem } from '../../../server/src/exchange/table-problem.ts'

export const columns: readonly TableColumn[] = [
  { name: 'unit', title: { zh: '单位编号', en: 'unit id' }, required: true },
  { name: 'note', title: { zh: '说明', en: 'remark' } },
  { name: 'value', title: { zh: '数值', en: 'figure' } },
]

/** A whole table: its rows and notes, or why it is refused. */
export async function readWhole(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  { format = 'csv', limits }: { format?: TableFormat; limits?: TableLimits } = {},
): Promise<{
  rows: TableRow[]
  notes: string[]
  problems: readonly TableProblem[]
  /** How many problems there are, of which `problems` are the first. */
  total: number
}> {
  const rows: TableRow[] = []
  const notes: string[] = []
  try {
    for await (const row of readTable(typeof source === 'string' ? Buffer.from(source) : source, {
      format,
      columns,
      ...(limits === undefined ? {} : { limits }),
      onNote: (note) => {
        notes.push(note.code)
      },
    }))
      rows.push(row)
    return { rows, notes, problems: [], total: 0 }
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return { rows, notes, problems: error.problems, total: error.total }
  }
}
