import type { Command } from '../state/command.ts'
import { indexOfItem, itemOf } from './find-item.ts'

/** Copies an input column with its cells to the place right after it. */
export function duplicateInputColumn(decision: string, column: string, copy: string): Command {
  return {
    name: 'commands.duplicateInputColumn',
    apply: (ruleset) => {
      const table = itemOf(ruleset.decisions, decision)
      if (table.kind !== 'table') throw new Error(`"${decision}" is not a decision table.`)
      const place = indexOfItem(table.inputs, column)
      const fact = table.inputs[place]?.fact ?? ''
      table.inputs.splice(place + 1, 0, { id: copy, fact })
      for (const row of table.rows) {
        const cell = row.when[column]
        if (cell !== undefined)
          row.when = { ...row.when, [copy]: cell.map((test) => ({ ...test })) }
      }
    },
  }
}
