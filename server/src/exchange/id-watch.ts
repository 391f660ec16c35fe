import { readTable } from './read-table.ts'
import type { ReadRowsOptions } from './read-fact-rows.ts'
import { importLimits, type TableColumn } from './table-column.ts'
import { createTableProblem } from './table-problem.ts'

/**
 * Finds ids that come twice. While ids ascend none can repeat and nothing need be remembered, however long the table;
 * where they do not, the table is gone through once more for its ids alone.
 */
export class IdWatch {
  #last: string | undefined
  #ascending = true

  see(id: string): void {
    if (this.#last !== undefined && id <= this.#last) this.#ascending = false
    else this.#last = id
  }

  /** Tells each id that comes again, with the row it came in first. */
  async reportRepeated(
    open: () => Uint8Array | AsyncIterable<Uint8Array>,
    columns: readonly TableColumn[],
    { format, limits = importLimits, problems }: ReadRowsOptions,
  ): Promise<void> {
    if (this.#ascending) return
    const rows = new Map<string, number>()
    for await (const { row, cells } of readTable(open(), { format, limits, columns })) {
      const { id } = cells
      if (id === undefined) continue
      const other = rows.get(id)
      if (other === undefined) rows.set(id, row)
      else
        problems.add(() =>
          createTableProblem('ROW_TWICE', { row, column: 'id', value: id }, { other, what: id }),
        )
    }
  }
}
