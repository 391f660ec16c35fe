import type { InputColumn } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { itemOf } from './find-item.ts'
import { withoutKeys } from './record-order.ts'

/** Gives a decision table other input columns, in that order; cells of columns that are gone go with them. */
export function setInputColumns(decision: string, inputs: InputColumn[]): Command {
  return {
    name: 'commands.setInputColumns',
    apply: (ruleset) => {
      const table = itemOf(ruleset.decisions, decision)
      if (table.kind !== 'table') throw new Error(`"${decision}" is not a decision table.`)
      const kept = new Set(inputs.map((column) => column.id))
      table.inputs = inputs
      for (const row of table.rows) {
        const gone = Object.keys(row.when).filter((column) => !kept.has(column))
        if (gone.length > 0) row.when = withoutKeys(row.when, gone)
      }
    },
  }
}
